package dev.tidewater.engine.scalar;

import dev.tidewater.engine.function.Selection;
import dev.tidewater.types.vector.BytesVector;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.DecimalVector;
import dev.tidewater.types.vector.DoubleVector;
import dev.tidewater.types.vector.Int128Vector;
import dev.tidewater.types.vector.IntervalVector;
import dev.tidewater.types.vector.LongVector;

/** Copies selected rows of one vector to the same rows of another of its class. */
final class VectorCopy {
  private VectorCopy() {}

  static void copy(ColumnVector from, Selection selection, ColumnVector to) {
    if (from instanceof LongVector source && to instanceof LongVector target) {
      for (int i = 0; i < selection.count(); i++) {
        int row = selection.row(i);
        target.values[row] = source.values[row];
      }
    } else if (from instanceof DoubleVector source && to instanceof DoubleVector target) {
      for (int i = 0; i < selection.count(); i++) {
        int row = selection.row(i);
        target.values[row] = source.values[row];
      }
    } else if (from instanceof DecimalVector source && to instanceof DecimalVector target) {
      for (int i = 0; i < selection.count(); i++) {
        int row = selection.row(i);
        target.values[row] = source.values[row];
      }
    } else {
      copyCompound(from, selection, to);
    }
    copyNulls(from, selection, to);
  }

  private static void copyCompound(ColumnVector from, Selection selection, ColumnVector to) {
    if (from instanceof BytesVector source && to instanceof BytesVector target) {
      for (int i = 0; i < selection.count(); i++) {
        int row = selection.row(i);
        if (!from.isNull(row)) {
          target.append(row, source.data, source.offsets[row], source.lengths[row]);
        }
      }
    } else if (from instanceof Int128Vector source && to instanceof Int128Vector target) {
      for (int i = 0; i < selection.count(); i++) {
        int row = selection.row(i);
        target.high[row] = source.high[row];
        target.low[row] = source.low[row];
      }
    } else if (from instanceof IntervalVector source && to instanceof IntervalVector target) {
      for (int i = 0; i < selection.count(); i++) {
        int row = selection.row(i);
        target.months[row] = source.months[row];
        target.days[row] = source.days[row];
        target.micros[row] = source.micros[row];
      }
    } else {
      throw new IllegalArgumentException("vectors of different classes");
    }
  }

  private static void copyNulls(ColumnVector from, Selection selection, ColumnVector to) {
    if (from.hasNulls) {
      for (int i = 0; i < selection.count(); i++) {
        int row = selection.row(i);
        if (from.nulls[row]) {
          to.setNull(row);
        }
      }
    }
  }
}
