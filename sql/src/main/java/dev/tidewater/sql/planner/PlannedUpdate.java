package dev.tidewater.sql.planner;

import dev.tidewater.sql.catalog.ResolvedRelation;

/**
 * An UPDATE made ready.
 *
 * @param table what to change
 * @param rows gives for each row to change the old row's columns, then the new row's, both in the
 *     table's order; a row that stands several times comes as often
 * @param returning over the new row
 */
public record PlannedUpdate(ResolvedRelation table, PlannedQuery rows, Returning returning) {}
