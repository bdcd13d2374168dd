package dev.tidewater.engine.operator;

import dev.tidewater.types.vector.BytesVector;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.DecimalVector;
import dev.tidewater.types.vector.DoubleVector;
import dev.tidewater.types.vector.Int128Vector;
import dev.tidewater.types.vector.IntervalVector;
import dev.tidewater.types.vector.LongVector;
import java.util.Arrays;

/** Copies a value of one vector to a run of rows of another of its class. */
public final class VectorRepeat {
  private VectorRepeat() {}

  public static void repeat(ColumnVector from, int row, ColumnVector to, int first, int count) {
    if (count == 0) {
      return;
    }
    int end = first + count;
    if (from.isNull(row)) {
      Arrays.fill(to.nulls, first, end, true);
      to.hasNulls = true;
      return;
    }
    if (from instanceof LongVector source && to instanceof LongVector target) {
      Arrays.fill(target.values, first, end, source.values[row]);
    } else if (from instanceof DoubleVector source && to instanceof DoubleVector target) {
      Arrays.fill(target.values, first, end, source.values[row]);
    } else if (from instanceof DecimalVector source && to instanceof DecimalVector target) {
      Arrays.fill(target.values, first, end, source.values[row]);
    } else if (from instanceof Int128Vector source && to instanceof Int128Vector target) {
      Arrays.fill(target.high, first, end, source.high[row]);
      Arrays.fill(target.low, first, end, source.low[row]);
    } else if (from instanceof IntervalVector source && to instanceof IntervalVector target) {
      Arrays.fill(target.months, first, end, source.months[row]);
      Arrays.fill(target.days, first, end, source.days[row]);
      Arrays.fill(target.micros, first, end, source.micros[row]);
    } else if (from instanceof BytesVector source && to instanceof BytesVector target) {
      target.append(first, source.data, source.offsets[row], source.lengths[row]);
      // All rows share the one copy.
      Arrays.fill(target.offsets, first, end, target.offsets[first]);
      Arrays.fill(target.lengths, first, end, target.lengths[first]);
    } else {
      throw new IllegalArgumentException("vectors of different classes");
    }
  }
}
