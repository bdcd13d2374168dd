package dev.tidewater.plan;

import dev.tidewater.plan.ScalarExpr.And;
import dev.tidewater.plan.ScalarExpr.Call;
import dev.tidewater.plan.ScalarExpr.Case;
import dev.tidewater.plan.ScalarExpr.Coalesce;
import dev.tidewater.plan.ScalarExpr.ColumnRef;
import dev.tidewater.plan.ScalarExpr.IsNull;
import dev.tidewater.plan.ScalarExpr.Literal;
import dev.tidewater.plan.ScalarExpr.Not;
import dev.tidewater.plan.ScalarExpr.Or;
import dev.tidewater.plan.ScalarExpr.Parameter;
import dev.tidewater.plan.ScalarExpr.When;
import java.util.List;

/**
 * Rebuilds an expression bottom up; a subclass changes the nodes that it cares for. Types and
 * nullability of the nodes above are kept.
 */
public abstract class ScalarRewriter implements ScalarExpr.Visitor<ScalarExpr> {
  public final ScalarExpr rewrite(ScalarExpr expr) {
    return expr.accept(this);
  }

  public final List<ScalarExpr> rewriteAll(List<ScalarExpr> exprs) {
    return exprs.stream().map(this::rewrite).toList();
  }

  @Override
  public ScalarExpr visitColumnRef(ColumnRef expr) {
    return expr;
  }

  @Override
  public ScalarExpr visitLiteral(Literal expr) {
    return expr;
  }

  @Override
  public ScalarExpr visitParameter(Parameter expr) {
    return expr;
  }

  @Override
  public ScalarExpr visitCall(Call expr) {
    return new Call(expr.function(), rewriteAll(expr.args()), expr.type(), expr.nullable());
  }

  @Override
  public ScalarExpr visitAnd(And expr) {
    return new And(rewriteAll(expr.args()), expr.type(), expr.nullable());
  }

  @Override
  public ScalarExpr visitOr(Or expr) {
    return new Or(rewriteAll(expr.args()), expr.type(), expr.nullable());
  }

  @Override
  public ScalarExpr visitNot(Not expr) {
    return new Not(rewrite(expr.arg()), expr.type(), expr.nullable());
  }

  @Override
  public ScalarExpr visitIsNull(IsNull expr) {
    return new IsNull(rewrite(expr.arg()), expr.type());
  }

  @Override
  public ScalarExpr visitCase(Case expr) {
    List<When> whens =
        expr.whens().stream()
            .map(when -> new When(rewrite(when.condition()), rewrite(when.result())))
            .toList();
    return new Case(whens, rewrite(expr.otherwise()), expr.type(), expr.nullable());
  }

  @Override
  public ScalarExpr visitCoalesce(Coalesce expr) {
    return new Coalesce(rewriteAll(expr.args()), expr.type(), expr.nullable());
  }
}
