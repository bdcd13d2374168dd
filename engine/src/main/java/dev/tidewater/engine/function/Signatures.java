package dev.tidewater.engine.function;

import dev.tidewater.engine.function.ParameterType.Columns;
import dev.tidewater.engine.function.ParameterType.Exact;
import dev.tidewater.engine.function.ParameterType.Polymorphic;
import dev.tidewater.engine.function.SqlFunction.Arity;
import dev.tidewater.engine.function.SqlFunction.Kind;
import dev.tidewater.types.RecordType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Signatures of functions as PostgreSQL writes them. */
public final class Signatures {
  private static final long ANY_NON_ARRAY = 2776;
  private static final long ANY_COMPATIBLE = 5077;
  private static final long ANY_COMPATIBLE_ARRAY = 5078;
  private static final long ANY = 2276;
  private static final long ANY_ARRAY = 2277;
  private static final long ANY_ELEMENT = 2283;

  private Signatures() {}

  /** The object id of a parameter's or result's type. */
  public static long oid(ParameterType type) {
    if (type instanceof Exact exact) {
      return exact.type().oid();
    }
    if (type instanceof Polymorphic polymorphic) {
      return switch (polymorphic) {
        case ELEMENT -> ANY_ELEMENT;
        case ARRAY -> ANY_ARRAY;
        case COMPATIBLE -> ANY_COMPATIBLE;
        case COMPATIBLE_ARRAY -> ANY_COMPATIBLE_ARRAY;
        case NON_ARRAY -> ANY_NON_ARRAY;
        case RECORD -> RecordType.OID;
        case ANY -> ANY;
      };
    }
    return RecordType.OID;
  }

  /** As {@code pg_get_function_arguments} writes them: without names, which there are none of. */
  public static String arguments(SqlFunction function) {
    List<String> shown = new ArrayList<>();
    OptionalInt direct = OrderedSetAggregates.directArguments(function.name());
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < function.parameters().size(); i++) {
      boolean last = i == function.parameters().size() - 1;
      boolean variadic = last && function.arity() == Arity.VARIADIC;
      if (direct.isPresent() && direct.getAsInt() == i) {
        text.append(String.join(", ", shown))
            .append(shown.isEmpty() ? "" : " ")
            .append("ORDER BY ");
        shown.clear();
      }
      shown.add((variadic ? "VARIADIC " : "") + display(function.parameters().get(i)));
    }
    if (function.result() instanceof Columns columns) {
      for (int i = 0; i < columns.names().size(); i++) {
        shown.add("OUT " + columns.names().get(i) + " " + display(columns.types().get(i)));
      }
    }
    return text + String.join(", ", shown);
  }

  /** As {@code pg_get_function_result} writes it. */
  public static String result(SqlFunction function) {
    String type = display(function.result());
    return function.kind() == Kind.SET_RETURNING ? "SETOF " + type : type;
  }

  private static String display(ParameterType type) {
    if (type instanceof Exact exact) {
      return exact.type().display();
    }
    return type == Polymorphic.ANY ? "\"any\"" : type.identity();
  }
}
