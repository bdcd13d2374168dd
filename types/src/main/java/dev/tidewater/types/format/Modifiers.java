package dev.tidewater.types.format;

import dev.tidewater.types.DateTimes;
import dev.tidewater.types.Interval;
import dev.tidewater.types.ScalarType;
import java.nio.charset.StandardCharsets;

/** What a type's modifiers (length, fractional digits) do to a value. */
public final class Modifiers {
  /** Bytes of a name, as in PostgreSQL. */
  public static final int MAX_NAME_BYTES = 63;

  private static final long[] ROUNDING_UNIT = {1_000_000, 100_000, 10_000, 1_000, 100, 10, 1};

  private Modifiers() {}

  /** Fails if the text is too long, unless only by blanks, which are cut. */
  public static String assignVarchar(String text, ScalarType type) {
    return type.precision() == ScalarType.NONE ? text : shortened(text, type);
  }

  /** Pads with blanks to the length; fails if the text is too long, unless only by blanks. */
  public static String assignBpchar(String text, ScalarType type) {
    return type.precision() == ScalarType.NONE ? text : padded(shortened(text, type), type);
  }

  private static String shortened(String text, ScalarType type) {
    String cut = cut(text, type.precision());
    for (int i = cut.length(); i < text.length(); i++) {
      if (text.charAt(i) != ' ') {
        throw Errors.tooLong(type.display());
      }
    }
    return cut;
  }

  /** Cuts the text to the length, as an explicit cast does. */
  public static String castVarchar(String text, ScalarType type) {
    return type.precision() == ScalarType.NONE ? text : cut(text, type.precision());
  }

  /** Cuts or pads the text to the length, as an explicit cast does. */
  public static String castBpchar(String text, ScalarType type) {
    return type.precision() == ScalarType.NONE ? text : padded(cut(text, type.precision()), type);
  }

  private static String cut(String text, int characters) {
    if (text.length() <= characters || text.codePointCount(0, text.length()) <= characters) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, characters));
  }

  private static String padded(String text, ScalarType type) {
    int missing = type.precision() - text.codePointCount(0, text.length());
    return missing <= 0 ? text : text + " ".repeat(missing);
  }

  /** Cuts a name to the bytes that PostgreSQL keeps, at a character's end. */
  public static String truncateName(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= MAX_NAME_BYTES) {
      return text;
    }
    int end = MAX_NAME_BYTES;
    while ((bytes[end] & 0xc0) == 0x80) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  /** A time or timestamp rounded to the type's fractional digits. */
  public static long roundMicros(long micros, ScalarType type) {
    if (type.precision() < 0 || type.precision() >= 6 || DateTimes.isInfiniteTimestamp(micros)) {
      return micros;
    }
    long unit = ROUNDING_UNIT[type.precision()];
    long half = unit / 2;
    return micros >= 0 ? (micros + half) / unit * unit : -((half - micros) / unit * unit);
  }

  /** An interval rounded to the type's fractional digits. */
  public static Interval roundInterval(Interval value, ScalarType type) {
    long micros = roundMicros(value.micros(), type);
    return micros == value.micros() ? value : new Interval(value.months(), value.days(), micros);
  }
}
