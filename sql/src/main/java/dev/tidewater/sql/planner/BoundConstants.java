package dev.tidewater.sql.planner;

import dev.tidewater.engine.function.Volatility;
import dev.tidewater.plan.PlanRewriter;
import dev.tidewater.plan.RelationPlan;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.ScalarExpr.Call;
import dev.tidewater.plan.ScalarExpr.Literal;
import dev.tidewater.plan.ScalarRewriter;
import dev.tidewater.sql.functions.Functions;
import dev.tidewater.types.TidewaterException;

/**
 * Computes once what became constant when parameters got their values, such as the cast of a
 * parameter to the type of the column that it is compared with: only so can a key be looked up by
 * it.
 */
final class BoundConstants extends ScalarRewriter {
  private static final BoundConstants INSTANCE = new BoundConstants();

  private final Functions functions = Functions.standard();

  private BoundConstants() {}

  static RelationPlan fold(RelationPlan plan) {
    return new PlanRewriter(INSTANCE).rewrite(plan);
  }

  @Override
  public ScalarExpr visitCall(Call expr) {
    Call call = (Call) super.visitCall(expr);
    boolean constant =
        call.args().stream().allMatch(Literal.class::isInstance)
            && functions.byIdentity(call.function()).volatility() == Volatility.IMMUTABLE;
    if (!constant) {
      return call;
    }
    try {
      return new Literal(functions.evaluate(call), call.type());
    } catch (TidewaterException e) {
      return call; // Fails when it is run, if it is: it may stand in a branch never taken.
    }
  }
}
