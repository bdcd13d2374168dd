package dev.tidewater.sql.parser;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;

/**
 * The escapes of {@code U&'…'}: {@code \XXXX} and {@code \+XXXXXX}, with another character than the
 * backslash if {@code UESCAPE 'c'} follows.
 */
final class UnicodeEscape {
  private static final String WORD = "uescape";

  private final SourceText source;
  private final char escape;

  /** Index of the last character of the UESCAPE clause, or -1. */
  private final int end;

  private UnicodeEscape(SourceText source, char escape, int end) {
    this.source = source;
    this.escape = escape;
    this.end = end;
  }

  /** Looks for UESCAPE from an index on. */
  static UnicodeEscape after(SourceText source, int from) {
    String text = source.text();
    int at = skipBlanks(text, from);
    if (!text.regionMatches(true, at, WORD, 0, WORD.length())) {
      return new UnicodeEscape(source, '\\', -1);
    }
    int quote = skipBlanks(text, at + WORD.length());
    boolean wellFormed =
        quote + 2 < text.length() && text.charAt(quote) == '\'' && text.charAt(quote + 2) == '\'';
    if (!wellFormed || isForbidden(text.charAt(quote + 1))) {
      throw source.error(ErrorCode.SYNTAX_ERROR, "invalid Unicode escape character", at);
    }
    return new UnicodeEscape(source, text.charAt(quote + 1), quote + 2);
  }

  private static int skipBlanks(String text, int from) {
    int at = from;
    while (at < text.length() && Lexer.isBlank(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isForbidden(char c) {
    return NumberLexer.hexValue(c) >= 0 || c == '+' || c == '\'' || c == '"' || Lexer.isBlank(c);
  }

  int endOr(int stringEnd) {
    return end < 0 ? stringEnd : end;
  }

  String decode(String raw, int start) {
    StringBuilder value = new StringBuilder();
    int at = 0;
    while (at < raw.length()) {
      char c = raw.charAt(at);
      if (c != escape) {
        value.append(c);
        at++;
      } else if (at + 1 < raw.length() && raw.charAt(at + 1) == escape) {
        value.append(escape);
        at += 2;
      } else {
        boolean six = at + 1 < raw.length() && raw.charAt(at + 1) == '+';
        int from = at + (six ? 2 : 1);
        int length = six ? 6 : 4;
        value.appendCodePoint(codePoint(raw, from, length, start));
        at = from + length;
      }
    }
    return checkSurrogates(value, start);
  }

  private int codePoint(String raw, int from, int length, int start) {
    int codePoint = 0;
    for (int at = from; at < from + length; at++) {
      int digit = at < raw.length() ? NumberLexer.hexValue(raw.charAt(at)) : -1;
      if (digit < 0) {
        throw source
            .error(ErrorCode.SYNTAX_ERROR, "invalid Unicode escape", start)
            .hint("Unicode escapes must be \\XXXX or \\+XXXXXX.");
      }
      codePoint = codePoint << 4 | digit;
    }
    if (codePoint == 0 || !Character.isValidCodePoint(codePoint)) {
      throw source.error(ErrorCode.SYNTAX_ERROR, "invalid Unicode escape value", start);
    }
    return codePoint;
  }

  private String checkSurrogates(StringBuilder value, int start) {
    for (int i = 0; i < value.length(); i++) {
      if (Character.isHighSurrogate(value.charAt(i))
          && i + 1 < value.length()
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(value.charAt(i))) {
        throw unpaired(start);
      }
    }
    return value.toString();
  }

  private TidewaterException unpaired(int start) {
    return source.error(ErrorCode.SYNTAX_ERROR, "invalid Unicode surrogate pair", start);
  }
}
