package dev.tidewater.host.local;

import dev.tidewater.types.row.RowLayout;
import dev.tidewater.zset.Batch;

/**
 * Rows in memory that a plan reads like a collection: a system relation, for example.
 *
 * @param collection the number in the plan's {@code Get}
 */
public record InputRows(long collection, RowLayout layout, Batch rows) {}
