package dev.tidewater.engine.aggregate;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.IntervalVector;

/** Sum and average of intervals: months, days and microseconds each. */
final class IntervalSum implements Accumulator {
  private static final int COUNT = 0;
  private static final int MONTHS = 1;
  private static final int DAYS = 2;
  private static final int MICROS = 3;

  private static final int DAYS_PER_MONTH = 30;
  private static final double MICROS_PER_DAY = 86_400_000_000.0;

  private final NumericResult.Kind kind;

  IntervalSum(NumericResult.Kind kind) {
    this.kind = kind;
  }

  @Override
  public int words() {
    return 4;
  }

  @Override
  public void add(State state, ColumnVector[] arguments, int row, long diff) {
    IntervalVector values = (IntervalVector) arguments[0];
    if (!values.isNull(row)) {
      state.add(COUNT, diff);
      state.add(MONTHS, values.months[row] * diff);
      state.add(DAYS, values.days[row] * diff);
      state.add(MICROS, values.micros[row] * diff);
    }
  }

  @Override
  public void emit(State state, ColumnVector out, int row) {
    long count = state.number(COUNT);
    if (count <= 0) {
      out.setNull(row);
      return;
    }
    long months = state.number(MONTHS);
    long days = state.number(DAYS);
    long micros = state.number(MICROS);
    if (kind == NumericResult.Kind.AVERAGE) {
      // What a division leaves of months goes on to days, and of days to microseconds.
      double dayRest = (double) (months % count) / count * DAYS_PER_MONTH;
      long wholeDays = (long) dayRest;
      double microRest = ((double) (days % count) / count + (dayRest - wholeDays)) * MICROS_PER_DAY;
      months /= count;
      days = days / count + wholeDays;
      micros = Math.round((double) micros / count + microRest);
    }
    if (months != (int) months || days != (int) days) {
      throw new TidewaterException(ErrorCode.INTERVAL_FIELD_OVERFLOW, "interval out of range");
    }
    IntervalVector result = (IntervalVector) out;
    result.nulls[row] = false;
    result.months[row] = (int) months;
    result.days[row] = (int) days;
    result.micros[row] = micros;
  }
}
