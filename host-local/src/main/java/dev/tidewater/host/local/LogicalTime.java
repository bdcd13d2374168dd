package dev.tidewater.host.local;

import dev.tidewater.plan.PlanRewriter;
import dev.tidewater.plan.RelationPlan;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.ScalarExpr.Call;
import dev.tidewater.plan.ScalarExpr.Literal;
import dev.tidewater.plan.ScalarRewriter;

/** What {@code mz_now()} is for a query that is answered once: a constant. */
final class LogicalTime {
  private static final String NOW = "mz_now()";

  private LogicalTime() {}

  static RelationPlan fixedAt(long time, RelationPlan plan) {
    ScalarRewriter scalars =
        new ScalarRewriter() {
          @Override
          public ScalarExpr visitCall(Call expr) {
            return expr.function().equals(NOW)
                ? new Literal(time, expr.type())
                : super.visitCall(expr);
          }
        };
    return new PlanRewriter(scalars).rewrite(plan);
  }
}
