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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Evaluates expressions over one row of Java values; knows a handful of functions. */
final class Interpreter implements ScalarExpr.Visitor<Optional<Object>> {
  private final List<@Nullable Object> row;

  Interpreter(List<@Nullable Object> row) {
    this.row = row;
  }

  static @Nullable Object evaluate(ScalarExpr expr, List<@Nullable Object> row) {
    return new Interpreter(row).valueOf(expr);
  }

  private @Nullable Object valueOf(ScalarExpr expr) {
    return expr.accept(this).orElse(null);
  }

  static boolean isTrue(ScalarExpr expr, List<@Nullable Object> row) {
    return Boolean.TRUE.equals(evaluate(expr, row));
  }

  @Override
  public Optional<Object> visitColumnRef(ColumnRef expr) {
    return Optional.ofNullable(row.get(expr.column()));
  }

  @Override
  public Optional<Object> visitLiteral(Literal expr) {
    return Optional.ofNullable(expr.value());
  }

  @Override
  public Optional<Object> visitParameter(Parameter expr) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Object> visitCall(Call expr) {
    Object left = valueOf(expr.args().get(0));
    Object right = valueOf(expr.args().get(1));
    if (left == null || right == null) {
      return Optional.empty();
    }
    return Optional.of(
        switch (expr.function()) {
          case "+(int8,int8)" -> (Long) left + (Long) right;
          case "/(int8,int8)" -> divide((Long) left, (Long) right);
          case "<(int8,int8)" -> (Long) left < (Long) right;
          case "=(int8,int8)" -> left.equals(right);
          default -> throw new UnsupportedOperationException(expr.function());
        });
  }

  private static Object divide(long left, long right) {
    if (right == 0) {
      throw new TidewaterException(ErrorCode.DIVISION_BY_ZERO, "division by zero");
    }
    return left / right;
  }

  @Override
  public Optional<Object> visitAnd(And expr) {
    boolean unknown = false;
    for (ScalarExpr arg : expr.args()) {
      Object value = valueOf(arg);
      if (Boolean.FALSE.equals(value)) {
        return Optional.of(false);
      }
      unknown |= value == null;
    }
    return unknown ? Optional.empty() : Optional.of(true);
  }

  @Override
  public Optional<Object> visitOr(Or expr) {
    boolean unknown = false;
    for (ScalarExpr arg : expr.args()) {
      Object value = valueOf(arg);
      if (Boolean.TRUE.equals(value)) {
        return Optional.of(true);
      }
      unknown |= value == null;
    }
    return unknown ? Optional.empty() : Optional.of(false);
  }

  @Override
  public Optional<Object> visitNot(Not expr) {
    Object value = valueOf(expr.arg());
    return value == null ? Optional.empty() : Optional.of(!(Boolean) value);
  }

  @Override
  public Optional<Object> visitIsNull(IsNull expr) {
    return Optional.of(valueOf(expr.arg()) == null);
  }

  @Override
  public Optional<Object> visitCase(Case expr) {
    for (ScalarExpr.When when : expr.whens()) {
      if (Boolean.TRUE.equals(valueOf(when.condition()))) {
        return when.result().accept(this);
      }
    }
    return expr.otherwise().accept(this);
  }

  @Override
  public Optional<Object> visitCoalesce(Coalesce expr) {
    for (ScalarExpr arg : expr.args()) {
      Object value = valueOf(arg);
      if (value != null) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
