package dev.tidewater.engine.aggregate;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.TypeKind;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.DoubleVector;

/**
 * Sum and average of floating-point numbers. The sum is kept exactly and rounded once, so it does
 * not depend on the order of the rows, and a row that is taken back leaves nothing behind.
 */
final class FloatSum implements Accumulator {
  private static final int COUNT = 0;
  private static final int NAN = 1;
  private static final int POSITIVE_INFINITY = 2;
  private static final int NEGATIVE_INFINITY = 3;

  private final NumericResult.Kind kind;
  private final TypeKind type;

  FloatSum(NumericResult.Kind kind, TypeKind type) {
    this.kind = kind;
    this.type = type;
  }

  @Override
  public int words() {
    return 4;
  }

  @Override
  public int objects() {
    return 1;
  }

  @Override
  public void add(State state, ColumnVector[] arguments, int row, long diff) {
    DoubleVector values = (DoubleVector) arguments[0];
    if (values.isNull(row)) {
      return;
    }
    state.add(COUNT, diff);
    double value = values.values[row];
    if (Double.isNaN(value)) {
      state.add(NAN, diff);
    } else if (Double.isInfinite(value)) {
      state.add(value > 0 ? POSITIVE_INFINITY : NEGATIVE_INFINITY, diff);
    } else {
      ExactSum.in(state, 0).add(value, diff);
    }
  }

  @Override
  public void emit(State state, ColumnVector out, int row) {
    long count = state.number(COUNT);
    if (count <= 0) {
      out.setNull(row);
      return;
    }
    double sum = sum(state);
    double value =
        switch (kind) {
          case SUM -> sum;
          case AVERAGE -> sum / count;
        };
    double narrowed = type == TypeKind.FLOAT4 ? (float) value : value;
    if (Double.isInfinite(narrowed)
        && state.number(POSITIVE_INFINITY) == 0
        && state.number(NEGATIVE_INFINITY) == 0) {
      throw new TidewaterException(
          ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, "value out of range: overflow");
    }
    out.nulls[row] = false;
    ((DoubleVector) out).values[row] = narrowed;
  }

  @Override
  public boolean isBlank(State state) {
    ExactSum exact = (ExactSum) state.objects[state.objectAt];
    return exact == null || exact.isZero();
  }

  private static double sum(State state) {
    boolean positive = state.number(POSITIVE_INFINITY) != 0;
    boolean negative = state.number(NEGATIVE_INFINITY) != 0;
    if (state.number(NAN) != 0 || (positive && negative)) {
      return Double.NaN;
    }
    if (positive) {
      return Double.POSITIVE_INFINITY;
    }
    if (negative) {
      return Double.NEGATIVE_INFINITY;
    }
    ExactSum exact = (ExactSum) state.objects[state.objectAt];
    return exact == null ? 0 : exact.rounded();
  }
}
