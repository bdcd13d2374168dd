package dev.tidewater.sql.parser;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Resolves the escapes of {@code E'…'}. Octal and hexadecimal escapes give bytes, which have to be
 * UTF-8 together with their neighbours.
 */
final class EscapeDecoder {
  private final SourceText source;
  private final String text;
  private final int start;
  private final StringBuilder value = new StringBuilder();

  /** Bytes from escapes that are not yet whole characters. */
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  EscapeDecoder(SourceText source, int start) {
    this.source = source;
    this.text = source.text();
    this.start = start;
  }

  void append(char c) {
    flushBytes();
    value.append(c);
  }

  /** Resolves the escape whose backslash is at an index; returns the index behind it. */
  int escape(int backslash) {
    char kind = text.charAt(backslash + 1);
    if (kind >= '0' && kind <= '7') {
      return number(backslash + 1, 3, 8);
    }
    if (kind == 'x' && isHex(backslash + 2)) {
      return number(backslash + 2, 2, 16);
    }
    if (kind == 'u' || kind == 'U') {
      return codePoint(backslash, kind == 'u' ? 4 : 8);
    }
    append(
        switch (kind) {
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          default -> kind;
        });
    return backslash + 2;
  }

  String value() {
    flushBytes();
    return value.toString();
  }

  private int number(int from, int maxDigits, int radix) {
    int at = from;
    int number = 0;
    while (at < text.length() && at < from + maxDigits && digit(at) >= 0 && digit(at) < radix) {
      number = number * radix + digit(at);
      at++;
    }
    bytes.write(number);
    return at;
  }

  private int codePoint(int backslash, int digits) {
    int from = backslash + 2;
    int codePoint = 0;
    for (int at = from; at < from + digits; at++) {
      if (!isHex(at)) {
        throw source
            .error(ErrorCode.SYNTAX_ERROR, "invalid Unicode escape", backslash)
            .hint("Unicode escapes must be \\uXXXX or \\UXXXXXXXX.");
      }
      codePoint = codePoint << 4 | digit(at);
    }
    flushBytes();
    appendCodePoint(codePoint, backslash);
    return from + digits;
  }

  private void appendCodePoint(int codePoint, int backslash) {
    if (codePoint == 0 || !Character.isValidCodePoint(codePoint)) {
      throw source.error(ErrorCode.SYNTAX_ERROR, "invalid Unicode escape value", backslash);
    }
    boolean afterHigh =
        !value.isEmpty() && Character.isHighSurrogate(value.charAt(value.length() - 1));
    boolean low = codePoint <= 0xffff && Character.isLowSurrogate((char) codePoint);
    if (low != afterHigh) {
      throw source.error(ErrorCode.SYNTAX_ERROR, "invalid Unicode surrogate pair", backslash);
    }
    value.appendCodePoint(codePoint);
  }

  private void flushBytes() {
    if (bytes.size() == 0) {
      return;
    }
    try {
      value.append(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())));
      bytes.reset();
    } catch (CharacterCodingException e) {
      throw new TidewaterException(
              ErrorCode.CHARACTER_NOT_IN_REPERTOIRE,
              "invalid byte sequence for encoding \"UTF8\"",
              e)
          .at(source.offsetOf(start));
    }
  }

  private int digit(int at) {
    return NumberLexer.hexValue(text.charAt(at));
  }

  private boolean isHex(int at) {
    return at < text.length() && digit(at) >= 0;
  }
}
