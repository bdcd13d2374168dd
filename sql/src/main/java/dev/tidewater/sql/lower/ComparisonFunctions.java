package dev.tidewater.sql.lower;

import dev.tidewater.engine.function.CastContext;
import dev.tidewater.engine.function.ParameterType;
import dev.tidewater.engine.function.ParameterType.Exact;
import dev.tidewater.engine.function.ParameterType.Polymorphic;
import dev.tidewater.engine.function.SqlFunction;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.ScalarExpr.Call;
import dev.tidewater.plan.ScalarExpr.Literal;
import dev.tidewater.sql.functions.Functions;
import dev.tidewater.types.ArrayType;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Comparisons of two values of one type that are not written but follow from a rewrite. */
final class ComparisonFunctions {
  private final Functions functions;

  ComparisonFunctions(Functions functions) {
    this.functions = functions;
  }

  ScalarExpr compare(String symbol, List<ScalarExpr> sides) {
    SqlType type = plain(sides.get(0).type());
    SqlFunction direct = find(symbol, type);
    if (direct != null) {
      return call(direct, sides);
    }
    // Types without operators of their own, like varchar, compare as text.
    SqlFunction asText = find(symbol, ScalarType.TEXT);
    if (asText == null) {
      throw new IllegalStateException("no " + symbol + " for " + type.display());
    }
    return call(asText, sides.stream().map(this::toText).toList());
  }

  private @Nullable SqlFunction find(String symbol, SqlType type) {
    for (SqlFunction signature : functions.operators(symbol)) {
      if (signature.parameters().size() == 2
          && signature.parameters().stream().allMatch(parameter -> takes(parameter, type))) {
        return signature;
      }
    }
    return null;
  }

  private static boolean takes(ParameterType parameter, SqlType type) {
    if (parameter instanceof Exact exact) {
      return exact.type().equals(type);
    }
    return parameter == Polymorphic.ARRAY && type instanceof ArrayType;
  }

  private static SqlType plain(SqlType type) {
    return type instanceof ScalarType scalar ? scalar.withoutModifiers() : type;
  }

  private ScalarExpr toText(ScalarExpr side) {
    return functions
        .cast(plain(side.type()), ScalarType.TEXT, CastContext.IMPLICIT)
        .map(
            rule ->
                (ScalarExpr)
                    new Call(rule.identity(), List.of(side), ScalarType.TEXT, side.nullable()))
        .orElseThrow(() -> new IllegalStateException("no comparison for " + side.type().display()));
  }

  private static ScalarExpr call(SqlFunction signature, List<ScalarExpr> sides) {
    if (sides.stream().anyMatch(Scalars::isNullLiteral)) {
      return new Literal(null, ScalarType.BOOLEAN);
    }
    return new Call(signature.identity(), sides, ScalarType.BOOLEAN, Scalars.anyNullable(sides));
  }
}
