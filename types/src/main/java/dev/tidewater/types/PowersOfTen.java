package dev.tidewater.types;

import java.math.BigInteger;

/** Powers of ten, and counting decimal digits with them. */
public final class PowersOfTen {
  /** The highest power of ten that fits in eight bytes. */
  public static final int MAX_LONG_EXPONENT = 18;

  /** Powers kept ready: covers every decimal of fixed scale, squared. */
  private static final int CACHED = 80;

  private static final long[] LONGS = new long[MAX_LONG_EXPONENT + 1];
  private static final BigInteger[] BIGS = new BigInteger[CACHED];
  private static final double LOG10_OF_2 = Math.log10(2);

  static {
    long power = 1;
    for (int i = 0; i <= MAX_LONG_EXPONENT; i++) {
      LONGS[i] = power;
      power *= 10;
    }
    BigInteger big = BigInteger.ONE;
    for (int i = 0; i < CACHED; i++) {
      BIGS[i] = big;
      big = big.multiply(BigInteger.TEN);
    }
  }

  private PowersOfTen() {}

  /** {@code 10^exponent} for an exponent from 0 to {@link #MAX_LONG_EXPONENT}. */
  public static long of(int exponent) {
    return LONGS[exponent];
  }

  public static BigInteger big(int exponent) {
    return exponent < CACHED ? BIGS[exponent] : BigInteger.TEN.pow(exponent);
  }

  /** {@code value * 10^exponent}, or {@link Long#MIN_VALUE} where that does not fit. */
  public static long scaleUpOrMin(long value, int exponent) {
    if (exponent == 0) {
      return value;
    }
    if (exponent > MAX_LONG_EXPONENT) {
      return value == 0 ? 0 : Long.MIN_VALUE;
    }
    long factor = LONGS[exponent];
    long product = value * factor;
    return Math.multiplyHigh(value, factor) == product >> 63 ? product : Long.MIN_VALUE;
  }

  /** Decimal digits of a number; 1 for zero. */
  public static int digits(long value) {
    if (value == Long.MIN_VALUE) {
      return 19;
    }
    long magnitude = Math.abs(value);
    int digits = 1;
    while (digits <= MAX_LONG_EXPONENT && magnitude >= LONGS[digits]) {
      digits++;
    }
    return digits;
  }

  /** Decimal digits of a number; 1 for zero. */
  public static int digits(BigInteger value) {
    BigInteger magnitude = value.abs();
    if (magnitude.signum() == 0) {
      return 1;
    }
    int guess = (int) ((magnitude.bitLength() - 1) * LOG10_OF_2) + 1;
    return magnitude.compareTo(big(guess)) >= 0 ? guess + 1 : guess;
  }
}
