package dev.tidewater.engine.aggregate;

import dev.tidewater.types.Decimal;
import dev.tidewater.types.row.Int128;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.LongVector;

/**
 * Sum and average of integers and of decimals of up to 18 digits, exactly: 128 bits hold as many
 * eight-byte summands as there can be.
 */
final class LongSum implements Accumulator {
  private static final int COUNT = 0;
  private static final int LOW = 1;
  private static final int HIGH = 2;
  private static final int NAN = 3;

  private final int scale;
  private final boolean mayBeNaN;
  private final NumericResult result;

  private LongSum(int scale, boolean mayBeNaN, NumericResult result) {
    this.scale = scale;
    this.mayBeNaN = mayBeNaN;
    this.result = result;
  }

  static LongSum ofIntegers(NumericResult result) {
    return new LongSum(0, false, result);
  }

  static LongSum ofDecimals(int scale, NumericResult result) {
    return new LongSum(scale, true, result);
  }

  @Override
  public int words() {
    return mayBeNaN ? 4 : 3;
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
  }

  @Override
  public void emit(State state, ColumnVector out, int row) {
    long count = state.number(COUNT);
    if (count <= 0) {
      out.setNull(row);
    } else if (mayBeNaN && state.number(NAN) != 0) {
      result.write(Decimal.NAN, count, out, row);
    } else {
      long low = state.number(LOW);
      long high = state.number(HIGH);
      if (high == low >> 63) {
        result.write(low, scale, count, out, row);
      } else {
        result.write(Int128.toBigInteger(high, low), scale, count, out, row);
      }
    }
  }
}
