package dev.tidewater.sql.lower;

import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.ScalarExpr.Literal;
import dev.tidewater.plan.ScalarExpr.When;
import dev.tidewater.sql.functions.Functions;
import dev.tidewater.sql.rel.ValueType;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;

/** Lowers what Calcite knows by itself: logic, CASE, comparisons. */
final class LogicLowering {
  private final ScalarLowering scalars;
  private final ComparisonFunctions comparisons;

  LogicLowering(Functions functions, ScalarLowering scalars) {
    this.scalars = scalars;
    this.comparisons = new ComparisonFunctions(functions);
  }

  ScalarExpr lower(RexCall call) {
    return switch (call.getKind()) {
      case AND -> Scalars.and(arguments(call));
      case OR -> Scalars.or(arguments(call));
      case NOT -> Scalars.not(first(call));
      case IS_NULL, IS_UNKNOWN -> Scalars.isNull(first(call));
      case IS_NOT_NULL -> Scalars.not(Scalars.isNull(first(call)));
      case IS_TRUE -> Scalars.orElse(first(call), Scalars.FALSE);
      case IS_NOT_TRUE -> Scalars.not(Scalars.orElse(first(call), Scalars.FALSE));
      case IS_FALSE -> Scalars.not(Scalars.orElse(first(call), Scalars.TRUE));
      case IS_NOT_FALSE -> Scalars.orElse(first(call), Scalars.TRUE);
      case CASE -> caseWhen(call);
      case COALESCE -> Scalars.coalesce(arguments(call));
      case EQUALS -> compare("=", call);
      case NOT_EQUALS -> compare("<>", call);
      case LESS_THAN -> compare("<", call);
      case LESS_THAN_OR_EQUAL -> compare("<=", call);
      case GREATER_THAN -> compare(">", call);
      case GREATER_THAN_OR_EQUAL -> compare(">=", call);
      case IS_NOT_DISTINCT_FROM -> isNotDistinct(arguments(call));
      case IS_DISTINCT_FROM -> Scalars.not(isNotDistinct(arguments(call)));
      case CAST -> sameType(call);
      case PLUS -> sum(arguments(call));
      default -> throw new IllegalStateException("not to be lowered: " + call);
    };
  }

  private List<ScalarExpr> arguments(RexCall call) {
    return scalars.lowerAll(call.getOperands());
  }

  private ScalarExpr first(RexCall call) {
    return scalars.lower(call.getOperands().get(0));
  }

  private ScalarExpr compare(String symbol, RexCall call) {
    return comparisons.compare(symbol, arguments(call));
  }

  /** If both are there, their equality; else whether both are not. */
  private ScalarExpr isNotDistinct(List<ScalarExpr> sides) {
    ScalarExpr equal = comparisons.compare("=", sides);
    if (!equal.nullable()) {
      return equal;
    }
    ScalarExpr bothNull = Scalars.and(sides.stream().map(Scalars::isNull).toList());
    return Scalars.coalesce(List.of(equal, bothNull));
  }

  private ScalarExpr caseWhen(RexCall call) {
    List<RexNode> operands = call.getOperands();
    SqlType type = ValueType.of(call.getType());
    List<When> whens = new ArrayList<>();
    for (int i = 0; i + 1 < operands.size(); i += 2) {
      ScalarExpr condition = scalars.lower(operands.get(i));
      whens.add(new When(condition, branch(operands.get(i + 1), type)));
    }
    return Scalars.caseWhen(whens, branch(operands.get(operands.size() - 1), type));
  }

  /** Decorrelation gives counts an integer zero beside them. */
  private ScalarExpr branch(RexNode node, SqlType type) {
    ScalarExpr lowered = scalars.lower(node);
    if (type.equals(ScalarType.INT8) && lowered instanceof Literal literal) {
      Object value = literal.value();
      return value instanceof Integer number ? new Literal(number.longValue(), type) : lowered;
    }
    return lowered;
  }

  /** Decorrelation adds an offset and a limit. */
  private static ScalarExpr sum(List<ScalarExpr> counts) {
    long sum = 0;
    for (ScalarExpr count : counts) {
      if (!(count instanceof Literal literal) || !(literal.value() instanceof Number number)) {
        throw new IllegalStateException("not to be lowered: a sum of " + counts);
      }
      sum = Math.addExact(sum, number.longValue());
    }
    return new Literal(sum, ScalarType.INT8);
  }

  /** Calcite's own casts only change nullability. */
  private ScalarExpr sameType(RexCall call) {
    ScalarExpr operand = first(call);
    if (!operand.type().equals(ValueType.of(call.getType()))) {
      throw new IllegalStateException("a cast that is not ours: " + call);
    }
    return operand;
  }
}
