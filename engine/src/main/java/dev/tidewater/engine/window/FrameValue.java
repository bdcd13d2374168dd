package dev.tidewater.engine.window;

import dev.tidewater.engine.operator.VectorRepeat;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.LongVector;

/** first_value, last_value and nth_value: the value of one row of the frame. */
final class FrameValue implements WindowColumn {
  enum Kind {
    FIRST,
    LAST,
    NTH
  }

  private static final int NO_ROW = -1;

  private final Kind kind;
  private final int value;
  private final int number;
  private final Frames frames;

  /**
   * @param columns of the value, then of the number for NTH
   */
  FrameValue(Kind kind, int[] columns, Frames frames) {
    this.kind = kind;
    this.value = columns[0];
    this.number = kind == Kind.NTH ? columns[1] : NO_ROW;
    this.frames = frames;
  }

  @Override
  public void evaluate(Partition partition, ColumnVector out) {
    frames.compute(partition);
    ColumnVector values = partition.column(value);
    for (int row = 0; row < partition.rows(); row++) {
      int target = target(partition, row);
      if (target == NO_ROW) {
        out.setNull(row);
      } else {
        VectorRepeat.repeat(values, target, out, row, 1);
      }
    }
  }

  private int target(Partition partition, int row) {
    return switch (kind) {
      case FIRST -> nth(partition, row, 1);
      case LAST -> last(partition, row);
      case NTH -> {
        LongVector numbers = (LongVector) partition.column(number);
        if (numbers.isNull(row)) {
          yield NO_ROW;
        }
        if (numbers.values[row] <= 0) {
          throw new TidewaterException(
              ErrorCode.INVALID_ARGUMENT_FOR_NTH_VALUE_FUNCTION,
              "argument of nth_value must be greater than zero");
        }
        yield nth(partition, row, numbers.values[row]);
      }
    };
  }

  private int nth(Partition partition, int row, long wanted) {
    int start = frames.start(row);
    int end = frames.end(row);
    if (!frames.excludesSome()) {
      return wanted <= end - start ? start + (int) wanted - 1 : NO_ROW;
    }
    long seen = 0;
    for (int at = start; at < end; at++) {
      if (!frames.excludes(partition, row, at) && ++seen == wanted) {
        return at;
      }
    }
    return NO_ROW;
  }

  private int last(Partition partition, int row) {
    for (int at = frames.end(row) - 1; at >= frames.start(row); at--) {
      if (!frames.excludes(partition, row, at)) {
        return at;
      }
    }
    return NO_ROW;
  }
}
