package dev.tidewater.engine.aggregate;

import dev.tidewater.types.Decimal;
import dev.tidewater.types.row.Int128;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.Int128Vector;
import java.math.BigInteger;

/**
 * Sum and average of decimals of 19 to 38 digits and of uint8, exactly: 192 bits hold as many
 * sixteen-byte summands as there can be.
 */
final class WideSum implements Accumulator {
  private static final int COUNT = 0;
  private static final int NAN = 1;
  private static final int LOW = 2;
  private static final int MIDDLE = 3;
  private static final int HIGH = 4;

  private final int scale;
  private final NumericResult result;

  WideSum(int scale, NumericResult result) {
    this.scale = scale;
    this.result = result;
  }

  @Override
  public int words() {
    return 5;
  }

  @Override
  public void add(State state, ColumnVector[] arguments, int row, long diff) {
    Int128Vector values = (Int128Vector) arguments[0];
    if (values.isNull(row)) {
      return;
    }
    state.add(COUNT, diff);
    long high = values.high[row];
    long low = values.low[row];
    if (high == Values.NAN_INT128_HIGH && low == Values.NAN_INT128_LOW) {
      state.add(NAN, diff);
    } else if (diff == 1) {
      add(state, high >> 63, high, low);
    } else if (diff == -1) {
      // The complement plus one; the carry goes up only through zeros.
      long negatedLow = -low;
      long negatedMiddle = ~high + (low == 0 ? 1 : 0);
      long negatedHigh = ~(high >> 63) + (low == 0 && high == 0 ? 1 : 0);
      add(state, negatedHigh, negatedMiddle, negatedLow);
    } else {
      BigInteger product = Int128.toBigInteger(high, low).multiply(BigInteger.valueOf(diff));
      add(
          state,
          product.shiftRight(128).longValue(),
          product.shiftRight(64).longValue(),
          product.longValue());
    }
  }

  private static void add(State state, long high, long middle, long low) {
    long lowSum = state.number(LOW) + low;
    long carry = Long.compareUnsigned(lowSum, low) < 0 ? 1 : 0;
    long middleSum = state.number(MIDDLE) + middle;
    long carryUp = Long.compareUnsigned(middleSum, middle) < 0 ? 1 : 0;
    long middleWithCarry = middleSum + carry;
    carryUp += carry == 1 && middleWithCarry == 0 ? 1 : 0;
    state.numbers[state.at + LOW] = lowSum;
    state.numbers[state.at + MIDDLE] = middleWithCarry;
    state.add(HIGH, high + carryUp);
  }

  @Override
  public void emit(State state, ColumnVector out, int row) {
    long count = state.number(COUNT);
    if (count <= 0) {
      out.setNull(row);
    } else if (state.number(NAN) != 0) {
      result.write(Decimal.NAN, count, out, row);
    } else {
      long low = state.number(LOW);
      long middle = state.number(MIDDLE);
      long high = state.number(HIGH);
      if (middle == low >> 63 && high == middle) {
        result.write(low, scale, count, out, row);
      } else {
        result.write(toBigInteger(high, middle, low), scale, count, out, row);
      }
    }
  }

  private static BigInteger toBigInteger(long high, long middle, long low) {
    BigInteger upper = BigInteger.valueOf(high).shiftLeft(128);
    BigInteger lower = Int128.toBigInteger(middle, low);
    return middle < 0 ? upper.add(lower).add(BigInteger.ONE.shiftLeft(128)) : upper.add(lower);
  }
}
