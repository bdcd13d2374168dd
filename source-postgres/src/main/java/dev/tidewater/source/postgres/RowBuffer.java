package dev.tidewater.source.postgres;

import dev.tidewater.types.row.ByteSink;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.BatchBuilder;
import java.util.Arrays;

/**
 * Encoded rows with their diffs, in the order they came: first those of committed transactions,
 * behind them those of the transaction that is still open. One thread at a time.
 */
final class RowBuffer {
  private final BatchBuilder builder = new BatchBuilder();
  private final ByteSink bytes = new ByteSink();
  private int[] ends = new int[16];
  private long[] diffs = new long[16];
  private int count;
  private int committed;

  /** Where the next row is to be encoded; then {@link #endRow} or {@link #abandonRow}. */
  ByteSink sink() {
    return bytes;
  }

  /** Takes what was written to the sink since the last row as a row of the open transaction. */
  void endRow(long diff) {
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, count * 2);
      diffs = Arrays.copyOf(diffs, count * 2);
    }
    ends[count] = bytes.size();
    diffs[count] = diff;
    count++;
  }

  /** Forgets what was written to the sink since the last row. */
  void abandonRow() {
    bytes.truncate(start(count));
  }

  void add(byte[] source, int offset, int length, long diff) {
    bytes.putBytes(source, offset, length);
    endRow(diff);
  }

  /** The open transaction's rows are now those of a committed one. */
  void commit() {
    committed = count;
  }

  /** Forgets the open transaction's rows. */
  void rollback() {
    count = committed;
    bytes.truncate(start(count));
  }

  boolean hasCommitted() {
    return committed > 0;
  }

  boolean hasOpen() {
    return count > committed;
  }

  /** Bytes of the rows and of what is kept for each. */
  long sizeBytes() {
    return bytes.size() + (long) count * (Integer.BYTES + Long.BYTES);
  }

  /** Takes the committed transactions' rows out, sorted, all at the given time. */
  Batch takeCommitted(long time) {
    Batch batch = sorted(0, committed, time);
    int shift = start(committed);
    int open = count - committed;
    System.arraycopy(bytes.array(), shift, bytes.array(), 0, bytes.size() - shift);
    bytes.truncate(bytes.size() - shift);
    for (int i = 0; i < open; i++) {
      ends[i] = ends[committed + i] - shift;
      diffs[i] = diffs[committed + i];
    }
    count = open;
    committed = 0;
    return batch;
  }

  /** Takes the open transaction's rows out, sorted, all at the given time. */
  Batch takeOpen(long time) {
    Batch batch = sorted(committed, count, time);
    rollback();
    return batch;
  }

  private Batch sorted(int from, int to, long time) {
    for (int i = from; i < to; i++) {
      int start = start(i);
      builder.add(bytes.array(), start, ends[i] - start, time, diffs[i]);
    }
    return builder.build();
  }

  private int start(int row) {
    return row == 0 ? 0 : ends[row - 1];
  }
}
