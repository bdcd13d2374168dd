package dev.tidewater.engine.function;

import static dev.tidewater.types.ScalarType.INT4;
import static dev.tidewater.types.ScalarType.INT8;
import static dev.tidewater.types.ScalarType.INTERVAL;
import static dev.tidewater.types.ScalarType.JSONB;
import static dev.tidewater.types.ScalarType.NUMERIC;
import static dev.tidewater.types.ScalarType.TEXT;
import static dev.tidewater.types.ScalarType.TIMESTAMP;
import static dev.tidewater.types.ScalarType.TIMESTAMPTZ;

import dev.tidewater.engine.function.ParameterType.Polymorphic;
import dev.tidewater.types.ArrayValue;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.Jsonb;
import dev.tidewater.types.Jsonb.JsonArray;
import dev.tidewater.types.Jsonb.JsonNull;
import dev.tidewater.types.Jsonb.JsonObject;
import dev.tidewater.types.Jsonb.JsonString;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.row.Values;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Functions that give any number of rows of one column: for FROM. All are strict. */
public final class SetFunctions {
  private static final String SERIES = "generate_series";

  private static final Implementation BY_OPERATORS =
      call -> {
        throw new TidewaterException(
                ErrorCode.FEATURE_NOT_SUPPORTED, "set-returning function {function} in this place")
            .with("function", call.function().name());
      };

  private SetFunctions() {}

  static void declare(Declarations d) {
    for (ScalarType type : List.of(INT4, INT8, NUMERIC)) {
      d.set(SERIES, "Numbers from the first to the second")
          .takes(type, type)
          .gives(type)
          .nulls(NullBehavior.NEVER)
          .byRows();
      d.set(SERIES, "Numbers from the first to the second, in steps")
          .takes(type, type, type)
          .gives(type)
          .nulls(NullBehavior.NEVER)
          .byRows();
    }
    for (ScalarType type : List.of(TIMESTAMP, TIMESTAMPTZ)) {
      d.set(SERIES, "Times from the first to the second, in steps")
          .takes(type, type, INTERVAL)
          .gives(type)
          .nulls(NullBehavior.NEVER)
          .stable()
          .byRows();
    }
    d.set("generate_subscripts", "The subscripts of an array's dimension")
        .takes(Polymorphic.ARRAY, new ParameterType.Exact(INT4))
        .gives(INT4)
        .nulls(NullBehavior.NEVER)
        .byRows();
    d.set("unnest", "The elements of an array")
        .takes(Polymorphic.ARRAY)
        .gives(Polymorphic.ELEMENT)
        .byRows();
    d.set("jsonb_array_elements", "The elements of an array")
        .takes(JSONB)
        .gives(JSONB)
        .nulls(NullBehavior.NEVER)
        .byRows();
    d.set("jsonb_array_elements_text", "The elements of an array as text")
        .takes(JSONB)
        .gives(TEXT)
        .byRows();
    d.set("jsonb_object_keys", "The keys of an object")
        .takes(JSONB)
        .gives(TEXT)
        .nulls(NullBehavior.NEVER)
        .byRows();
  }

  static Implementation implementation() {
    return BY_OPERATORS;
  }

  /**
   * A function ready to run.
   *
   * @param identity its identity in the catalog
   * @param result the type that the call gives
   */
  public static RowSetFunction bind(String identity, SqlType result, SessionFunctions session) {
    RowSetFunction function =
        function(FunctionCatalog.standard().byIdentity(identity), result, session);
    return arguments ->
        Arrays.stream(arguments).anyMatch(Objects::isNull)
            ? RowSet.EMPTY
            : function.open(arguments);
  }

  private static RowSetFunction function(
      SqlFunction function, SqlType result, SessionFunctions session) {
    return switch (function.name()) {
      case SERIES -> Series.of(function.parameter(0), session);
      case "generate_subscripts" -> SetFunctions::subscripts;
      case "unnest" -> of(result, args -> array(args[0]).elements().iterator());
      case "jsonb_array_elements" -> of(result, args -> elements(args[0]).iterator());
      case "jsonb_array_elements_text" ->
          of(result, args -> elements(args[0]).stream().map(SetFunctions::text).iterator());
      case "jsonb_object_keys" -> of(result, args -> keys(args[0]));
      default ->
          throw new TidewaterException(ErrorCode.INTERNAL_ERROR, "{function} does not return a set")
              .with("function", function.identity());
    };
  }

  /** Values in Java form, one after the other. */
  private static RowSetFunction of(
      SqlType type, Function<@Nullable Object[], Iterator<? extends @Nullable Object>> values) {
    return arguments -> {
      Iterator<? extends @Nullable Object> iterator = values.apply(arguments);
      return (out, from, room) -> {
        int count = 0;
        while (count < room && iterator.hasNext()) {
          Values.write(out, type, from + count, iterator.next());
          count++;
        }
        return count;
      };
    };
  }

  private static RowSet subscripts(@Nullable Object[] arguments) {
    int dimension = (Integer) Rowwise.present(arguments[1]);
    return dimension == 1 ? new Series.Longs(1, array(arguments[0]).size(), 1) : RowSet.EMPTY;
  }

  private static ArrayValue array(@Nullable Object value) {
    return (ArrayValue) Rowwise.present(value);
  }

  private static List<Jsonb> elements(@Nullable Object value) {
    if (value instanceof JsonArray array) {
      return array.elements();
    }
    throw new TidewaterException(
        ErrorCode.INVALID_PARAMETER_VALUE,
        value instanceof JsonObject
            ? "cannot extract elements from an object"
            : "cannot extract elements from a scalar");
  }

  private static @Nullable String text(Jsonb value) {
    if (value instanceof JsonNull) {
      return null;
    }
    return value instanceof JsonString string ? string.value() : value.toString();
  }

  private static Iterator<String> keys(@Nullable Object value) {
    if (value instanceof JsonObject object) {
      return object.members().keySet().iterator();
    }
    throw new TidewaterException(
        ErrorCode.INVALID_PARAMETER_VALUE,
        value instanceof JsonArray
            ? "cannot call jsonb_object_keys on an array"
            : "cannot call jsonb_object_keys on a scalar");
  }
}
