package dev.tidewater.sql.rel;

import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/** Which conditions say that two values are the same, so that a join can look rows up by them. */
public final class Equalities {
  private Equalities() {}

  /** Whether it is an equality: Calcite's, or that of a type whose equality it is not told of. */
  public static boolean isEquality(RexNode node) {
    return node instanceof RexCall call
        && (call.getKind() == SqlKind.EQUALS
            || (call.op instanceof FunctionOperator function
                && function.identity().startsWith("=(")
                && sameKind(call.getOperands())));
  }

  private static boolean sameKind(List<RexNode> sides) {
    return plain(sides.get(0)).equals(plain(sides.get(1)));
  }

  private static SqlType plain(RexNode node) {
    SqlType type = ValueType.of(node.getType());
    return type instanceof ScalarType scalar ? scalar.withoutModifiers() : type;
  }
}
