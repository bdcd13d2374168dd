package dev.tidewater.engine.function;

import dev.tidewater.types.Decimal;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.Interval;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.TypeKind;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.LongVector;
import org.jspecify.annotations.Nullable;

/** {@code generate_series}: from a first value in steps as far as a last one. */
final class Series {
  private Series() {}

  static RowSetFunction of(ParameterType parameter, SessionFunctions session) {
    SqlType type = parameter instanceof ParameterType.Exact exact ? exact.type() : ScalarType.INT8;
    if (type.is(TypeKind.NUMERIC)) {
      return Series::ofDecimals;
    }
    if (type.is(TypeKind.TIMESTAMP)) {
      return arguments -> ofTimes(arguments, DateTimeArithmetic::add);
    }
    if (type.is(TypeKind.TIMESTAMPTZ)) {
      DateTimeArithmetic dates = new DateTimeArithmetic(session.timeZone());
      return arguments -> ofTimes(arguments, dates::addToInstant);
    }
    return Series::ofIntegers;
  }

  private static long integer(@Nullable Object value) {
    return ((Number) Rowwise.present(value)).longValue();
  }

  private static RowSet ofIntegers(@Nullable Object[] arguments) {
    long step = arguments.length > 2 ? integer(arguments[2]) : 1;
    checkStep(step == 0);
    return new Longs(integer(arguments[0]), integer(arguments[1]), step);
  }

  private static void checkStep(boolean isZero) {
    if (isZero) {
      throw new TidewaterException(
          ErrorCode.INVALID_PARAMETER_VALUE, "step size cannot equal zero");
    }
  }

  /** Integers: the one that has to be fast. */
  static final class Longs implements RowSet {
    private final long last;
    private final long step;
    private long next;
    private boolean ended;

    Longs(long first, long last, long step) {
      this.next = first;
      this.last = last;
      this.step = step;
      this.ended = step > 0 ? first > last : first < last;
    }

    @Override
    public int fill(ColumnVector[] out, int from, int room) {
      long[] values = ((LongVector) out[0]).values;
      int count = 0;
      while (count < room && !ended) {
        values[from + count++] = next;
        long following = next + step;
        boolean overflows = ((next ^ following) & (step ^ following)) < 0;
        ended = overflows || (step > 0 ? following > last : following < last);
        next = following;
      }
      return count;
    }
  }

  private static RowSet ofDecimals(@Nullable Object[] arguments) {
    Decimal first = decimal(arguments[0], "start");
    Decimal last = decimal(arguments[1], "stop");
    Decimal step = arguments.length > 2 ? decimal(arguments[2], "step") : Decimal.ONE;
    checkStep(step.isZero());
    return new RowSet() {
      private Decimal next = first;

      @Override
      public int fill(ColumnVector[] out, int from, int room) {
        int count = 0;
        while (count < room && next.compareTo(last) * step.signum() <= 0) {
          Values.write(out[0], ScalarType.NUMERIC, from + count++, next);
          next = next.add(step);
        }
        return count;
      }
    };
  }

  private static Decimal decimal(@Nullable Object value, String what) {
    Decimal decimal = (Decimal) Rowwise.present(value);
    if (!decimal.isFinite()) {
      throw new TidewaterException(
              ErrorCode.INVALID_PARAMETER_VALUE, "{what} value cannot be {value}")
          .with("what", what)
          .with("value", decimal.isNaN() ? "NaN" : "infinity");
    }
    return decimal;
  }

  /** Adds an interval to a time. */
  private interface Addition {
    long add(long time, Interval interval);
  }

  private static RowSet ofTimes(@Nullable Object[] arguments, Addition addition) {
    long last = integer(arguments[1]);
    Interval step = (Interval) Rowwise.present(arguments[2]);
    int direction = step.compareTo(Interval.ZERO);
    checkStep(direction == 0);
    return new RowSet() {
      private long next = integer(arguments[0]);

      @Override
      public int fill(ColumnVector[] out, int from, int room) {
        long[] values = ((LongVector) out[0]).values;
        int count = 0;
        while (count < room && Long.compare(next, last) * direction <= 0) {
          values[from + count++] = next;
          next = addition.add(next, step);
        }
        return count;
      }
    };
  }
}
