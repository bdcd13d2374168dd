package dev.tidewater.engine.function;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.format.TextFormat;
import org.jspecify.annotations.Nullable;

/** {@code format()}: %s a text, %I an identifier, %L a literal, %n$ a position, %-10s a width. */
final class Formatting {
  private final BoundCall call;
  private final @Nullable Object[] args;
  private final TextFormat format;
  private final String pattern;
  private int at;
  private int next = 1;

  private Formatting(BoundCall call, @Nullable Object[] args, String pattern) {
    this.call = call;
    this.args = args;
    this.format = TextFormat.in(call.session().timeZone());
    this.pattern = pattern;
  }

  static @Nullable Object format(BoundCall call, @Nullable Object[] args) {
    Object pattern = args[0];
    return pattern == null ? null : new Formatting(call, args, (String) pattern).run();
  }

  private String run() {
    StringBuilder out = new StringBuilder();
    while (at < pattern.length()) {
      char c = pattern.charAt(at++);
      if (c != '%') {
        out.append(c);
      } else if (peek() == '%') {
        at++;
        out.append('%');
      } else {
        specifier(out);
      }
    }
    return out.toString();
  }

  private char peek() {
    if (at >= pattern.length()) {
      throw new TidewaterException(
              ErrorCode.INVALID_PARAMETER_VALUE, "unterminated format() type specifier")
          .hint("For a single \"%\" use \"%%\".");
    }
    return pattern.charAt(at);
  }

  private void specifier(StringBuilder out) {
    int number = digits();
    int position = -1;
    if (number >= 0 && peek() == '$') {
      at++;
      position = number;
      number = -1;
    }
    boolean left = false;
    while (number < 0 && peek() == '-') {
      left = true;
      at++;
    }
    int width = number >= 0 ? number : digits();
    if (width < 0 && peek() == '*') {
      at++;
      Object given = argument(next++);
      int value = given == null ? 0 : ((Number) given).intValue();
      left |= value < 0;
      width = Math.abs(value);
    }
    char type = peek();
    at++;
    if (type != 's' && type != 'I' && type != 'L') {
      throw new TidewaterException(
              ErrorCode.INVALID_PARAMETER_VALUE,
              "unrecognized format() type specifier \"{specifier}\"")
          .with("specifier", type)
          .hint("For a single \"%\" use \"%%\".");
    }
    if (position == 0) {
      throw new TidewaterException(
          ErrorCode.INVALID_PARAMETER_VALUE,
          "format specifies argument 0, but arguments are numbered from 1");
    }
    int index = position > 0 ? position : next;
    next = index + 1;
    append(out, converted(type, index), width, left);
  }

  private int digits() {
    int start = at;
    int value = 0;
    while (peek() >= '0' && peek() <= '9') {
      value = Math.min(100_000_000, value * 10 + (peek() - '0'));
      at++;
    }
    return at == start ? -1 : value;
  }

  private @Nullable Object argument(int index) {
    if (index >= args.length) {
      throw new TidewaterException(
          ErrorCode.INVALID_PARAMETER_VALUE, "too few arguments for format()");
    }
    return args[index];
  }

  private String converted(char type, int index) {
    Object value = argument(index);
    if (value == null) {
      if (type == 'I') {
        throw new TidewaterException(
            ErrorCode.NULL_VALUE_NOT_ALLOWED,
            "null values cannot be formatted as an SQL identifier");
      }
      return type == 'L' ? "NULL" : "";
    }
    String text = TextFunctions.output(format, call.argumentType(index), value);
    return switch (type) {
      case 'I' -> Quoting.identifier(text);
      case 'L' -> Quoting.literal(text);
      default -> text;
    };
  }

  private static void append(StringBuilder out, String text, int width, boolean left) {
    int missing = Math.max(0, width - text.codePointCount(0, text.length()));
    out.append(left ? "" : " ".repeat(missing))
        .append(text)
        .append(left ? " ".repeat(missing) : "");
  }
}
