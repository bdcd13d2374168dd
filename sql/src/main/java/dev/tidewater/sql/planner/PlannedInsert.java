package dev.tidewater.sql.planner;

import dev.tidewater.sql.catalog.ResolvedRelation;

/**
 * An INSERT made ready.
 *
 * @param table where to
 * @param rows gives the rows to insert: all columns of the table in order, defaults filled in, of
 *     the columns' own types. NOT NULL and keys are still to be checked: a column may be null here
 * @param returning over a row of the table; empty without RETURNING
 */
public record PlannedInsert(ResolvedRelation table, PlannedQuery rows, Returning returning) {}
