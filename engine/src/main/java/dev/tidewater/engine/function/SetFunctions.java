package dev.tidewater.engine.function;

import static dev.tidewater.types.ScalarType.INT4;
import static dev.tidewater.types.ScalarType.INT8;
import static dev.tidewater.types.ScalarType.INTERVAL;
import static dev.tidewater.types.ScalarType.JSONB;
import static dev.tidewater.types.ScalarType.NUMERIC;
import static dev.tidewater.types.ScalarType.TEXT;
import static dev.tidewater.types.ScalarType.TIMESTAMP;
import static dev.tidewater.types.ScalarType.TIMESTAMPTZ;

import dev.tidewater.engine.function.ParameterType.Columns;
import dev.tidewater.engine.function.ParameterType.Exact;
import dev.tidewater.engine.function.ParameterType.Polymorphic;
import dev.tidewater.plan.RelationPlan.Numbering;
import dev.tidewater.types.ArrayType;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Functions that give any number of rows, of one column or several. */
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
    declareOfJsonb(d);
    declareOfText(d);
    declareOthers(d);
  }

  private static void declareOfJsonb(Declarations d) {
    ParameterType text = new Exact(TEXT);
    d.set("jsonb_each", "The keys and values of an object")
        .takes(JSONB)
        .gives(new Columns(List.of("key", "value"), List.of(text, new Exact(JSONB))))
        .byRows();
    d.set("jsonb_each_text", "The keys and values of an object as text")
        .takes(JSONB)
        .gives(new Columns(List.of("key", "value"), List.of(text, text)))
        .byRows();
  }

  private static void declareOfText(Declarations d) {
    SqlType texts = new ArrayType(TEXT);
    d.set("regexp_matches", "The groups of the first match, or all of it")
        .takes(TEXT, TEXT)
        .gives(texts)
        .nulls(NullBehavior.NEVER)
        .byRows();
    d.set("regexp_matches", "The groups of the first match, or with option g of every one")
        .takes(TEXT, TEXT, TEXT)
        .gives(texts)
        .nulls(NullBehavior.NEVER)
        .byRows();
    d.set("regexp_split_to_table", "The parts between matches")
        .takes(TEXT, TEXT)
        .gives(TEXT)
        .byRows();
    d.set("regexp_split_to_table", "The parts between matches, by options")
        .takes(TEXT, TEXT, TEXT)
        .gives(TEXT)
        .byRows();
    d.set("string_to_table", "The parts between separators; without one the characters")
        .takes(TEXT, TEXT)
        .gives(TEXT)
        .byRows();
    d.set("string_to_table", "The parts between separators, those of a text as NULL")
        .takes(TEXT, TEXT, TEXT)
        .gives(TEXT)
        .byRows();
  }

  private static void declareOthers(Declarations d) {
    d.set("generate_subscripts", "The subscripts of an array's dimension, perhaps backwards")
        .takes(Polymorphic.ARRAY, new Exact(INT4), new Exact(ScalarType.BOOLEAN))
        .gives(INT4)
        .nulls(NullBehavior.NEVER)
        .byRows();
    d.set("_pg_expandarray", "The elements of an array and their subscripts")
        .takes(Polymorphic.ARRAY)
        .gives(new Columns(List.of("x", "n"), List.of(Polymorphic.ELEMENT, new Exact(INT4))))
        .byRows();
    d.set("pg_get_keywords", "The key words of SQL")
        .gives(
            new Columns(
                List.of("word", "catcode", "barelabel", "catdesc", "baredesc"),
                List.of(
                    new Exact(TEXT),
                    new Exact(ScalarType.CHAR),
                    new Exact(ScalarType.BOOLEAN),
                    new Exact(TEXT),
                    new Exact(TEXT))))
        .byRows();
    d.set("$value", "A value as the only row")
        .takes(Polymorphic.ELEMENT)
        .gives(Polymorphic.ELEMENT)
        .byRows();
  }

  static Implementation implementation() {
    return BY_OPERATORS;
  }

  /**
   * A call in a plan.
   *
   * @param identity of the function in the catalog
   * @param arguments how many it has
   * @param results types of the columns that it gives
   */
  public record Call(String identity, int arguments, List<SqlType> results) {
    public Call {
      results = List.copyOf(results);
    }
  }

  /** Calls ready to run side by side. */
  public static RowSetFunction bind(
      List<Call> calls, Numbering numbering, SessionFunctions session) {
    if (calls.size() == 1 && numbering == Numbering.NONE) {
      return bind(calls.get(0), session);
    }
    return new Lockstep(
        calls.stream()
            .map(
                call ->
                    new Lockstep.Part(bind(call, session), call.arguments(), call.results().size()))
            .toList(),
        numbering);
  }

  private static RowSetFunction bind(Call call, SessionFunctions session) {
    SqlFunction declared = FunctionCatalog.standard().byIdentity(call.identity());
    RowSetFunction function = function(declared, call.results(), session);
    if (takesNulls(declared)) {
      return function;
    }
    return arguments ->
        Arrays.stream(arguments).anyMatch(Objects::isNull)
            ? RowSet.EMPTY
            : function.open(arguments);
  }

  /** All others are strict: they give no rows for a NULL. */
  private static boolean takesNulls(SqlFunction function) {
    return function.isInternal() || function.name().equals("string_to_table");
  }

  private static RowSetFunction function(
      SqlFunction function, List<SqlType> results, SessionFunctions session) {
    SqlType result = results.get(0);
    return switch (function.name()) {
      case SERIES -> Series.of(function.parameter(0), session);
      case "generate_subscripts" -> SetFunctions::subscripts;
      case "unnest" -> of(result, args -> array(args[0]).elements().iterator());
      case "_pg_expandarray" -> ofRows(results, args -> numbered(array(args[0])));
      case "pg_get_keywords" -> ofRows(results, args -> Keywords.rows());
      case "$value" -> of(result, args -> Arrays.asList(args[0]).iterator());
      case "jsonb_array_elements" -> of(result, args -> elements(args[0]).iterator());
      case "jsonb_array_elements_text" ->
          of(result, args -> elements(args[0]).stream().map(SetFunctions::text).iterator());
      case "jsonb_object_keys" -> of(result, args -> keys(args[0]));
      case "jsonb_each" -> ofRows(results, args -> members(args[0], "jsonb_each", value -> value));
      case "jsonb_each_text" ->
          ofRows(results, args -> members(args[0], "jsonb_each_text", SetFunctions::text));
      case "regexp_matches" ->
          of(result, args -> PatternFunctions.matches(expression(args), (String) args[0]));
      case "regexp_split_to_table" ->
          of(result, args -> PatternFunctions.split(expression(args), string(args[0])).iterator());
      case "string_to_table" -> of(result, SetFunctions::parts);
      default ->
          throw new TidewaterException(ErrorCode.INTERNAL_ERROR, "{function} does not return a set")
              .with("function", function.identity());
    };
  }

  private static String string(@Nullable Object value) {
    return (String) Rowwise.present(value);
  }

  private static RegularExpression expression(@Nullable Object[] args) {
    return RegularExpression.compile(string(args[1]), args.length > 2 ? string(args[2]) : "");
  }

  private static Iterator<? extends @Nullable Object> parts(@Nullable Object[] args) {
    String forNull = args.length > 2 ? (String) args[2] : null;
    ArrayValue parts = ArrayFunctions.split((String) args[0], (String) args[1], forNull);
    return parts == null ? Collections.emptyIterator() : parts.elements().iterator();
  }

  /** Values in Java form, one after the other. */
  private static RowSetFunction of(
      SqlType type, Function<@Nullable Object[], Iterator<? extends @Nullable Object>> values) {
    return arguments -> {
      Iterator<? extends @Nullable Object> iterator = values.apply(arguments);
      return (out, from, room) -> {
        int count = 0;
        while (count < room && iterator.hasNext()) {
          Values.write(out[0], type, from + count, iterator.next());
          count++;
        }
        return count;
      };
    };
  }

  /** Rows of values in Java form. */
  private static RowSetFunction ofRows(
      List<SqlType> types, Function<@Nullable Object[], Iterator<@Nullable Object[]>> rows) {
    return arguments -> {
      Iterator<@Nullable Object[]> iterator = rows.apply(arguments);
      return (out, from, room) -> {
        int count = 0;
        while (count < room && iterator.hasNext()) {
          @Nullable Object[] row = iterator.next();
          for (int i = 0; i < row.length; i++) {
            Values.write(out[i], types.get(i), from + count, row[i]);
          }
          count++;
        }
        return count;
      };
    };
  }

  private static Iterator<@Nullable Object[]> numbered(ArrayValue array) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Object element : array.elements()) {
      rows.add(new @Nullable Object[] {element, rows.size() + 1});
    }
    return rows.iterator();
  }

  private static Iterator<@Nullable Object[]> members(
      @Nullable Object value, String function, Function<Jsonb, @Nullable Object> shown) {
    if (!(value instanceof JsonObject object)) {
      throw new TidewaterException(
              ErrorCode.INVALID_PARAMETER_VALUE, "cannot call {function} on a non-object")
          .with("function", function);
    }
    List<@Nullable Object[]> rows = new ArrayList<>();
    object
        .members()
        .forEach((key, member) -> rows.add(new @Nullable Object[] {key, shown.apply(member)}));
    return rows.iterator();
  }

  private static RowSet subscripts(@Nullable Object[] arguments) {
    int dimension = (Integer) Rowwise.present(arguments[1]);
    int size = array(arguments[0]).size();
    if (dimension != 1) {
      return RowSet.EMPTY;
    }
    boolean backwards = arguments.length > 2 && (Boolean) Rowwise.present(arguments[2]);
    return backwards ? new Series.Longs(size, 1, -1) : new Series.Longs(1, size, 1);
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
