package dev.tidewater.sql.analyzer;

import dev.tidewater.sql.analyzer.OverloadResolver.Chosen;
import dev.tidewater.sql.rel.ConstantOperator;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TypeKind;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons of two types that hold the same kind of value, such as integer with bigint. They are
 * done in one type, since only then can they be the key of a join or a look-up; a constant takes
 * the type of the other side if it can.
 */
final class MixedComparisons {
  private static final Set<String> SYMBOLS = Set.of("=", "<>", "<", "<=", ">", ">=");

  /** Narrow to wide; each value of one is a value of the next. */
  private static final List<List<TypeKind>> FAMILIES =
      List.of(
          List.of(TypeKind.INT2, TypeKind.INT4, TypeKind.INT8),
          List.of(TypeKind.FLOAT4, TypeKind.FLOAT8),
          List.of(TypeKind.NAME, TypeKind.TEXT));

  private MixedComparisons() {}

  /** The type to compare in; null if the operator is to be used as it is. */
  static @Nullable SqlType commonType(Chosen chosen, RexNode left, RexNode right) {
    if (!SYMBOLS.contains(chosen.signature().name())) {
      return null;
    }
    SqlType one = chosen.parameters().get(0);
    SqlType other = chosen.parameters().get(1);
    for (List<TypeKind> family : FAMILIES) {
      int oneRank = rank(family, one);
      int otherRank = rank(family, other);
      if (oneRank >= 0 && otherRank >= 0 && oneRank != otherRank) {
        if (fits(left, other)) {
          return other;
        } else if (fits(right, one)) {
          return one;
        }
        return oneRank > otherRank ? one : other;
      }
    }
    return null;
  }

  private static int rank(List<TypeKind> family, SqlType type) {
    return type instanceof ScalarType scalar ? family.indexOf(scalar.kind()) : -1;
  }

  /** Whether a constant is a value of a narrower or wider integer type. */
  private static boolean fits(RexNode node, SqlType type) {
    ConstantOperator constant = ConstantOperator.of(node);
    if (constant == null || !(constant.value() instanceof Number number)) {
      return false;
    }
    long value = number.longValue();
    return switch (((ScalarType) type).kind()) {
      case INT2 -> value == (short) value;
      case INT4 -> value == (int) value;
      case INT8 -> true;
      default -> false;
    };
  }
}
