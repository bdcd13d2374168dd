package dev.tidewater.engine.window;

import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.LongVector;

/**
 * What an aggregate over a frame takes of a row.
 *
 * @param columns of its arguments
 * @param filter column of its filter, {@link #NO_FILTER} without one
 */
record AggregateInput(int[] columns, int filter) {
  static final int NO_FILTER = -1;

  boolean passes(Partition partition, int row) {
    if (filter == NO_FILTER) {
      return true;
    }
    LongVector condition = (LongVector) partition.column(filter);
    return !condition.isNull(row) && condition.values[row] != 0;
  }

  ColumnVector[] all(Partition partition) {
    ColumnVector[] vectors = new ColumnVector[columns.length];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = partition.column(columns[i]);
    }
    return vectors;
  }
}
