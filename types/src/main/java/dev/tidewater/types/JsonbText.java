package dev.tidewater.types;

import dev.tidewater.types.Jsonb.JsonArray;
import dev.tidewater.types.Jsonb.JsonObject;
import dev.tidewater.types.Jsonb.JsonString;
import java.util.Map;

/** Prints jsonb as PostgreSQL does: a blank after each comma and colon. */
public final class JsonbText {
  private JsonbText() {}

  static String print(Jsonb value) {
    StringBuilder out = new StringBuilder();
    append(value, out);
    return out.toString();
  }

  private static void append(Jsonb value, StringBuilder out) {
    if (value instanceof JsonString string) {
      appendQuoted(string.value(), out);
    } else if (value instanceof JsonArray array) {
      String separator = "[";
      for (Jsonb element : array.elements()) {
        out.append(separator);
        append(element, out);
        separator = ", ";
      }
      out.append(array.elements().isEmpty() ? "[]" : "]");
    } else if (value instanceof JsonObject object) {
      String separator = "{";
      for (Map.Entry<String, Jsonb> member : object.members().entrySet()) {
        out.append(separator);
        appendQuoted(member.getKey(), out);
        out.append(": ");
        append(member.getValue(), out);
        separator = ", ";
      }
      out.append(object.members().isEmpty() ? "{}" : "}");
    } else {
      out.append(value);
    }
  }

  /** Appends a JSON string literal. */
  public static void appendQuoted(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append("\\u00").append(Character.forDigit(c >> 4, 16));
            out.append(Character.forDigit(c & 15, 16));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
