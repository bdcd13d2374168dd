package dev.tidewater.sql.analyzer;

import dev.tidewater.sql.catalog.ResolvedRelation;

/**
 * An INSERT as analyzed.
 *
 * @param rows all columns of the table, in order
 */
public record AnalyzedInsert(
    ResolvedRelation table, AnalyzedRelation rows, AnalyzedReturning returning) {}
