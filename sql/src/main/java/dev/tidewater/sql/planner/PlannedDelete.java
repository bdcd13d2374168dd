package dev.tidewater.sql.planner;

import dev.tidewater.sql.catalog.ResolvedRelation;

/**
 * A DELETE made ready.
 *
 * @param table where from
 * @param rows gives the rows to delete, all columns in the table's order
 * @param returning over the deleted row
 */
public record PlannedDelete(ResolvedRelation table, PlannedQuery rows, Returning returning) {}
