package dev.tidewater.types.format;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.math.BigInteger;
import java.util.Locale;
import java.util.UUID;

/** Input of the simple types, with PostgreSQL's tolerance and errors. */
final class TextParsers {
  private static final BigInteger MAX_UINT8 = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private TextParsers() {}

  /** Text without the characters that a database in UTF-8 can't hold. */
  static String text(String text) {
    if (text.indexOf(0) >= 0) {
      throw new TidewaterException(
          ErrorCode.CHARACTER_NOT_IN_REPERTOIRE,
          "invalid byte sequence for encoding \"UTF8\": 0x00");
    }
    return text;
  }

  static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  static boolean bool(String text) {
    String word = trim(text).toLowerCase(Locale.ROOT);
    if (!word.isEmpty()) {
      if ("true".startsWith(word)
          || "yes".startsWith(word)
          || word.equals("on")
          || word.equals("1")) {
        return true;
      }
      boolean off = word.length() > 1 && "off".startsWith(word);
      if ("false".startsWith(word) || "no".startsWith(word) || off || word.equals("0")) {
        return false;
      }
    }
    throw Errors.invalidText("boolean", text);
  }

  static long integer(String text, long min, long max, String type) {
    String digits = trim(text);
    int at = 0;
    boolean negative = false;
    if (!digits.isEmpty() && (digits.charAt(0) == '-' || digits.charAt(0) == '+')) {
      negative = digits.charAt(0) == '-';
      at = 1;
    }
    if (at == digits.length()) {
      throw Errors.invalidText(type, text);
    }
    long value = 0;
    boolean overflow = false;
    for (; at < digits.length(); at++) {
      int digit = digits.charAt(at) - '0';
      if (digit < 0 || digit > 9) {
        throw Errors.invalidText(type, text);
      }
      // Counted downwards, as there is one more negative number than positive ones.
      overflow |= value < (Long.MIN_VALUE + digit) / 10;
      value = value * 10 - digit;
    }
    overflow |= !negative && value == Long.MIN_VALUE;
    long signed = negative ? value : -value;
    if (overflow || signed < min || signed > max) {
      throw Errors.outOfRange(type, text);
    }
    return signed;
  }

  static BigInteger unsigned64(String text) {
    String digits = trim(text);
    if (digits.isEmpty()
        || digits.length() > 30
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw Errors.invalidText("uint8", text);
    }
    BigInteger value = new BigInteger(digits);
    if (value.compareTo(MAX_UINT8) > 0) {
      throw Errors.outOfRange("uint8", text);
    }
    return value;
  }

  static long oid(String text) {
    long value = integer(text, Integer.MIN_VALUE, 0xffff_ffffL, "oid");
    return value & 0xffff_ffffL;
  }

  static double doublePrecision(String text) {
    String number = floatSyntax(text, "double precision");
    double value = Double.parseDouble(number);
    if ((Double.isInfinite(value) && !isWord(number)) || (value == 0 && hasNonZeroDigit(number))) {
      throw floatOutOfRange(text, "double precision");
    }
    return value;
  }

  static float real(String text) {
    String number = floatSyntax(text, "real");
    float value = Float.parseFloat(number);
    if ((Float.isInfinite(value) && !isWord(number)) || (value == 0 && hasNonZeroDigit(number))) {
      throw floatOutOfRange(text, "real");
    }
    return value;
  }

  private static boolean isWord(String number) {
    return number.endsWith("y");
  }

  private static TidewaterException floatOutOfRange(String text, String type) {
    return new TidewaterException(
            ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, "\"{value}\" is out of range for type {type}")
        .with("value", text)
        .with("type", type);
  }

  private static boolean hasNonZeroDigit(String number) {
    for (int i = 0; i < number.length() && "eE".indexOf(number.charAt(i)) < 0; i++) {
      if (number.charAt(i) >= '1' && number.charAt(i) <= '9') {
        return true;
      }
    }
    return false;
  }

  /** What Java's parser takes, checked not to be more than PostgreSQL takes. */
  private static String floatSyntax(String text, String type) {
    String trimmed = trim(text);
    String lower = trimmed.toLowerCase(Locale.ROOT);
    switch (lower) {
      case "nan" -> {
        return "NaN";
      }
      case "infinity", "inf", "+infinity", "+inf" -> {
        return "Infinity";
      }
      case "-infinity", "-inf" -> {
        return "-Infinity";
      }
      default -> {}
    }
    int digits = 0;
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if ("+-.e".indexOf(c) < 0) {
        throw Errors.invalidText(type, text);
      }
    }
    try {
      if (digits > 0) {
        Double.parseDouble(trimmed);
        return trimmed;
      }
    } catch (NumberFormatException e) {
      // Falls through to the one error for everything that is no number.
    }
    throw Errors.invalidText(type, text);
  }

  static UUID uuid(String text) {
    String digits = text;
    if (digits.startsWith("{") && digits.endsWith("}")) {
      digits = digits.substring(1, digits.length() - 1);
    }
    long high = 0;
    long low = 0;
    int count = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c == '-' && count > 0 && count % 4 == 0 && count < 32 && digits.charAt(i - 1) != '-') {
        continue;
      }
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0 || count == 32) {
        throw Errors.invalidText("uuid", text);
      }
      high = high << 4 | low >>> 60;
      low = low << 4 | digit;
      count++;
    }
    if (count != 32) {
      throw Errors.invalidText("uuid", text);
    }
    return new UUID(high, low);
  }

  static byte[] bytea(String text) {
    return text.startsWith("\\x") ? hex(text) : escaped(text);
  }

  private static byte[] hex(String text) {
    byte[] out = new byte[text.length() / 2];
    int count = 0;
    int high = -1;
    for (int i = 2; i < text.length(); i++) {
      char c = text.charAt(i);
      if (high < 0 && isSpace(c)) {
        continue;
      }
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw new TidewaterException(
                ErrorCode.INVALID_PARAMETER_VALUE, "invalid hexadecimal digit: \"{digit}\"")
            .with("digit", c);
      }
      if (high < 0) {
        high = digit;
      } else {
        out[count++] = (byte) (high << 4 | digit);
        high = -1;
      }
    }
    if (high >= 0) {
      throw new TidewaterException(
          ErrorCode.INVALID_PARAMETER_VALUE, "invalid hexadecimal data: odd number of digits");
    }
    return java.util.Arrays.copyOf(out, count);
  }

  private static byte[] escaped(String text) {
    byte[] source = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    byte[] out = new byte[source.length];
    int count = 0;
    for (int i = 0; i < source.length; i++) {
      if (source[i] != '\\') {
        out[count++] = source[i];
      } else if (i + 1 < source.length && source[i + 1] == '\\') {
        out[count++] = '\\';
        i++;
      } else if (isOctal(source, i + 1)) {
        out[count++] =
            (byte)
                ((source[i + 1] - '0') << 6 | (source[i + 2] - '0') << 3 | (source[i + 3] - '0'));
        i += 3;
      } else {
        throw new TidewaterException(
            ErrorCode.INVALID_TEXT_REPRESENTATION, "invalid input syntax for type bytea");
      }
    }
    return java.util.Arrays.copyOf(out, count);
  }

  private static boolean isOctal(byte[] source, int at) {
    return at + 2 < source.length
        && source[at] >= '0'
        && source[at] <= '3'
        && source[at + 1] >= '0'
        && source[at + 1] <= '7'
        && source[at + 2] >= '0'
        && source[at + 2] <= '7';
  }
}
