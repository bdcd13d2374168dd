package dev.tidewater.sql.analyzer;

import dev.tidewater.engine.function.ParameterType;
import dev.tidewater.engine.function.ParameterType.Columns;
import dev.tidewater.engine.function.ParameterType.Exact;
import dev.tidewater.engine.function.ParameterType.Polymorphic;
import dev.tidewater.engine.function.SqlFunction;
import dev.tidewater.types.ArrayType;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.RecordType;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code anyelement}, {@code anycompatible} and their arrays stand for in one call. */
final class Polymorphism {
  private final List<SqlType> elements = new ArrayList<>();
  private boolean polymorphic;
  private boolean compatible;
  private boolean impossible;
  private @Nullable SqlType ofArray;

  Polymorphism(Coercion coercion, SqlFunction signature, List<SqlType> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      if (signature.parameter(i) instanceof Polymorphic parameter) {
        note(parameter, arguments.get(i));
      }
    }
    if (compatible && !impossible) {
      ofArray = common(coercion);
      impossible = ofArray == null;
    }
  }

  private void note(Polymorphic parameter, SqlType argument) {
    switch (parameter) {
      case ARRAY, COMPATIBLE_ARRAY -> {
        polymorphic = true;
        compatible |= parameter == Polymorphic.COMPATIBLE_ARRAY;
        if (argument instanceof ArrayType array) {
          noteArray(parameter, array.element().withoutModifiers());
        } else {
          impossible |= !Types.isUnknown(argument);
        }
      }
      case ELEMENT, COMPATIBLE -> {
        polymorphic = true;
        compatible |= parameter == Polymorphic.COMPATIBLE;
        if (!Types.isUnknown(argument)) {
          elements.add(Types.plain(argument));
        }
      }
      case NON_ARRAY, RECORD, ANY -> {}
    }
  }

  /** Arrays of {@code anyarray} are all of one type. */
  private void noteArray(Polymorphic parameter, SqlType element) {
    impossible |= parameter == Polymorphic.ARRAY && ofArray != null && !ofArray.equals(element);
    ofArray = ofArray == null ? element : ofArray;
    elements.add(element);
  }

  private @Nullable SqlType common(Coercion coercion) {
    if (elements.isEmpty()) {
      return ScalarType.TEXT;
    }
    return new CommonTypes(coercion).selectOfTypesOrNull(elements);
  }

  /** Whether no type can be what the arguments make of it. */
  boolean isImpossible() {
    return impossible;
  }

  /**
   * The element type of the first array argument, else of the first other one; text if all are
   * open. Null if no parameter is polymorphic.
   */
  @Nullable SqlType element() {
    if (ofArray != null) {
      return ofArray;
    }
    if (!elements.isEmpty()) {
      return elements.get(0);
    }
    return polymorphic ? ScalarType.TEXT : null;
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
    boolean array = type == Polymorphic.ARRAY || type == Polymorphic.COMPATIBLE_ARRAY;
    if (!array) {
      return element;
    }
    if (element instanceof ScalarType scalar) {
      return new ArrayType(scalar);
    }
    throw new TidewaterException(
            ErrorCode.FEATURE_NOT_SUPPORTED, "arrays of type {type} are not supported yet")
        .with("type", Types.display(element));
  }
}
