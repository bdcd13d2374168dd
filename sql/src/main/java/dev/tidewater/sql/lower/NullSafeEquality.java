package dev.tidewater.sql.lower;

import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * Finds {@code a IS NOT DISTINCT FROM b}, also where Calcite has written it out as {@code (a IS
 * NULL AND b IS NULL) OR (a = b) IS TRUE}.
 */
final class NullSafeEquality {
  private NullSafeEquality() {}

  /** The two operands, or null if the node is something else. */
  static @Nullable List<RexNode> operands(RexNode node) {
    if (!(node instanceof RexCall call)) {
      return null;
    }
    if (call.getKind() == SqlKind.IS_NOT_DISTINCT_FROM) {
      return call.getOperands();
    }
    if (call.getKind() != SqlKind.OR || call.getOperands().size() != 2) {
      return null;
    }
    RexNode one = call.getOperands().get(0);
    RexNode other = call.getOperands().get(1);
    List<RexNode> operands = writtenOut(one, other);
    return operands == null ? writtenOut(other, one) : operands;
  }

  private static @Nullable List<RexNode> writtenOut(RexNode bothNull, RexNode equal) {
    if (!(bothNull instanceof RexCall and)
        || and.getKind() != SqlKind.AND
        || and.getOperands().size() != 2
        || !(withoutIsTrue(equal) instanceof RexCall equality)
        || equality.getKind() != SqlKind.EQUALS) {
      return null;
    }
    RexNode one = nullTested(and.getOperands().get(0));
    RexNode other = nullTested(and.getOperands().get(1));
    List<RexNode> sides = equality.getOperands();
    boolean same =
        (sides.get(0).equals(one) && sides.get(1).equals(other))
            || (sides.get(0).equals(other) && sides.get(1).equals(one));
    return same ? sides : null;
  }

  private static RexNode withoutIsTrue(RexNode node) {
    return node instanceof RexCall call && call.getKind() == SqlKind.IS_TRUE
        ? call.getOperands().get(0)
        : node;
  }

  private static @Nullable RexNode nullTested(RexNode node) {
    return node instanceof RexCall call && call.getKind() == SqlKind.IS_NULL
        ? call.getOperands().get(0)
        : null;
  }
}
