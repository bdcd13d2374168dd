package dev.tidewater.types;

import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads PostgreSQL's notation of numeric: digits, point, exponent, NaN and infinities. */
final class DecimalParser {
  /** Exponents beyond this overflow whatever the digits are, as in PostgreSQL. */
  private static final int MAX_EXPONENT = Integer.MAX_VALUE / 2;

  private final String text;
  private int at;
  private int end;

  private DecimalParser(String text) {
    this.text = text;
    this.end = text.length();
  }

  static Decimal parse(String text) {
    return new DecimalParser(text).parse();
  }

  private Decimal parse() {
    while (at < end && isSpace(text.charAt(at))) {
      at++;
    }
    while (end > at && isSpace(text.charAt(end - 1))) {
      end--;
    }
    boolean negative = false;
    boolean signed = false;
    if (at < end && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
      negative = text.charAt(at) == '-';
      signed = true;
      at++;
    }
    Decimal special = special(negative, signed);
    return special != null ? special : number(negative);
  }

  private @Nullable Decimal special(boolean negative, boolean signed) {
    return switch (text.substring(at, end).toLowerCase(Locale.ROOT)) {
      case "nan" -> signed ? null : Decimal.NAN;
      case "inf", "infinity" -> negative ? Decimal.NEGATIVE_INFINITY : Decimal.POSITIVE_INFINITY;
      default -> null;
    };
  }

  private Decimal number(boolean negative) {
    int start = at;
    int point = -1;
    int digits = 0;
    while (at < end) {
      char c = text.charAt(at);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (c == '.' && point < 0) {
        point = at;
      } else {
        break;
      }
      at++;
    }
    if (digits == 0) {
      throw invalid();
    }
    int mantissaEnd = at;
    int fraction = point < 0 ? 0 : mantissaEnd - point - 1;
    int exponent = exponent();
    if (at != end) {
      throw invalid();
    }
    String mantissa =
        point < 0
            ? text.substring(start, mantissaEnd)
            : text.substring(start, point) + text.substring(point + 1, mantissaEnd);
    return assemble(mantissa, fraction, exponent, negative);
  }

  private int exponent() {
    if (at >= end || (text.charAt(at) != 'e' && text.charAt(at) != 'E')) {
      return 0;
    }
    at++;
    boolean negative = false;
    if (at < end && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
      negative = text.charAt(at) == '-';
      at++;
    }
    int first = at;
    long value = 0;
    while (at < end && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      value = Math.min(MAX_EXPONENT + 1L, value * 10 + (text.charAt(at) - '0'));
      at++;
    }
    if (at == first) {
      throw invalid();
    }
    if (value > MAX_EXPONENT) {
      throw Decimal.overflow();
    }
    return (int) (negative ? -value : value);
  }

  private static Decimal assemble(String mantissa, int fraction, int exponent, boolean negative) {
    if (mantissa.length() <= PowersOfTen.MAX_LONG_EXPONENT && exponent == 0) {
      long value = Long.parseLong(mantissa);
      return Decimal.of(negative ? -value : value, fraction);
    }
    BigInteger value = new BigInteger(mantissa);
    long scale = (long) fraction - exponent;
    if (value.signum() == 0) {
      return Decimal.of(0, (int) Math.max(0, Math.min(Decimal.MAX_SCALE, scale)));
    }
    if (PowersOfTen.digits(value) - scale > Decimal.MAX_INTEGER_DIGITS) {
      throw Decimal.overflow();
    }
    BigInteger signed = negative ? value.negate() : value;
    if (scale > Decimal.MAX_SCALE) {
      return tooFine(signed, scale);
    }
    return Decimal.of(signed, (int) scale);
  }

  /** A number with more digits behind the point than there may be is rounded to those. */
  private static Decimal tooFine(BigInteger value, long scale) {
    long excess = scale - Decimal.MAX_SCALE;
    if (excess > PowersOfTen.digits(value) + 1L) {
      return Decimal.of(0, Decimal.MAX_SCALE);
    }
    BigInteger unit = PowersOfTen.big((int) excess);
    BigInteger half = unit.shiftRight(1);
    BigInteger shifted = value.signum() < 0 ? value.subtract(half) : value.add(half);
    return Decimal.of(shifted.divide(unit), Decimal.MAX_SCALE);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private TidewaterException invalid() {
    return new TidewaterException(
            ErrorCode.INVALID_TEXT_REPRESENTATION,
            "invalid input syntax for type numeric: \"{value}\"")
        .with("value", text);
  }
}
