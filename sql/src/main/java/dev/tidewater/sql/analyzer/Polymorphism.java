package dev.tidewater.sql.analyzer;

import dev.tidewater.engine.function.ParameterType;
import dev.tidewater.engine.function.ParameterType.Columns;
import dev.tidewater.engine.function.ParameterType.Exact;
import dev.tidewater.engine.function.ParameterType.Polymorphic;
import dev.tidewater.engine.function.SqlFunction;
import dev.tidewater.types.ArrayType;
import dev.tidewater.types.RecordType;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code anyelement} and {@code anyarray} stand for in one call. */
final class Polymorphism {
  private Polymorphism() {}

  /**
   * The element type of the first array argument, else of the first other one; text if all are
   * open. Null if no parameter is polymorphic.
   */
  static @Nullable SqlType element(SqlFunction signature, List<SqlType> arguments) {
    boolean polymorphic = false;
    SqlType ofElement = null;
    for (int i = 0; i < arguments.size(); i++) {
      ParameterType parameter = signature.parameter(i);
      SqlType argument = arguments.get(i);
      if (parameter == Polymorphic.ARRAY && argument instanceof ArrayType array) {
        return array.element().withoutModifiers();
      }
      polymorphic |= parameter == Polymorphic.ARRAY || parameter == Polymorphic.ELEMENT;
      boolean known = parameter == Polymorphic.ELEMENT && !Types.isUnknown(argument);
      if (known && ofElement == null) {
        ofElement = Types.plain(argument);
      }
    }
    return ofElement == null && polymorphic ? ScalarType.TEXT : ofElement;
  }

  static SqlType result(SqlFunction signature, @Nullable SqlType element) {
    if (signature.result() instanceof Exact exact) {
      return exact.type();
    }
    if (signature.result() instanceof Columns columns) {
      List<RecordType.Field> fields = new ArrayList<>();
      for (int i = 0; i < columns.names().size(); i++) {
        fields.add(
            new RecordType.Field(columns.names().get(i), type(columns.types().get(i), element)));
      }
      return new RecordType(fields);
    }
    return type(signature.result(), element);
  }

  private static SqlType type(ParameterType type, @Nullable SqlType element) {
    if (type instanceof Exact exact) {
      return exact.type();
    }
    if (element == null) {
      throw new IllegalStateException("polymorphic result without argument: " + type);
    }
    return type == Polymorphic.ARRAY && element instanceof ScalarType scalar
        ? new ArrayType(scalar)
        : element;
  }
}
