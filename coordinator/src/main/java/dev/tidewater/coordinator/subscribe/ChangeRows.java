package dev.tidewater.coordinator.subscribe;

import dev.tidewater.coordinator.session.ResultChunk;
import dev.tidewater.coordinator.session.ResultColumn;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.LongVector;
import dev.tidewater.zset.UpdateCursor;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers changes as rows, a chunk at a time. Changes of several times may stand in a chunk. Used
 * by one thread.
 */
public abstract class ChangeRows {
  private final ChangeFormat format;
  private final LongVector times = new LongVector(ColumnVector.DEFAULT_CAPACITY);

  /** All false: a row with data is no progress. */
  private final LongVector progressed = new LongVector(ColumnVector.DEFAULT_CAPACITY);

  private int count;

  ChangeRows(ChangeFormat format) {
    this.format = format;
  }

  /** Prepares the changes of a time for {@link #readFrom}. */
  public UpdateCursor opened(UpdateCursor changes) {
    return changes;
  }

  /**
   * Reads changes until the chunk is full or they are at their end.
   *
   * @return false at the end
   */
  public abstract boolean readFrom(UpdateCursor changes, long time);

  /** The columns behind mz_timestamp and mz_progressed. */
  abstract List<ColumnVector> takeColumns(int rows);

  /** Notes that a row was added; gives its position. */
  final int added(long time) {
    times.values[count] = time;
    return count++;
  }

  final int nextPosition() {
    return count;
  }

  public final boolean isFull() {
    return count == ColumnVector.DEFAULT_CAPACITY;
  }

  public final boolean isEmpty() {
    return count == 0;
  }

  /** What was gathered; valid until more is read. */
  public final ResultChunk take() {
    List<ColumnVector> columns = new ArrayList<>();
    columns.add(times);
    if (format.showsProgress()) {
      columns.add(progressed);
    }
    int rows = count;
    columns.addAll(takeColumns(rows));
    count = 0;
    return new ResultChunk(rows, columns);
  }

  /** A row which tells that everything before a time has been told. */
  public final ResultChunk progress(long time) {
    List<ColumnVector> columns = new ArrayList<>();
    for (ResultColumn column : format.resultColumns()) {
      ColumnVector vector = Values.allocate(column.type(), 1);
      if (columns.isEmpty()) {
        ((LongVector) vector).values[0] = time;
      } else if (columns.size() == 1) {
        ((LongVector) vector).values[0] = 1;
      } else {
        vector.setNull(0);
      }
      columns.add(vector);
    }
    return new ResultChunk(1, columns);
  }
}
