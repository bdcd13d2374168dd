package dev.tidewater.engine.dataflow;

import dev.tidewater.plan.ScalarExpr;
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
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates expressions over one row of Java values; knows a handful of functions. */
final class Interpreter implements ScalarExpr.Visitor<@Nullable Object> {
  private final List<@Nullable Object> row;

  Interpreter(List<@Nullable Object> row) {
    this.row = row;
  }

  static @Nullable Object evaluate(ScalarExpr expr, List<@Nullable Object> row) {
    return expr.accept(new Interpreter(row));
  }

  static boolean isTrue(ScalarExpr expr, List<@Nullable Object> row) {
    return Boolean.TRUE.equals(evaluate(expr, row));
  }

  @Override
  public @Nullable Object visitColumnRef(ColumnRef expr) {
    return row.get(expr.column());
  }

  @Override
  public @Nullable Object visitLiteral(Literal expr) {
    return expr.value();
  }

  @Override
  public @Nullable Object visitParameter(Parameter expr) {
    throw new UnsupportedOperationException();
  }

  @Override
  public @Nullable Object visitCall(Call expr) {
    Object left = expr.args().get(0).accept(this);
    Object right = expr.args().get(1).accept(this);
    if (left == null || right == null) {
      return null;
    }
    return switch (expr.function()) {
      case "+(int8,int8)" -> (Long) left + (Long) right;
      case "/(int8,int8)" -> divide((Long) left, (Long) right);
      case "<(int8,int8)" -> (Long) left < (Long) right;
      case "=(int8,int8)" -> left.equals(right);
      default -> throw new UnsupportedOperationException(expr.function());
    };
  }

  private static Object divide(long left, long right) {
    if (right == 0) {
      throw new TidewaterException(ErrorCode.DIVISION_BY_ZERO, "division by zero");
    }
    return left / right;
  }

  @Override
  public @Nullable Object visitAnd(And expr) {
    boolean unknown = false;
    for (ScalarExpr arg : expr.args()) {
      Object value = arg.accept(this);
      if (Boolean.FALSE.equals(value)) {
        return false;
      }
      unknown |= value == null;
    }
    return unknown ? null : true;
  }

  @Override
  public @Nullable Object visitOr(Or expr) {
    boolean unknown = false;
    for (ScalarExpr arg : expr.args()) {
      Object value = arg.accept(this);
      if (Boolean.TRUE.equals(value)) {
        return true;
      }
      unknown |= value == null;
    }
    return unknown ? null : false;
  }

  @Override
  public @Nullable Object visitNot(Not expr) {
    Object value = expr.arg().accept(this);
    return value == null ? null : !(Boolean) value;
  }

  @Override
  public Object visitIsNull(IsNull expr) {
    return expr.arg().accept(this) == null;
  }

  @Override
  public @Nullable Object visitCase(Case expr) {
    for (ScalarExpr.When when : expr.whens()) {
      if (Boolean.TRUE.equals(when.condition().accept(this))) {
        return when.result().accept(this);
      }
    }
    return expr.otherwise().accept(this);
  }

  @Override
  public @Nullable Object visitCoalesce(Coalesce expr) {
    for (ScalarExpr arg : expr.args()) {
      Object value = arg.accept(this);
      if (value != null) {
        return value;
      }
    }
    return null;
  }
}
