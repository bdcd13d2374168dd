package dev.tidewater.engine.function;

import dev.tidewater.types.ArrayType;
import dev.tidewater.types.ArrayValue;
import dev.tidewater.types.Decimal;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.Jsonb;
import dev.tidewater.types.Jsonb.JsonArray;
import dev.tidewater.types.Jsonb.JsonNull;
import dev.tidewater.types.Jsonb.JsonObject;
import dev.tidewater.types.JsonbText;
import dev.tidewater.types.RecordType;
import dev.tidewater.types.RecordValue;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.TypeKind;
import dev.tidewater.types.format.TextFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** SQL values as jsonb. */
final class JsonbOf {
  private static final int INDENT = 4;

  private JsonbOf() {}

  static Jsonb value(BoundCall call, int argument, @Nullable Object value) {
    return value(TextFormat.in(call.session().timeZone()), call.argumentType(argument), value);
  }

  private static Jsonb value(TextFormat format, SqlType type, @Nullable Object value) {
    if (value == null) {
      return JsonNull.INSTANCE;
    }
    if (type instanceof ArrayType array) {
      List<Jsonb> elements = new ArrayList<>();
      for (Object element : ((ArrayValue) value).elements()) {
        elements.add(value(format, array.element(), element));
      }
      return Jsonb.array(elements);
    }
    if (type instanceof RecordType record) {
      return object(format, record, (RecordValue) value);
    }
    return switch (((ScalarType) type).kind()) {
      case BOOLEAN -> Jsonb.of((boolean) (Boolean) value);
      case INT2, INT4, INT8, UINT2, UINT4, UINT8 -> Jsonb.of(Decimal.parse(value.toString()));
      case FLOAT4, FLOAT8 -> number(format.print(type, value));
      case NUMERIC -> number(value.toString());
      case JSONB -> (Jsonb) value;
      case TIMESTAMP, TIMESTAMPTZ -> Jsonb.of(isoTimestamp(format.print(type, value), type));
      default -> Jsonb.of(TextFunctions.output(format, type, value));
    };
  }

  private static Jsonb object(TextFormat format, RecordType type, RecordValue value) {
    TreeMap<String, Jsonb> members = new TreeMap<>(Jsonb.KEY_ORDER);
    for (int i = 0; i < type.fields().size(); i++) {
      RecordType.Field field = type.fields().get(i);
      members.put(field.name(), value(format, field.type(), value.fields().get(i)));
    }
    return Jsonb.object(members);
  }

  /** NaN and infinities are no JSON numbers; they become strings. */
  private static Jsonb number(String text) {
    char last = text.charAt(text.length() - 1);
    return last >= '0' && last <= '9' ? Jsonb.of(Decimal.parse(text)) : Jsonb.of(text);
  }

  /** With a T between date and time, and minutes in the offset, as XML schema wants it. */
  private static String isoTimestamp(String text, SqlType type) {
    String iso = text.replaceFirst(" (?=[0-9])", "T");
    boolean bareHours = type.is(TypeKind.TIMESTAMPTZ) && iso.matches(".*[+-][0-9][0-9]( BC)?$");
    return bareHours ? iso.replaceFirst("([+-][0-9][0-9])( BC)?$", "$1:00$2") : iso;
  }

  static Jsonb array(BoundCall call, @Nullable Object[] args) {
    List<Jsonb> elements = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      elements.add(value(call, i, args[i]));
    }
    return Jsonb.array(elements);
  }

  static Jsonb object(BoundCall call, @Nullable Object[] args) {
    if (args.length % 2 != 0) {
      throw new TidewaterException(
              ErrorCode.INVALID_PARAMETER_VALUE, "argument list must have even number of elements")
          .hint(
              "The arguments of jsonb_build_object() must consist of alternating keys and values.");
    }
    TreeMap<String, Jsonb> members = new TreeMap<>(Jsonb.KEY_ORDER);
    TextFormat format = TextFormat.in(call.session().timeZone());
    for (int i = 0; i < args.length; i += 2) {
      Object key = args[i];
      if (key == null) {
        throw new TidewaterException(
                ErrorCode.INVALID_PARAMETER_VALUE, "argument {argument}: key must not be null")
            .with("argument", i + 1);
      }
      String name = TextFunctions.text(format, call.argumentType(i), key);
      members.put(name, value(call, i + 1, args[i + 1]));
    }
    return Jsonb.object(members);
  }

  static String pretty(Jsonb value) {
    StringBuilder out = new StringBuilder();
    appendPretty(value, 0, out);
    return out.toString();
  }

  private static void appendPretty(Jsonb value, int depth, StringBuilder out) {
    String inner = "\n" + " ".repeat((depth + 1) * INDENT);
    String outer = "\n" + " ".repeat(depth * INDENT);
    String separator = "";
    if (value instanceof JsonArray array) {
      out.append('[');
      for (Jsonb element : array.elements()) {
        out.append(separator).append(inner);
        appendPretty(element, depth + 1, out);
        separator = ",";
      }
      out.append(outer).append(']');
    } else if (value instanceof JsonObject object) {
      out.append('{');
      for (Map.Entry<String, Jsonb> member : object.members().entrySet()) {
        out.append(separator).append(inner);
        JsonbText.appendQuoted(member.getKey(), out);
        out.append(": ");
        appendPretty(member.getValue(), depth + 1, out);
        separator = ",";
      }
      out.append(outer).append('}');
    } else {
      out.append(value);
    }
  }
}
