package dev.tidewater.plan;

import dev.tidewater.plan.ScalarExpr.Literal;
import dev.tidewater.plan.ScalarExpr.Parameter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the values of an execution in the place of a prepared plan's parameters. */
public final class PlanBinder {
  private PlanBinder() {}

  /**
   * @param values of {@code $1}, {@code $2}, … in the Java form of the parameters' types
   */
  public static RelationPlan bind(RelationPlan plan, List<@Nullable Object> values) {
    return new PlanRewriter(new Binder(values)).rewrite(plan);
  }

  /** The same for one expression. */
  public static ScalarExpr bind(ScalarExpr expr, List<@Nullable Object> values) {
    return new Binder(values).rewrite(expr);
  }

  private static final class Binder extends ScalarRewriter {
    private final List<@Nullable Object> values;

    Binder(List<@Nullable Object> values) {
      this.values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    @Override
    public ScalarExpr visitParameter(Parameter expr) {
      return new Literal(values.get(expr.index() - 1), expr.type());
    }
  }
}
