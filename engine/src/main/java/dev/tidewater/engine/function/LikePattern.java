package dev.tidewater.engine.function;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A pattern of LIKE over UTF-8: {@code %} any text, {@code _} one character, a backslash takes the
 * next character as it is. Immutable.
 */
final class LikePattern {
  private static final int ANY_TEXT = -1;
  private static final int ANY_CHARACTER = -2;

  /** A backslash at the end: fails, but only where a text gets as far. */
  private static final int OPEN_ESCAPE = -3;

  /** What to match: bytes, or the marks above. */
  private final int[] tokens;

  /** Whether there are no wildcards, or only one at the end or at either end. */
  private enum Shape {
    EXACT,
    PREFIX,
    SUFFIX,
    CONTAINED,
    GENERAL
  }

  private final Shape shape;
  private final byte[] literal;

  private LikePattern(int[] tokens) {
    this.tokens = tokens;
    int marks = 0;
    boolean characters = false;
    for (int token : tokens) {
      marks += token == ANY_TEXT ? 1 : 0;
      characters |= token == ANY_CHARACTER || token == OPEN_ESCAPE;
    }
    boolean first = tokens.length > 0 && tokens[0] == ANY_TEXT;
    boolean last = tokens.length > 0 && tokens[tokens.length - 1] == ANY_TEXT;
    if (characters) {
      shape = Shape.GENERAL;
    } else if (marks == 0) {
      shape = Shape.EXACT;
    } else if (marks == 1 && last) {
      shape = Shape.PREFIX;
    } else if (marks == 1 && first) {
      shape = Shape.SUFFIX;
    } else if (marks == 2 && first && last) {
      shape = Shape.CONTAINED;
    } else {
      shape = Shape.GENERAL;
    }
    literal = new byte[tokens.length - (shape == Shape.GENERAL ? tokens.length : marks)];
    int from = first && shape != Shape.PREFIX ? 1 : 0;
    for (int i = 0; i < literal.length; i++) {
      literal[i] = (byte) tokens[from + i];
    }
  }

  static LikePattern compile(String pattern) {
    byte[] bytes = pattern.getBytes(StandardCharsets.UTF_8);
    int[] tokens = new int[bytes.length];
    int count = 0;
    for (int i = 0; i < bytes.length; i++) {
      switch (bytes[i]) {
        case '%' -> {
          if (count == 0 || tokens[count - 1] != ANY_TEXT) {
            tokens[count++] = ANY_TEXT;
          }
        }
        case '_' -> tokens[count++] = ANY_CHARACTER;
        case '\\' -> {
          i++;
          tokens[count++] = i == bytes.length ? OPEN_ESCAPE : bytes[i] & 0xff;
        }
        default -> tokens[count++] = bytes[i] & 0xff;
      }
    }
    return new LikePattern(Arrays.copyOf(tokens, count));
  }

  boolean matches(byte[] text, int from, int to) {
    int length = to - from;
    if (shape != Shape.GENERAL && length < literal.length) {
      return false;
    }
    return switch (shape) {
      case EXACT -> length == literal.length && literalAt(text, from);
      case PREFIX -> literalAt(text, from);
      case SUFFIX -> literalAt(text, to - literal.length);
      case CONTAINED -> contains(text, from, to);
      case GENERAL -> matchesTokens(text, from, to);
    };
  }

  private boolean literalAt(byte[] text, int at) {
    return Arrays.equals(text, at, at + literal.length, literal, 0, literal.length);
  }

  private boolean contains(byte[] text, int from, int to) {
    for (int at = from; at <= to - literal.length; at++) {
      if (literalAt(text, at)) {
        return true;
      }
    }
    return false;
  }

  /** Goes back only to the last {@code %}, so the time is at most the product of the lengths. */
  private boolean matchesTokens(byte[] text, int from, int to) {
    int at = from;
    int token = 0;
    int resumeToken = -1;
    int resumeAt = from;
    while (true) {
      if (token == tokens.length) {
        if (at == to) {
          return true;
        }
      } else if (tokens[token] == ANY_TEXT) {
        resumeToken = ++token;
        resumeAt = at;
        continue;
      } else if (at < to && tokens[token] == ANY_CHARACTER) {
        at = nextCharacter(text, at, to);
        token++;
        continue;
      } else if (at < to && tokens[token] == (text[at] & 0xff)) {
        at++;
        token++;
        continue;
      } else if (at < to && tokens[token] == OPEN_ESCAPE) {
        throw new TidewaterException(
            ErrorCode.INVALID_ESCAPE_SEQUENCE, "LIKE pattern must not end with escape character");
      }
      if (resumeToken < 0 || resumeAt >= to) {
        return false;
      }
      resumeAt = nextCharacter(text, resumeAt, to);
      at = resumeAt;
      token = resumeToken;
    }
  }

  private static int nextCharacter(byte[] text, int at, int to) {
    int next = at + 1;
    while (next < to && (text[next] & 0xc0) == 0x80) {
      next++;
    }
    return next;
  }
}
