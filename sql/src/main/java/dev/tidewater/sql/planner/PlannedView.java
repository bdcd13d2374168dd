package dev.tidewater.sql.planner;

import dev.tidewater.plan.RelationPlan;
import dev.tidewater.types.RelationSchema;

/**
 * A view made ready.
 *
 * @param plan gives the rows; an ORDER BY that only orders the output is gone, one with a LIMIT has
 *     become a top-k
 * @param schema names, types and proven unique keys of the columns; column ids count from 0
 * @param dependencies what it reads
 */
public record PlannedView(RelationPlan plan, RelationSchema schema, Dependencies dependencies) {}
