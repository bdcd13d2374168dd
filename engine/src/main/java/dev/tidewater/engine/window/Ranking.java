package dev.tidewater.engine.window;

import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.DoubleVector;
import dev.tidewater.types.vector.LongVector;

/** Functions of a row's place in its partition alone. */
final class Ranking implements WindowColumn {
  enum Kind {
    ROW_NUMBER,
    RANK,
    DENSE_RANK,
    PERCENT_RANK,
    CUME_DIST
  }

  private final Kind kind;

  Ranking(Kind kind) {
    this.kind = kind;
  }

  @Override
  public void evaluate(Partition partition, ColumnVector out) {
    for (int row = 0; row < partition.rows(); row++) {
      if (out instanceof LongVector numbers) {
        numbers.values[row] = number(partition, row);
      } else {
        ((DoubleVector) out).values[row] = share(partition, row);
      }
    }
  }

  private long number(Partition partition, int row) {
    return switch (kind) {
      case ROW_NUMBER -> row + 1;
      case RANK -> partition.peerStart(row) + 1;
      case DENSE_RANK -> partition.peerGroup(row) + 1;
      case PERCENT_RANK, CUME_DIST -> throw new IllegalStateException("a share is no number");
    };
  }

  private double share(Partition partition, int row) {
    int rows = partition.rows();
    return kind == Kind.CUME_DIST
        ? (double) partition.peerEnd(row) / rows
        : rows == 1 ? 0 : (double) partition.peerStart(row) / (rows - 1);
  }
}
