package dev.tidewater.sql.planner;

import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.sql.catalog.ResolvedRelation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A COPY FROM made ready.
 *
 * @param table where to
 * @param targets positions of the table's columns that the data gives, in the data's order
 * @param defaults for each column of the table the value if the data does not give it, without
 *     column references; null for a column that the data gives
 */
public record PlannedCopy(
    ResolvedRelation table, List<Integer> targets, List<@Nullable ScalarExpr> defaults) {
  public PlannedCopy {
    targets = List.copyOf(targets);
  }
}
