package dev.tidewater.engine.window;

import dev.tidewater.types.vector.BytesVector;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.DecimalVector;
import dev.tidewater.types.vector.DoubleVector;
import dev.tidewater.types.vector.Int128Vector;
import dev.tidewater.types.vector.IntervalVector;
import dev.tidewater.types.vector.LongVector;
import java.util.Arrays;

/** Compares values of vectors of one class: equal are those that can't be told apart. */
final class VectorEquality {
  private VectorEquality() {}

  static boolean isEqual(ColumnVector one, int row, ColumnVector other, int otherRow) {
    if (one.isNull(row) || other.isNull(otherRow)) {
      return one.isNull(row) && other.isNull(otherRow);
    }
    if (one instanceof LongVector a && other instanceof LongVector b) {
      return a.values[row] == b.values[otherRow];
    } else if (one instanceof DoubleVector a && other instanceof DoubleVector b) {
      return Double.doubleToRawLongBits(a.values[row])
          == Double.doubleToRawLongBits(b.values[otherRow]);
    } else if (one instanceof DecimalVector a && other instanceof DecimalVector b) {
      return a.values[row].equals(b.values[otherRow])
          && a.values[row].scale() == b.values[otherRow].scale();
    } else if (one instanceof Int128Vector a && other instanceof Int128Vector b) {
      return a.high[row] == b.high[otherRow] && a.low[row] == b.low[otherRow];
    } else if (one instanceof IntervalVector a && other instanceof IntervalVector b) {
      return a.months[row] == b.months[otherRow]
          && a.days[row] == b.days[otherRow]
          && a.micros[row] == b.micros[otherRow];
    } else if (one instanceof BytesVector a && other instanceof BytesVector b) {
      return isEqual(a, row, b, otherRow);
    }
    throw new IllegalArgumentException("vectors of different classes");
  }

  private static boolean isEqual(BytesVector a, int row, BytesVector b, int otherRow) {
    return Arrays.equals(
        a.data,
        a.offsets[row],
        a.offsets[row] + a.lengths[row],
        b.data,
        b.offsets[otherRow],
        b.offsets[otherRow] + b.lengths[otherRow]);
  }
}
