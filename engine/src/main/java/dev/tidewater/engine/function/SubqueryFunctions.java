package dev.tidewater.engine.function;

import dev.tidewater.engine.function.ParameterType.Exact;
import dev.tidewater.engine.function.ParameterType.Polymorphic;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.TidewaterException;
import org.jspecify.annotations.Nullable;

/** What stands in plans for the rules of sub-queries. */
final class SubqueryFunctions {
  private SubqueryFunctions() {}

  static void declare(Declarations d) {
    d.function("single_value", "The value of a sub-query, given how many rows it has")
        .takes(Polymorphic.ELEMENT, new Exact(ScalarType.INT8))
        .gives(Polymorphic.ELEMENT)
        .nulls(NullBehavior.ANY)
        .as(Rowwise.ofAll(args -> checked(args[0], args[1])));
  }

  private static @Nullable Object checked(@Nullable Object value, @Nullable Object rows) {
    if (rows instanceof Long count && count > 1) {
      throw new TidewaterException(
          ErrorCode.CARDINALITY_VIOLATION,
          "more than one row returned by a subquery used as an expression");
    }
    return value;
  }
}
