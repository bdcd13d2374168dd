package dev.tidewater.engine.aggregate;

import dev.tidewater.engine.function.Intervals;
import dev.tidewater.types.ArrayValue;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.Interval;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * percentile_disc and percentile_cont: the value at a fraction of the way through the ordered
 * values, or at each of several. Arguments are the fraction or the array of them, then the value;
 * rows come in the order of the values.
 */
final class Percentile implements Collector {
  enum Kind {
    /** One of the values. */
    DISCRETE,
    /** Between two values where the fraction falls between them. */
    CONTINUOUS
  }

  private final Kind kind;
  private final SqlType fractionType;
  private final SqlType argument;
  private final SqlType type;
  private final List<Object> values = new ArrayList<>();

  /** How many rows there are up to each value, itself included. */
  private final List<Long> ends = new ArrayList<>();

  private long rows;
  private @Nullable Object fraction;

  Percentile(Kind kind, SqlType fractionType, SqlType argument, SqlType type) {
    this.kind = kind;
    this.fractionType = fractionType;
    this.argument = argument;
    this.type = type;
  }

  @Override
  public boolean countsNulls() {
    return true;
  }

  @Override
  public void begin() {
    values.clear();
    ends.clear();
    rows = 0;
    fraction = null;
  }

  @Override
  public void add(ColumnVector[] arguments, int row, long count) {
    fraction = Values.read(arguments[0], fractionType, row);
    Object value = Values.read(arguments[1], argument, row);
    if (value != null) {
      rows += count;
      values.add(value);
      ends.add(rows);
    }
  }

  @Override
  public void emit(ColumnVector out, int row) {
    if (fraction == null || rows == 0) {
      out.setNull(row);
    } else if (fraction instanceof ArrayValue fractions) {
      List<@Nullable Object> results = new ArrayList<>();
      for (Object element : fractions.elements()) {
        results.add(element == null ? null : at((Double) element));
      }
      Values.write(out, type, row, ArrayValue.copyOf(results));
    } else {
      Values.write(out, type, row, at((Double) fraction));
    }
  }

  private Object at(double wanted) {
    if (!(wanted >= 0 && wanted <= 1)) {
      throw new TidewaterException(
              ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE,
              "percentile value {fraction} is not between 0 and 1")
          .with("fraction", shown(wanted));
    }
    return switch (kind) {
      case DISCRETE -> value(Math.max(0, (long) Math.ceil(wanted * rows) - 1));
      case CONTINUOUS -> between(wanted * (rows - 1));
    };
  }

  private static String shown(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** The value in a place, counted from 0. */
  private Object value(long place) {
    int low = 0;
    int high = values.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends.get(middle) > place) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return values.get(low);
  }

  private Object between(double place) {
    Object lower = value((long) Math.floor(place));
    Object upper = value((long) Math.ceil(place));
    double part = place - Math.floor(place);
    if (part == 0) {
      return lower;
    }
    if (lower instanceof Interval from && upper instanceof Interval to) {
      return Intervals.between(from, to, part);
    }
    double from = (Double) lower;
    return from + part * ((Double) upper - from);
  }
}
