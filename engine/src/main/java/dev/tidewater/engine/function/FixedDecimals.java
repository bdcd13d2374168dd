package dev.tidewater.engine.function;

import dev.tidewater.engine.function.SqlFunction.Kind;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.TypeKind.Physical;
import java.util.Set;

/** Which functions take numerics of fixed precision as the scaled integers that they are. */
final class FixedDecimals {
  private static final Set<String> COMPARISONS = Set.of("=", "<>", "<", "<=", ">", ">=");

  private FixedDecimals() {}

  /** Comparisons of decimals that are held as eight bytes of one scale; NaN is the greatest. */
  static boolean handles(BoundCall call) {
    return call.function().kind() == Kind.OPERATOR
        && COMPARISONS.contains(call.function().name())
        && call.argumentType(0) instanceof ScalarType left
        && call.argumentType(1) instanceof ScalarType right
        && left.isFixedDecimal()
        && right.isFixedDecimal()
        && left.physical() == Physical.INT64
        && right.physical() == Physical.INT64
        && left.scale() == right.scale();
  }
}
