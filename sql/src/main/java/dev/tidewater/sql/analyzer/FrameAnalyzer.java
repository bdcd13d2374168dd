package dev.tidewater.sql.analyzer;

import dev.tidewater.engine.function.CastContext;
import dev.tidewater.plan.WindowFrame.BoundKind;
import dev.tidewater.plan.WindowFrame.Exclusion;
import dev.tidewater.plan.WindowFrame.Unit;
import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.OrderItem.Direction;
import dev.tidewater.sql.ast.Over;
import dev.tidewater.sql.ast.Over.Specification;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.rel.ConstantOperator;
import dev.tidewater.sql.rel.WindowFunctionOperator.Frame;
import dev.tidewater.types.Decimal;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.Interval;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TypeKind;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Frame clauses: what of them depends on a row becomes an operand of the call. */
record FrameAnalyzer(StatementAnalysis statement, ExpressionAnalyzer expressions) {
  Frame analyze(Specification window, List<RexNode> keys, List<RexNode> operands) {
    Over.Frame written = window.frame();
    if (written == null) {
      return new Frame(
          Unit.RANGE, BoundKind.UNBOUNDED_PRECEDING, BoundKind.CURRENT_ROW, Exclusion.NO_OTHERS);
    }
    Frame frame =
        new Frame(
            Unit.valueOf(written.unit().name()),
            kind(written.start()),
            kind(written.end()),
            Exclusion.valueOf(written.exclusion().name()));
    check(frame, window, written.position());
    if (frame.hasRangeKey()) {
      addRange(window, written, keys, operands);
    } else {
      addCount(written.start(), frame.unit(), operands);
      addCount(written.end(), frame.unit(), operands);
    }
    return frame;
  }

  private static BoundKind kind(Over.Bound bound) {
    return switch (bound.kind()) {
      case UNBOUNDED_PRECEDING -> BoundKind.UNBOUNDED_PRECEDING;
      case OFFSET_PRECEDING -> BoundKind.PRECEDING;
      case CURRENT_ROW -> BoundKind.CURRENT_ROW;
      case OFFSET_FOLLOWING -> BoundKind.FOLLOWING;
      case UNBOUNDED_FOLLOWING -> BoundKind.UNBOUNDED_FOLLOWING;
    };
  }

  /** Which bounds go together is a matter of syntax. */
  private static void check(Frame frame, Specification window, Position position) {
    String problem = "";
    if (frame.hasRangeKey() && window.orderBy().size() != 1) {
      problem = "RANGE with offset PRECEDING/FOLLOWING requires exactly one ORDER BY column";
    } else if (frame.unit() == Unit.GROUPS && window.orderBy().isEmpty()) {
      problem = "GROUPS mode requires an ORDER BY clause";
    }
    if (!problem.isEmpty()) {
      throw Failures.at(position, ErrorCode.WINDOWING_ERROR, "{problem}").with("problem", problem);
    }
  }

  private void addCount(Over.Bound bound, Unit unit, List<RexNode> operands) {
    Expression offset = bound.offset();
    if (offset == null) {
      return;
    }
    RexNode count = expressions.analyze(offset);
    SqlType type = Coercion.typeOf(count);
    if (!statement.coercion().canCoerce(type, ScalarType.INT8, CastContext.ASSIGNMENT)) {
      throw Failures.mismatch(
              offset.position(), "argument of {clause} must be type bigint, not type {type}")
          .with("clause", unit.name())
          .with("type", Types.display(type));
    }
    checkConstant(count, unit.name(), offset.position());
    operands.add(
        statement
            .coercion()
            .coerce(count, ScalarType.INT8, CastContext.ASSIGNMENT, offset.position()));
  }

  private static void checkConstant(RexNode node, String unit, Position position) {
    if (!RelOptUtil.InputFinder.bits(node).isEmpty()) {
      throw Failures.at(
              position,
              ErrorCode.INVALID_COLUMN_REFERENCE,
              "argument of {clause} must not contain variables")
          .with("clause", unit);
    }
  }

  /** Where the frame begins and ends as keys: the order's key, less or more the offset. */
  private void addRange(
      Specification window, Over.Frame written, List<RexNode> keys, List<RexNode> operands) {
    RexNode key = keys.get(0);
    boolean ascending = OrderByAnalyzer.directionOf(window.orderBy().get(0)) == Direction.ASCENDING;
    RexNode start = limit(written.start(), key, ascending);
    RexNode end = limit(written.end(), key, ascending);
    RexNode rangeKey = key;
    RexNode some = start != null ? start : end;
    if (some != null) {
      SqlType type = Coercion.typeOf(some);
      rangeKey = as(key, type, written.position());
      start = start == null ? null : as(start, type, written.position());
      end = end == null ? null : as(end, type, written.position());
    }
    if (start != null) {
      operands.add(start);
    }
    if (end != null) {
      operands.add(end);
    }
    operands.add(rangeKey);
  }

  private RexNode as(RexNode node, SqlType type, Position position) {
    return statement.coercion().coerce(node, type, CastContext.ASSIGNMENT, position);
  }

  private @Nullable RexNode limit(Over.Bound bound, RexNode key, boolean ascending) {
    Expression offset = bound.offset();
    if (offset == null) {
      return null;
    }
    RexNode distance = asDistance(expressions.analyze(offset), key, offset.position());
    checkConstant(distance, "RANGE", offset.position());
    checkNotNegative(distance, offset.position());
    boolean back = bound.kind() == Over.BoundKind.OFFSET_PRECEDING;
    return statement.calls().infix(back == ascending ? "-" : "+", key, distance, offset.position());
  }

  private static void checkNotNegative(RexNode distance, Position position) {
    ConstantOperator constant = ConstantOperator.of(distance);
    if (constant != null && isNegative(constant.value())) {
      throw Failures.at(
          position,
          ErrorCode.INVALID_PRECEDING_OR_FOLLOWING_SIZE,
          "invalid preceding or following size in window function");
    }
  }

  private static boolean isNegative(@Nullable Object value) {
    if (value instanceof Interval interval) {
      return interval.compareTo(Interval.ZERO) < 0;
    }
    return value instanceof Decimal decimal
        ? decimal.signum() < 0
        : value instanceof Number number && number.doubleValue() < 0;
  }

  /** A literal without a type is what is added to keys of the type. */
  private RexNode asDistance(RexNode distance, RexNode key, Position position) {
    if (!Coercion.typeOf(distance).is(TypeKind.UNKNOWN)) {
      return distance;
    }
    SqlType type = Coercion.typeOf(key);
    boolean isTime =
        type.is(TypeKind.DATE)
            || type.is(TypeKind.TIME)
            || type.is(TypeKind.TIMESTAMP)
            || type.is(TypeKind.TIMESTAMPTZ);
    return as(distance, isTime ? ScalarType.INTERVAL : type, position);
  }
}
