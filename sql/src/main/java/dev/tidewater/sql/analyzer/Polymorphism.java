package dev.tidewater.sql.analyzer;

import dev.tidewater.sql.functions.ParameterType;
import dev.tidewater.sql.functions.ParameterType.Exact;
import dev.tidewater.sql.functions.ParameterType.Polymorphic;
import dev.tidewater.sql.functions.Signature;
import dev.tidewater.types.ArrayType;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code anyelement} and {@code anyarray} stand for in one call. */
final class Polymorphism {
  private Polymorphism() {}

  /** The element type that the arguments agree on, text if all are open; null if none is needed. */
  static @Nullable SqlType element(Signature signature, List<SqlType> arguments) {
    boolean polymorphic = false;
    for (int i = 0; i < arguments.size(); i++) {
      ParameterType parameter = signature.parameter(i);
      SqlType argument = arguments.get(i);
      if (parameter instanceof Exact || parameter == Polymorphic.ANY) {
        continue;
      }
      polymorphic = true;
      if (parameter == Polymorphic.ARRAY && argument instanceof ArrayType array) {
        return array.element().withoutModifiers();
      }
      if (parameter == Polymorphic.ELEMENT && !Types.isUnknown(argument)) {
        return Types.plain(argument);
      }
    }
    return polymorphic ? ScalarType.TEXT : null;
  }

  static SqlType result(Signature signature, @Nullable SqlType element) {
    if (signature.result() instanceof Exact exact) {
      return exact.type();
    }
    if (element == null) {
      throw new IllegalStateException("polymorphic result without argument: " + signature);
    }
    return signature.result() == Polymorphic.ARRAY && element instanceof ScalarType scalar
        ? new ArrayType(scalar)
        : element;
  }
}
