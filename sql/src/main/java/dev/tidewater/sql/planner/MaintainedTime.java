package dev.tidewater.sql.planner;

import dev.tidewater.plan.PlanRewriter;
import dev.tidewater.plan.RelationPlan;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.ScalarExpr.Call;
import dev.tidewater.plan.ScalarRewriter;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;

/**
 * Sees that the outcome of a maintained query changes with time only where rows come and go: a
 * value that were always the current time would change without end.
 */
final class MaintainedTime {
  private static final String NOW = "mz_now()";

  private MaintainedTime() {}

  static void check(RelationPlan plan) {
    ScalarRewriter scalars =
        new ScalarRewriter() {
          @Override
          public ScalarExpr visitCall(Call expr) {
            if (expr.function().equals(NOW)) {
              throw new TidewaterException(
                      ErrorCode.FEATURE_NOT_SUPPORTED,
                      "mz_now() in this place of a maintained query is not supported")
                  .hint(
                      "Compare it with an expression of the row's columns, in a condition of WHERE"
                          + " or HAVING that is not part of an OR: mz_now() <= ts + interval '1"
                          + " hour'.");
            }
            return super.visitCall(expr);
          }
        };
    PlanRewriter visitor = new PlanRewriter(scalars);
    visitor.rewrite(plan);
  }
}
