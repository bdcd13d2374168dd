package dev.tidewater.engine.window;

import dev.tidewater.types.vector.ColumnVector;

/** Computes one window function over partitions. One thread at a time. */
interface WindowColumn {
  /**
   * Writes the function's value for each row.
   *
   * @param out a clear vector with room for all rows of the partition
   * @throws dev.tidewater.types.TidewaterException if an argument makes no sense, or there is no
   *     value of the type: the whole partition has that error then
   */
  void evaluate(Partition partition, ColumnVector out);
}
