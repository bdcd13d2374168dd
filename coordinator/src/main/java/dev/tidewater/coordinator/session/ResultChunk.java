package dev.tidewater.coordinator.session;

import dev.tidewater.types.vector.ColumnVector;
import java.util.List;

/**
 * Some rows of a result, a vector for each column; valid until the next chunk is asked for.
 *
 * @param first position of the first row in the vectors
 * @param rows how many; none only where {@link RowStream#next} says so
 */
public record ResultChunk(int first, int rows, List<ColumnVector> columns) {
  /** Rows from the beginning of the vectors on. */
  public ResultChunk(int rows, List<ColumnVector> columns) {
    this(0, rows, columns);
  }

  /** No rows. */
  public static ResultChunk empty() {
    return new ResultChunk(0, 0, List.of());
  }

  public boolean isEmpty() {
    return rows == 0;
  }

  /** The first {@code count} rows, or all if there are fewer. */
  public ResultChunk head(long count) {
    return count >= rows ? this : new ResultChunk(first, (int) count, columns);
  }

  /** The rows behind the first {@code count}. */
  public ResultChunk tail(long count) {
    int skipped = (int) Math.min(rows, count);
    return new ResultChunk(first + skipped, rows - skipped, columns);
  }
}
