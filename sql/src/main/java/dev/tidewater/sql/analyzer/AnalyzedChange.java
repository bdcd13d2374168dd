package dev.tidewater.sql.analyzer;

import dev.tidewater.sql.catalog.ResolvedRelation;

/**
 * An UPDATE or DELETE as analyzed.
 *
 * @param rows the old rows; of an UPDATE the new ones beside them
 */
public record AnalyzedChange(
    ResolvedRelation table, AnalyzedRelation rows, AnalyzedReturning returning) {}
