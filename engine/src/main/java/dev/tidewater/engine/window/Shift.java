package dev.tidewater.engine.window;

import dev.tidewater.engine.operator.VectorRepeat;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.LongVector;

/** lag and lead: the value of a row some rows away. */
final class Shift implements WindowColumn {
  enum Direction {
    BACK,
    AHEAD
  }

  private static final int NONE = -1;

  private final Direction direction;
  private final int value;
  private final int distance;
  private final int otherwise;

  /**
   * @param columns of the value, then perhaps of the distance, then perhaps of the default
   */
  Shift(Direction direction, int[] columns) {
    this.direction = direction;
    this.value = columns[0];
    this.distance = columns.length > 1 ? columns[1] : NONE;
    this.otherwise = columns.length > 2 ? columns[2] : NONE;
  }

  @Override
  public void evaluate(Partition partition, ColumnVector out) {
    ColumnVector values = partition.column(value);
    for (int row = 0; row < partition.rows(); row++) {
      if (distance != NONE && partition.column(distance).isNull(row)) {
        out.setNull(row);
        continue;
      }
      long target =
          direction == Direction.BACK ? row - by(partition, row) : row + by(partition, row);
      if (target >= 0 && target < partition.rows()) {
        VectorRepeat.repeat(values, (int) target, out, row, 1);
      } else if (otherwise == NONE) {
        out.setNull(row);
      } else {
        VectorRepeat.repeat(partition.column(otherwise), row, out, row, 1);
      }
    }
  }

  private long by(Partition partition, int row) {
    return distance == NONE ? 1 : ((LongVector) partition.column(distance)).values[row];
  }
}
