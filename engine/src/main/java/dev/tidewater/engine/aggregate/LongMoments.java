package dev.tidewater.engine.aggregate;

import dev.tidewater.types.Decimal;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.row.Int128;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.LongVector;
import java.math.BigInteger;

/**
 * Variance and standard deviation of integers and of decimals of up to 18 digits: their exact sum
 * in 128 bits and that of their squares in 192.
 */
final class LongMoments implements Accumulator {
  private static final int COUNT = 0;
  private static final int LOW = 1;
  private static final int HIGH = 2;
  private static final int SQUARES_LOW = 3;
  private static final int SQUARES_MIDDLE = 4;
  private static final int SQUARES_HIGH = 5;
  private static final int NAN = 6;

  private final Spread spread;
  private final int scale;
  private final boolean mayBeNaN;
  private final ScalarType type;

  private LongMoments(Spread spread, int scale, boolean mayBeNaN, ScalarType type) {
    this.spread = spread;
    this.scale = scale;
    this.mayBeNaN = mayBeNaN;
    this.type = type;
  }

  static LongMoments ofIntegers(Spread spread, ScalarType result) {
    return new LongMoments(spread, 0, false, result);
  }

  static LongMoments ofDecimals(Spread spread, int scale, ScalarType result) {
    return new LongMoments(spread, scale, true, result);
  }

  @Override
  public int words() {
    return 7;
  }

  @Override
  public void add(State state, ColumnVector[] arguments, int row, long diff) {
    LongVector values = (LongVector) arguments[0];
    if (values.isNull(row)) {
      return;
    }
    state.add(COUNT, diff);
    long value = values.values[row];
    if (mayBeNaN && value == Values.NAN_INT64) {
      state.add(NAN, diff);
      return;
    }
    long low = value * diff;
    long sum = state.number(LOW) + low;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    state.numbers[state.at + LOW] = sum;
    state.add(HIGH, Math.multiplyHigh(value, diff) + carry);
    addSquare(state, value, diff);
  }

  /** Adds {@code value * value * diff}; the square has no sign and stays below 2^126. */
  private static void addSquare(State state, long value, long diff) {
    long squareLow = value * value;
    long squareHigh = Math.multiplyHigh(value, value);
    // (squareHigh * 2^64 + squareLow) * diff, squareLow being unsigned.
    long low = squareLow * diff;
    long lowCarry = Math.multiplyHigh(squareLow, diff) + (squareLow < 0 ? diff : 0);
    long middle = squareHigh * diff;
    long high = Math.multiplyHigh(squareHigh, diff);
    long middleSum = middle + lowCarry;
    high += (lowCarry >> 63) + (Long.compareUnsigned(middleSum, middle) < 0 ? 1 : 0);
    long newLow = state.number(SQUARES_LOW) + low;
    long carry = Long.compareUnsigned(newLow, low) < 0 ? 1 : 0;
    long newMiddle = state.number(SQUARES_MIDDLE) + middleSum;
    long carryUp = Long.compareUnsigned(newMiddle, middleSum) < 0 ? 1 : 0;
    long withCarry = newMiddle + carry;
    carryUp += carry == 1 && withCarry == 0 ? 1 : 0;
    state.numbers[state.at + SQUARES_LOW] = newLow;
    state.numbers[state.at + SQUARES_MIDDLE] = withCarry;
    state.add(SQUARES_HIGH, high + carryUp);
  }

  @Override
  public void emit(State state, ColumnVector out, int row) {
    long count = state.number(COUNT);
    Decimal sum =
        state.number(NAN) != 0
            ? Decimal.NAN
            : Decimal.of(Int128.toBigInteger(state.number(HIGH), state.number(LOW)), scale);
    Decimal result = spread.of(count, sum, Decimal.of(squares(state), 2 * scale));
    Values.write(out, type, row, result);
  }

  private static BigInteger squares(State state) {
    BigInteger high = BigInteger.valueOf(state.number(SQUARES_HIGH)).shiftLeft(128);
    BigInteger middle = unsigned(state.number(SQUARES_MIDDLE)).shiftLeft(64);
    return high.add(middle).add(unsigned(state.number(SQUARES_LOW)));
  }

  private static BigInteger unsigned(long bits) {
    BigInteger value = BigInteger.valueOf(bits);
    return bits < 0 ? value.add(BigInteger.ONE.shiftLeft(64)) : value;
  }
}
