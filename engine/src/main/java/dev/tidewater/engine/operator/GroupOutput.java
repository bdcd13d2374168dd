package dev.tidewater.engine.operator;

import dev.tidewater.types.SqlType;
import dev.tidewater.types.row.ByteSink;
import dev.tidewater.types.row.RowDecoder;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import java.util.List;

/** Gathers the rows of a reduce: encoded keys, which are decoded together, and aggregates. */
final class GroupOutput {
  private final ChunkOutput output;
  private final RowDecoder keyDecoder;
  private final ColumnVector[] columns;
  private final ColumnVector[] keyColumns;
  private final int keyCount;
  private final ByteSink keys = new ByteSink();
  private final int[] starts = new int[ColumnVector.DEFAULT_CAPACITY];
  private final int[] ends = new int[ColumnVector.DEFAULT_CAPACITY];
  private final long[] diffs = new long[ColumnVector.DEFAULT_CAPACITY];
  private int count;

  GroupOutput(RowLayout keyLayout, List<SqlType> aggregateTypes, ChunkOutput output) {
    this.output = output;
    this.keyDecoder = keyLayout.decoder();
    this.keyCount = keyLayout.arity();
    this.keyColumns = keyLayout.allocate(ColumnVector.DEFAULT_CAPACITY);
    this.columns = new ColumnVector[keyCount + aggregateTypes.size()];
    System.arraycopy(keyColumns, 0, columns, 0, keyCount);
    for (int i = 0; i < aggregateTypes.size(); i++) {
      columns[keyCount + i] = Values.allocate(aggregateTypes.get(i), ColumnVector.DEFAULT_CAPACITY);
    }
  }

  /** Where the next row's aggregates are to be written. */
  int row() {
    return count;
  }

  ColumnVector aggregate(int index) {
    return columns[keyCount + index];
  }

  /** Completes the next row. */
  void add(byte[] key, int offset, int length, long diff) {
    starts[count] = keys.size();
    keys.putBytes(key, offset, length);
    ends[count] = keys.size();
    diffs[count] = diff;
    count++;
    if (count == diffs.length) {
      writeChunk();
    }
  }

  private void writeChunk() {
    keyDecoder.decode(keys.array(), starts, ends, count, keyColumns);
    output.write(columns, diffs, count);
    count = 0;
    keys.clear();
    for (int i = keyCount; i < columns.length; i++) {
      columns[i].clear();
    }
  }

  void flush() {
    if (count > 0) {
      writeChunk();
    }
    output.flush();
  }

  long memoryBytes() {
    return output.memoryBytes() + keys.array().length;
  }
}
