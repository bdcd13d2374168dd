package dev.tidewater.types.format;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.row.ByteSink;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The braces, commas and quotes of array text. One instance reads one text. */
final class ArrayText {
  private final String text;
  private final List<@Nullable String> elements = new ArrayList<>();
  private int at;

  private ArrayText(String text) {
    this.text = text;
  }

  /** The texts of the elements; null for NULL. */
  static List<@Nullable String> parse(String text) {
    ArrayText parser = new ArrayText(text);
    parser.read();
    return parser.elements;
  }

  private void read() {
    skipSpace();
    if (peek() == '[') {
      throw unsupported();
    }
    if (peek() != '{') {
      throw Errors.malformedArray(
          text, "Array value must start with \"{\" or dimension information.");
    }
    at++;
    skipSpace();
    if (peek() == '}') {
      at++;
    } else {
      readElements();
    }
    skipSpace();
    if (at < text.length()) {
      throw Errors.malformedArray(text, "Junk after closing right brace.");
    }
  }

  private void readElements() {
    while (true) {
      skipSpace();
      elements.add(peek() == '"' ? quoted() : plain());
      skipSpace();
      char c = peek();
      at++;
      if (c == '}') {
        return;
      }
      if (c != ',') {
        throw at > text.length()
            ? unexpectedEnd()
            : Errors.malformedArray(text, "Unexpected array element.");
      }
    }
  }

  private String quoted() {
    StringBuilder out = new StringBuilder();
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return out.toString();
      }
      if (c == '\\' && at < text.length()) {
        c = text.charAt(at++);
      }
      out.append(c);
    }
    throw unexpectedEnd();
  }

  private @Nullable String plain() {
    StringBuilder out = new StringBuilder();
    boolean escaped = false;
    int kept = 0;
    while (at < text.length() && ",}".indexOf(text.charAt(at)) < 0) {
      char c = text.charAt(at++);
      switch (c) {
        case '{' -> throw unsupported();
        case '"' -> throw Errors.malformedArray(text, "Unexpected array element.");
        case '\\' -> {
          if (at == text.length()) {
            throw unexpectedEnd();
          }
          out.append(text.charAt(at++));
          escaped = true;
          kept = out.length();
        }
        default -> {
          out.append(c);
          kept = isSpace(c) ? kept : out.length();
        }
      }
    }
    if (at == text.length()) {
      throw unexpectedEnd();
    }
    out.setLength(kept);
    if (kept == 0) {
      throw Errors.malformedArray(text, "Unexpected \"" + peek() + "\" character.");
    }
    String element = out.toString();
    return !escaped && element.equalsIgnoreCase("null") ? null : element;
  }

  private TidewaterException unexpectedEnd() {
    return Errors.malformedArray(text, "Unexpected end of input.");
  }

  private static TidewaterException unsupported() {
    return new TidewaterException(
        ErrorCode.FEATURE_NOT_SUPPORTED, "arrays of more than one dimension are not supported");
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private void skipSpace() {
    while (at < text.length() && isSpace(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  /** Puts quotes around the element that stands behind a position, where it needs them. */
  static void quoteFrom(int start, ByteSink out) {
    byte[] array = out.array();
    int end = out.size();
    int escapes = 0;
    boolean needed = start == end || isNull(array, start, end);
    for (int i = start; i < end; i++) {
      switch (array[i]) {
        case '"', '\\' -> {
          escapes++;
          needed = true;
        }
        case '{', '}', ',', ' ', '\t', '\n', 0x0b, '\f', '\r' -> needed = true;
        default -> {}
      }
    }
    if (!needed) {
      return;
    }
    out.claim(escapes + 2);
    array = out.array();
    int to = out.size() - 1;
    array[to--] = '"';
    for (int i = end - 1; i >= start; i--) {
      array[to--] = array[i];
      if (array[i] == '"' || array[i] == '\\') {
        array[to--] = '\\';
      }
    }
    array[start] = '"';
  }

  private static boolean isNull(byte[] array, int start, int end) {
    return end - start == 4
        && (array[start] | 0x20) == 'n'
        && (array[start + 1] | 0x20) == 'u'
        && (array[start + 2] | 0x20) == 'l'
        && (array[start + 3] | 0x20) == 'l';
  }
}
