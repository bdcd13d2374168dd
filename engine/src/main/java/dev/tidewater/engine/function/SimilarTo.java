package dev.tidewater.engine.function;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;

/** Patterns of SIMILAR TO as regular expressions that match the whole text. */
final class SimilarTo {
  private SimilarTo() {}

  static String translate(String pattern, String escape) {
    if (escape.length() > 1) {
      throw new TidewaterException(ErrorCode.INVALID_ESCAPE_SEQUENCE, "invalid escape string")
          .hint("Escape string must be empty or one character.");
    }
    char mark = escape.isEmpty() ? 0 : escape.charAt(0);
    StringBuilder out = new StringBuilder("^(?:");
    boolean inBracket = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == mark && mark != 0 && i + 1 < pattern.length()) {
        out.append('\\').append(pattern.charAt(++i));
      } else if (inBracket) {
        out.append(c == '\\' ? "\\\\" : String.valueOf(c));
        inBracket = c != ']';
      } else {
        inBracket = c == '[';
        appendOutsideBracket(c, out);
      }
    }
    return out.append(")$").toString();
  }

  private static void appendOutsideBracket(char c, StringBuilder out) {
    switch (c) {
      case '%' -> out.append(".*");
      case '_' -> out.append('.');
      case '(' -> out.append("(?:");
      case '\\', '.', '^', '$' -> out.append('\\').append(c);
      default -> out.append(c);
    }
  }
}
