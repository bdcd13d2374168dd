package dev.tidewater.host.local;

import dev.tidewater.store.CollectionId;
import dev.tidewater.types.row.RowLayout;
import org.jspecify.annotations.Nullable;

/**
 * A collection that a plan reads.
 *
 * @param id its number is the one in the plan's {@code Get}
 * @param layout of its rows
 * @param errors the collection of its errors, where it has one; while an error is live there, a
 *     query fails with it and a view over it has it as well
 */
public record InputCollection(CollectionId id, RowLayout layout, @Nullable CollectionId errors) {}
