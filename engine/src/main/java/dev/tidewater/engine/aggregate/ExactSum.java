package dev.tidewater.engine.aggregate;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A sum of finite floating-point numbers and of products of two, without rounding: {@code units *
 * 2^exponent}, the exponent being the lowest that was needed so far.
 */
final class ExactSum {
  private static final int FRACTION_BITS = 52;
  private static final int EXPONENT_BIAS = 1075;

  /** The most bits that a conversion to double can't take for infinite. */
  private static final int MAX_CONVERTED_BITS = 1000;

  private static final int QUOTIENT_BITS = 64;

  private BigInteger units = BigInteger.ZERO;
  private int exponent = Double.MAX_EXPONENT;

  /** The sum among the objects of a group's state, made if it is not there. */
  static ExactSum in(Accumulator.State state, int index) {
    ExactSum sum = find(state, index);
    if (sum == null) {
      sum = new ExactSum();
      state.objects[state.objectAt + index] = sum;
    }
    return sum;
  }

  static @Nullable ExactSum find(Accumulator.State state, int index) {
    return (ExactSum) state.objects[state.objectAt + index];
  }

  static boolean isZero(Accumulator.State state, int index) {
    ExactSum sum = find(state, index);
    return sum == null || sum.isZero();
  }

  boolean isZero() {
    return units.signum() == 0;
  }

  int signum() {
    return units.signum();
  }

  void add(double value, long diff) {
    long mantissa = mantissa(value);
    if (mantissa != 0) {
      add(BigInteger.valueOf(mantissa), exponent(value), diff);
    }
  }

  void addProduct(double left, double right, long diff) {
    BigInteger product =
        BigInteger.valueOf(mantissa(left)).multiply(BigInteger.valueOf(mantissa(right)));
    if (product.signum() != 0) {
      add(product, exponent(left) + exponent(right), diff);
    }
  }

  private void add(BigInteger term, int termExponent, long diff) {
    if (termExponent < exponent) {
      units = units.shiftLeft(exponent - termExponent);
      exponent = termExponent;
    }
    BigInteger times = diff == 1 ? term : term.multiply(BigInteger.valueOf(diff));
    units = units.add(times.shiftLeft(termExponent - exponent));
  }

  /** With sign and without trailing zeros. */
  private static long mantissa(double value) {
    long bits = Double.doubleToRawLongBits(value);
    long mantissa = bits & ((1L << FRACTION_BITS) - 1);
    if (biasedExponent(bits) != 0) {
      mantissa |= 1L << FRACTION_BITS;
    }
    mantissa >>>= Math.min(FRACTION_BITS, Long.numberOfTrailingZeros(mantissa));
    return bits < 0 ? -mantissa : mantissa;
  }

  private static int biasedExponent(long bits) {
    return (int) (bits >>> FRACTION_BITS) & 0x7ff;
  }

  private static int exponent(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int biased = biasedExponent(bits);
    long mantissa = bits & ((1L << FRACTION_BITS) - 1);
    int zeros = Math.min(FRACTION_BITS, Long.numberOfTrailingZeros(mantissa));
    return Math.max(biased, 1) - EXPONENT_BIAS + zeros;
  }

  /**
   * {@code count * products - left * right}: what the products of the distances from the means sum
   * up to, times the count.
   */
  static ExactSum centered(long count, ExactSum products, ExactSum left, ExactSum right) {
    ExactSum result = new ExactSum();
    result.add(products.units, products.exponent, count);
    result.add(left.units.multiply(right.units), left.exponent + right.exponent, -1);
    return result;
  }

  /**
   * The quotient, rounded once: enough bits are kept for any double, and one more that says whether
   * there was a rest.
   */
  double dividedBy(BigInteger divisor) {
    int shift = Math.max(0, divisor.bitLength() + QUOTIENT_BITS - units.bitLength());
    BigInteger[] parts = units.shiftLeft(shift).divideAndRemainder(divisor);
    ExactSum quotient = new ExactSum();
    quotient.units =
        parts[1].signum() == 0
            ? parts[0].shiftLeft(1)
            : parts[0].shiftLeft(1).add(BigInteger.valueOf(units.signum()));
    quotient.exponent = exponent - shift - 1;
    return quotient.rounded();
  }

  /** Rounded once: a number below the normal range has few enough bits to convert exactly. */
  double rounded() {
    int excess = Math.max(0, units.bitLength() - MAX_CONVERTED_BITS);
    return excess == 0 ? Math.scalb(units.doubleValue(), exponent) : scaledFromFar(excess);
  }

  private double scaledFromFar(int excess) {
    // Keep sticky bits, so that rounding to nearest sees whether anything was cut off.
    BigInteger kept = units.abs().shiftRight(excess);
    if (units.abs().getLowestSetBit() < excess) {
      kept = kept.setBit(0);
    }
    double magnitude = Math.scalb(kept.doubleValue(), exponent + excess);
    return units.signum() < 0 ? -magnitude : magnitude;
  }
}
