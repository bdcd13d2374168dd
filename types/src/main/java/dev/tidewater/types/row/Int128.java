package dev.tidewater.types.row;

import java.math.BigInteger;

/** 128-bit two's complement numbers as two longs. */
public final class Int128 {
  private static final BigInteger LOW_MASK = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private Int128() {}

  public static BigInteger toBigInteger(long high, long low) {
    if (high == low >> 63) {
      return BigInteger.valueOf(low);
    }
    return BigInteger.valueOf(high).shiftLeft(64).or(BigInteger.valueOf(low).and(LOW_MASK));
  }

  /** The upper 64 bits of a number. */
  public static long high(BigInteger value) {
    return value.shiftRight(64).longValue();
  }

  /** The lower 64 bits of a number. */
  public static long low(BigInteger value) {
    return value.longValue();
  }

  /** Signed order. */
  public static int compare(long aHigh, long aLow, long bHigh, long bLow) {
    int byHigh = Long.compare(aHigh, bHigh);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(aLow, bLow);
  }
}
