package dev.tidewater.engine.window;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.LongVector;

/** Cuts a partition into parts of equal size, the first ones a row longer if need be. */
final class Ntile implements WindowColumn {
  private final int argument;

  /**
   * @param argument column of the number of parts; that of the partition's first row counts
   */
  Ntile(int argument) {
    this.argument = argument;
  }

  @Override
  public void evaluate(Partition partition, ColumnVector out) {
    LongVector counts = (LongVector) partition.column(argument);
    LongVector parts = (LongVector) out;
    if (partition.rows() == 0) {
      return;
    }
    if (counts.isNull(0)) {
      for (int row = 0; row < partition.rows(); row++) {
        parts.setNull(row);
      }
      return;
    }
    long count = counts.values[0];
    if (count <= 0) {
      throw new TidewaterException(
          ErrorCode.INVALID_ARGUMENT_FOR_NTILE_FUNCTION,
          "argument of ntile must be greater than zero");
    }
    long size = partition.rows() / count;
    long longer = partition.rows() % count;
    long inLonger = longer * (size + 1);
    for (int row = 0; row < partition.rows(); row++) {
      parts.values[row] =
          row < inLonger ? row / (size + 1) + 1 : longer + (row - inLonger) / size + 1;
    }
  }
}
