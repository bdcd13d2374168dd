package dev.tidewater.sql.lower;

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
import dev.tidewater.plan.ScalarExpr.When;
import dev.tidewater.plan.ScalarRewriter;
import dev.tidewater.types.ScalarType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes logic nodes with the nullability that follows from their parts. */
final class Scalars {
  static final Literal TRUE = new Literal(true, ScalarType.BOOLEAN);
  static final Literal FALSE = new Literal(false, ScalarType.BOOLEAN);

  private Scalars() {}

  static boolean isTrue(ScalarExpr expr) {
    return expr instanceof Literal literal && Boolean.TRUE.equals(literal.value());
  }

  static boolean isFalse(ScalarExpr expr) {
    return expr instanceof Literal literal && Boolean.FALSE.equals(literal.value());
  }

  static boolean isNullLiteral(ScalarExpr expr) {
    return expr instanceof Literal literal && literal.value() == null;
  }

  /**
   * The same for who asks only whether it is true: NULL is false there, so that an AND with it need
   * not be evaluated, as in PostgreSQL.
   */
  static ScalarExpr whetherTrue(ScalarExpr expr) {
    if (expr instanceof Literal) {
      return isTrue(expr) ? TRUE : FALSE;
    } else if (expr instanceof And and) {
      return and(and.args().stream().map(Scalars::whetherTrue).toList());
    } else if (expr instanceof Or or) {
      return or(or.args().stream().map(Scalars::whetherTrue).toList());
    }
    return expr;
  }

  /** Nested ANDs become one; true operands fall away; one false operand decides. */
  static ScalarExpr and(List<ScalarExpr> args) {
    List<ScalarExpr> flat = new ArrayList<>();
    for (ScalarExpr arg : args) {
      if (arg instanceof And inner) {
        flat.addAll(inner.args());
      } else if (!isTrue(arg)) {
        flat.add(arg);
      }
    }
    if (flat.isEmpty()) {
      return TRUE;
    }
    if (flat.stream().anyMatch(Scalars::isFalse)) {
      return FALSE;
    }
    return flat.size() == 1 ? flat.get(0) : new And(flat, ScalarType.BOOLEAN, anyNullable(flat));
  }

  /** The operands of an AND, else the expression alone; none for TRUE. The list can be changed. */
  static List<ScalarExpr> conjuncts(ScalarExpr expr) {
    if (isTrue(expr)) {
      return new ArrayList<>();
    }
    return new ArrayList<>(expr instanceof And and ? and.args() : List.of(expr));
  }

  static @Nullable ScalarExpr andOrNull(List<ScalarExpr> args) {
    ScalarExpr all = and(args);
    return isTrue(all) ? null : all;
  }

  /** Nested ORs become one; false operands fall away; one true operand decides. */
  static ScalarExpr or(List<ScalarExpr> args) {
    List<ScalarExpr> flat = new ArrayList<>();
    for (ScalarExpr arg : args) {
      if (arg instanceof Or inner) {
        flat.addAll(inner.args());
      } else if (!isFalse(arg)) {
        flat.add(arg);
      }
    }
    if (flat.isEmpty()) {
      return FALSE;
    }
    if (flat.stream().anyMatch(Scalars::isTrue)) {
      return TRUE;
    }
    return flat.size() == 1 ? flat.get(0) : new Or(flat, ScalarType.BOOLEAN, anyNullable(flat));
  }

  static ScalarExpr not(ScalarExpr arg) {
    if (arg instanceof Literal literal && literal.value() instanceof Boolean value) {
      return value ? FALSE : TRUE;
    }
    return arg instanceof Not inner
        ? inner.arg()
        : new Not(arg, ScalarType.BOOLEAN, arg.nullable());
  }

  /** Known where the operand is a column that is never NULL. */
  static ScalarExpr isNull(ScalarExpr arg) {
    if (arg instanceof ColumnRef && !arg.nullable()) {
      return FALSE;
    }
    return arg instanceof Literal literal
        ? new Literal(literal.value() == null, ScalarType.BOOLEAN)
        : new IsNull(arg, ScalarType.BOOLEAN);
  }

  static ScalarExpr coalesce(List<ScalarExpr> args) {
    boolean nullable = args.stream().allMatch(ScalarExpr::nullable);
    return new Coalesce(args, args.get(0).type(), nullable);
  }

  /** True, or what else if NULL. */
  static ScalarExpr orElse(ScalarExpr arg, Literal otherwise) {
    return arg.nullable() ? coalesce(List.of(arg, otherwise)) : arg;
  }

  static ScalarExpr caseWhen(List<When> whens, ScalarExpr otherwise) {
    boolean nullable =
        otherwise.nullable() || whens.stream().anyMatch(when -> when.result().nullable());
    return new Case(whens, otherwise, otherwise.type(), nullable);
  }

  /** The highest column that an expression mentions, -1 if none. */
  static int lastColumn(ScalarExpr expr) {
    int[] last = {-1};
    new ScalarRewriter() {
      @Override
      public ScalarExpr visitColumnRef(ColumnRef column) {
        last[0] = Math.max(last[0], column.column());
        return column;
      }
    }.rewrite(expr);
    return last[0];
  }

  /** Whether an expression has a call of a function in it. */
  static boolean calls(ScalarExpr expr, String function) {
    boolean[] found = {false};
    new ScalarRewriter() {
      @Override
      public ScalarExpr visitCall(Call call) {
        found[0] |= call.function().equals(function);
        return super.visitCall(call);
      }
    }.rewrite(expr);
    return found[0];
  }

  static boolean anyNullable(List<ScalarExpr> args) {
    return args.stream().anyMatch(ScalarExpr::nullable);
  }
}
