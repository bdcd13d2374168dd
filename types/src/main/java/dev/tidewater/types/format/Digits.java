package dev.tidewater.types.format;

import dev.tidewater.types.Decimal;
import dev.tidewater.types.row.ByteSink;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/** Prints numbers as ASCII without making strings where it can. */
final class Digits {
  /** Decimals of up to so many digits have at most one double each, so none is shorter. */
  private static final int SAFE_DOUBLE_DIGITS = 15;

  private static final int SAFE_FLOAT_DIGITS = 6;

  /** So many digits tell every double from its neighbours. */
  private static final int MAX_DOUBLE_DIGITS = 17;

  /** From here on short decimals lie in the middle between two doubles, or floats. */
  private static final double EXACT_DOUBLES = 0x1p53;

  private static final float EXACT_FLOATS = 0x1p24f;
  private static final BigDecimal ONE_HALF = new BigDecimal("0.5");

  private Digits() {}

  static void appendLong(long value, ByteSink out) {
    if (value == Long.MIN_VALUE) {
      out.putUtf8(Long.toString(value));
      return;
    }
    if (value < 0) {
      out.putByte('-');
    }
    appendPadded(Math.abs(value), 1, out);
  }

  /** A non-negative number with zeros in front up to a width. */
  static void appendPadded(long value, int width, ByteSink out) {
    int digits = 1;
    for (long rest = value / 10; rest > 0; rest /= 10) {
      digits++;
    }
    int length = Math.max(digits, width);
    int at = out.claim(length) + length;
    byte[] array = out.array();
    long rest = value;
    for (int i = 0; i < length; i++) {
      array[--at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /** {@code unscaled / 10^scale}. */
  static void appendScaled(long unscaled, int scale, ByteSink out) {
    if (scale <= 0 || unscaled == Long.MIN_VALUE) {
      out.putUtf8(Decimal.of(unscaled, scale).toString());
      return;
    }
    if (unscaled < 0) {
      out.putByte('-');
    }
    int start = out.size();
    appendPadded(Math.abs(unscaled), scale + 1, out);
    int point = out.size() - scale;
    out.putByte(0);
    byte[] array = out.array();
    System.arraycopy(array, point, array, point + 1, scale);
    array[point] = '.';
    assert point > start;
  }

  static void appendDecimal(Decimal value, ByteSink out) {
    if (value.fitsLong()) {
      if (value.scale() == 0) {
        appendLong(value.unscaledLong(), out);
      } else {
        appendScaled(value.unscaledLong(), value.scale(), out);
      }
    } else {
      out.putUtf8(value.toString());
    }
  }

  static void appendDouble(double value, ByteSink out) {
    long whole = (long) value;
    if (whole == value && Math.abs(whole) < 1_000_000_000_000_000L && !isNegativeZero(value)) {
      appendLong(whole, out);
    } else if (Double.isNaN(value) || Double.isInfinite(value)) {
      appendSpecial(value, out);
    } else if (value == 0) {
      out.putUtf8("-0");
    } else {
      BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
      double magnitude = Math.abs(value);
      boolean safe = magnitude >= Double.MIN_NORMAL && magnitude < EXACT_DOUBLES;
      if (shortest.precision() > SAFE_DOUBLE_DIGITS || !safe) {
        shortest =
            shorten(
                new BigDecimal(value),
                halfway(value, Math.nextDown(value)),
                halfway(value, Math.nextUp(value)));
      }
      appendScientific(shortest, 15, out);
    }
  }

  static void appendFloat(float value, ByteSink out) {
    int whole = (int) value;
    if (whole == value && Math.abs(whole) < 1_000_000 && !isNegativeZero(value)) {
      appendLong(whole, out);
    } else if (Float.isNaN(value) || Float.isInfinite(value)) {
      appendSpecial(value, out);
    } else if (value == 0) {
      out.putUtf8("-0");
    } else {
      BigDecimal shortest = new BigDecimal(Float.toString(value)).stripTrailingZeros();
      float magnitude = Math.abs(value);
      boolean safe = magnitude >= Float.MIN_NORMAL && magnitude < EXACT_FLOATS;
      if (shortest.precision() > SAFE_FLOAT_DIGITS || !safe) {
        shortest =
            shorten(
                new BigDecimal(value),
                halfwayFloat(value, Math.nextDown(value)),
                halfwayFloat(value, Math.nextUp(value)));
      }
      appendScientific(shortest, 6, out);
    }
  }

  private static boolean isNegativeZero(double value) {
    return Double.doubleToRawLongBits(value) == Long.MIN_VALUE;
  }

  private static void appendSpecial(double value, ByteSink out) {
    out.putUtf8(Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
  }

  /** The middle between a value and its neighbour; beyond the last one as far as before it. */
  private static BigDecimal halfway(double value, double neighbour) {
    BigDecimal exact = new BigDecimal(value);
    if (Double.isInfinite(neighbour)) {
      double inner = value > 0 ? Math.nextDown(value) : Math.nextUp(value);
      return exact.add(exact.subtract(new BigDecimal(inner)).multiply(ONE_HALF));
    }
    return exact.add(new BigDecimal(neighbour)).multiply(ONE_HALF);
  }

  private static BigDecimal halfwayFloat(float value, float neighbour) {
    BigDecimal exact = new BigDecimal(value);
    if (Float.isInfinite(neighbour)) {
      float inner = value > 0 ? Math.nextDown(value) : Math.nextUp(value);
      return exact.add(exact.subtract(new BigDecimal(inner)).multiply(ONE_HALF));
    }
    return exact.add(new BigDecimal(neighbour)).multiply(ONE_HALF);
  }

  /**
   * The decimal of fewest digits strictly between two bounds, and among those the nearest to the
   * value. Java 17's own printing sometimes gives a digit too many (JDK-4511638), and takes the
   * bounds in, which PostgreSQL does not.
   */
  private static BigDecimal shorten(BigDecimal exact, BigDecimal low, BigDecimal high) {
    for (int digits = 1; digits < MAX_DOUBLE_DIGITS; digits++) {
      BigDecimal candidate = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (candidate.compareTo(low) > 0 && candidate.compareTo(high) < 0) {
        return candidate.stripTrailingZeros();
      }
    }
    return exact.round(new MathContext(MAX_DOUBLE_DIGITS, RoundingMode.HALF_EVEN));
  }

  /** Fixed notation within PostgreSQL's limits, else with an exponent. */
  private static void appendScientific(BigDecimal value, int maxExponent, ByteSink out) {
    int exponent = value.precision() - value.scale() - 1;
    if (exponent >= -4 && exponent < maxExponent) {
      out.putBytes(value.toPlainString().getBytes(StandardCharsets.US_ASCII));
      return;
    }
    if (value.signum() < 0) {
      out.putByte('-');
    }
    String digits = value.unscaledValue().abs().toString();
    out.putByte(digits.charAt(0));
    if (digits.length() > 1) {
      out.putByte('.');
      out.putUtf8(digits.substring(1));
    }
    out.putByte('e');
    out.putByte(exponent < 0 ? '-' : '+');
    appendPadded(Math.abs(exponent), 2, out);
  }
}
