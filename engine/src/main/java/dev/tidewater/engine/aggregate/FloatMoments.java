package dev.tidewater.engine.aggregate;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.DoubleVector;

/**
 * Variance and standard deviation of floating-point numbers. The sums are exact, so the outcome
 * depends neither on the order of the rows nor on what was taken back.
 */
final class FloatMoments implements Accumulator {
  private static final int COUNT = 0;
  private static final int NOT_FINITE = 1;
  private static final int SUM = 0;
  private static final int SQUARES = 1;

  private final Spread spread;

  FloatMoments(Spread spread) {
    this.spread = spread;
  }

  @Override
  public int words() {
    return 2;
  }

  @Override
  public int objects() {
    return 2;
  }

  @Override
  public void add(State state, ColumnVector[] arguments, int row, long diff) {
    DoubleVector values = (DoubleVector) arguments[0];
    if (values.isNull(row)) {
      return;
    }
    state.add(COUNT, diff);
    double value = values.values[row];
    if (Double.isFinite(value)) {
      ExactSum.in(state, SUM).add(value, diff);
      ExactSum.in(state, SQUARES).addProduct(value, value, diff);
    } else {
      state.add(NOT_FINITE, diff);
    }
  }

  @Override
  public void emit(State state, ColumnVector out, int row) {
    long count = state.number(COUNT);
    if (spread.isMissing(count)) {
      out.setNull(row);
      return;
    }
    out.nulls[row] = false;
    ((DoubleVector) out).values[row] =
        state.number(NOT_FINITE) != 0 ? Double.NaN : ofFinite(state, count);
  }

  private double ofFinite(State state, long count) {
    ExactSum sum = ExactSum.in(state, SUM);
    ExactSum centered = ExactSum.centered(count, ExactSum.in(state, SQUARES), sum, sum);
    double result = spread.of(count, centered);
    if (Double.isInfinite(result)) {
      throw new TidewaterException(
          ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, "value out of range: overflow");
    }
    return result;
  }

  @Override
  public boolean isBlank(State state) {
    return ExactSum.isZero(state, SUM) && ExactSum.isZero(state, SQUARES);
  }
}
