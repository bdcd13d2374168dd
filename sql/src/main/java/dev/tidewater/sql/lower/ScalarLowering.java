package dev.tidewater.sql.lower;

import dev.tidewater.engine.function.NullBehavior;
import dev.tidewater.engine.function.Volatility;
import dev.tidewater.plan.RelationType;
import dev.tidewater.plan.RelationType.ColumnType;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.ScalarExpr.Call;
import dev.tidewater.plan.ScalarExpr.ColumnRef;
import dev.tidewater.plan.ScalarExpr.Literal;
import dev.tidewater.plan.ScalarExpr.Parameter;
import dev.tidewater.sql.functions.Functions;
import dev.tidewater.sql.rel.ConstantOperator;
import dev.tidewater.sql.rel.FunctionOperator;
import dev.tidewater.sql.rel.ParameterOperator;
import dev.tidewater.sql.rel.ValueType;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Lowers expressions over rows of one type. Nullability is found anew from the columns up, since
 * Calcite's moves of expressions do not keep it exact.
 */
final class ScalarLowering {
  private final Functions functions;
  private final RelationType input;
  private final LogicLowering logic;

  ScalarLowering(Functions functions, RelationType input) {
    this.functions = functions;
    this.input = input;
    this.logic = new LogicLowering(functions, this);
  }

  List<ScalarExpr> lowerAll(List<RexNode> nodes) {
    return nodes.stream().map(this::lower).toList();
  }

  ScalarExpr lower(RexNode node) {
    if (node instanceof RexInputRef ref) {
      return column(ref.getIndex());
    } else if (node instanceof RexLiteral literal) {
      return literal(literal);
    } else if (node instanceof RexCall call) {
      return call(call);
    }
    throw notSupported("this kind of correlated subquery");
  }

  ScalarExpr column(int index) {
    ColumnType column = input.column(index);
    return new ColumnRef(index, column.type(), column.nullable());
  }

  private ScalarExpr call(RexCall call) {
    if (call.op instanceof ConstantOperator constant) {
      return new Literal(constant.value(), constant.type());
    } else if (call.op instanceof ParameterOperator parameter) {
      return new Parameter(parameter.index(), ValueType.of(call.getType()));
    } else if (call.op instanceof FunctionOperator function) {
      List<ScalarExpr> args = lowerAll(call.getOperands());
      if (function.nulls().isStrict() && args.stream().anyMatch(Scalars::isNullLiteral)) {
        // As in PostgreSQL, whatever else is in it, which might fail.
        return new Literal(null, ValueType.of(call.getType()));
      }
      boolean nullable = nullable(function.nulls(), args);
      Call lowered = new Call(function.identity(), args, ValueType.of(call.getType()), nullable);
      return function.volatility() == Volatility.IMMUTABLE ? fold(lowered) : lowered;
    }
    return logic.lower(call);
  }

  static boolean nullable(NullBehavior nulls, List<ScalarExpr> args) {
    return switch (nulls) {
      case STRICT -> args.stream().anyMatch(ScalarExpr::nullable);
      case NEVER -> false;
      case STRICT_OR_NULL, ANY -> true;
    };
  }

  /** Computes a call of constants; one that fails is left, to fail when it is run, if it is. */
  ScalarExpr fold(Call call) {
    boolean constant = call.args().stream().allMatch(Literal.class::isInstance);
    if (!constant) {
      return call;
    }
    try {
      return new Literal(functions.evaluate(call), call.type());
    } catch (TidewaterException e) {
      return call;
    }
  }

  /** Only truth values, small numbers and typed NULLs are made by Calcite itself. */
  private static ScalarExpr literal(RexLiteral literal) {
    SqlType type = ValueType.of(literal.getType());
    return new Literal(value(literal, type), type);
  }

  private static @Nullable Object value(RexLiteral literal, SqlType type) {
    if (literal.isNull()) {
      return null;
    } else if (type.equals(ScalarType.BOOLEAN)) {
      return literal.getValueAs(Boolean.class);
    } else if (type.equals(ScalarType.INT4)) {
      return number(literal).intValueExact();
    } else if (type.equals(ScalarType.INT8)) {
      return number(literal).longValueExact();
    }
    throw new IllegalStateException("a literal that is not ours: " + literal);
  }

  private static BigDecimal number(RexLiteral literal) {
    BigDecimal value = literal.getValueAs(BigDecimal.class);
    if (value == null) {
      throw new IllegalStateException("not a number: " + literal);
    }
    return value;
  }

  static TidewaterException notSupported(String what) {
    return new TidewaterException(ErrorCode.FEATURE_NOT_SUPPORTED, "{what} is not supported yet")
        .with("what", what);
  }
}
