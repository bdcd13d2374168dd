package dev.tidewater.sql.parser;

import dev.tidewater.sql.parser.grammar.SqlGrammar;
import dev.tidewater.types.ErrorCode;
import java.math.BigInteger;

/**
 * Reads one number: {@code 42}, {@code .5}, {@code 1.}, {@code 1e-3}, {@code 1_000}, {@code 0x1F},
 * {@code 0o17}, {@code 0b101}. The token's value is in plain decimal.
 */
final class NumberLexer {
  private final SourceText source;
  private final String text;
  private final int start;
  private int end;

  NumberLexer(SourceText source, int start) {
    this.source = source;
    this.text = source.text();
    this.start = start;
    this.end = start;
  }

  SqlToken read() {
    String value = radix() == 10 ? decimal() : withRadix(radix());
    if (end < text.length() && Lexer.isNameStart(text.charAt(end))) {
      throw source
          .error(
              ErrorCode.SYNTAX_ERROR,
              "trailing junk after numeric literal at or near \"{token}\"",
              start)
          .with("token", text.substring(start, end + 1));
    }
    return new SqlToken(SqlGrammar.NUMBER, start, end - 1, text.substring(start, end), value);
  }

  private int radix() {
    if (text.charAt(start) != '0' || !isRadixDigitOrUnderscore(start + 2)) {
      return 10;
    }
    return switch (text.charAt(start + 1)) {
      case 'x', 'X' -> 16;
      case 'o', 'O' -> 8;
      case 'b', 'B' -> 2;
      default -> 10;
    };
  }

  private boolean isRadixDigitOrUnderscore(int at) {
    return at < text.length() && (hexValue(text.charAt(at)) >= 0 || text.charAt(at) == '_');
  }

  private String withRadix(int radix) {
    end = start + 2;
    while (end < text.length() && (isDigitOf(radix, end) || isUnderscoreBetween(radix, end))) {
      end++;
    }
    String digits = text.substring(start + 2, end).replace("_", "");
    if (digits.isEmpty()) {
      throw source
          .error(ErrorCode.SYNTAX_ERROR, "invalid numeric literal at or near \"{token}\"", start)
          .with("token", text.substring(start, Math.min(text.length(), start + 2)));
    }
    return new BigInteger(digits, radix).toString();
  }

  private String decimal() {
    digits();
    // Two points are a range of slices or a mistake, never part of a number.
    if (at('.') && !(end + 1 < text.length() && text.charAt(end + 1) == '.')) {
      end++;
      digits();
    }
    if (at('e') || at('E')) {
      int sign = end + 1 < text.length() && "+-".indexOf(text.charAt(end + 1)) >= 0 ? 1 : 0;
      if (isDigitOf(10, end + 1 + sign)) {
        end += 1 + sign;
        digits();
      }
    }
    return text.substring(start, end).replace("_", "");
  }

  private void digits() {
    while (end < text.length() && (isDigitOf(10, end) || isUnderscoreBetween(10, end))) {
      end++;
    }
  }

  private boolean at(char c) {
    return end < text.length() && text.charAt(end) == c;
  }

  private boolean isUnderscoreBetween(int radix, int at) {
    boolean prefixed = radix != 10 && at == start + 2;
    return text.charAt(at) == '_'
        && (prefixed || isDigitOf(radix, at - 1))
        && isDigitOf(radix, at + 1);
  }

  private boolean isDigitOf(int radix, int at) {
    if (at < 0 || at >= text.length()) {
      return false;
    }
    int value = hexValue(text.charAt(at));
    return value >= 0 && value < radix;
  }

  static int hexValue(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
      return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
  }
}
