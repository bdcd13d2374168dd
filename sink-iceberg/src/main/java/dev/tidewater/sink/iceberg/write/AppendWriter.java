package dev.tidewater.sink.iceberg.write;

import dev.tidewater.types.vector.LongVector;
import dev.tidewater.zset.UpdateCursor;
import org.apache.iceberg.DataFile;

/**
 * Writes each update as a row of the change log; one of several copies as several rows, so that
 * {@code _mz_diff} is always 1 or -1. For one thread.
 */
final class AppendWriter {
  private final RowFiles<DataFile> data;
  private final LongVector diffs;
  private final LongVector times;

  AppendWriter(RowFiles<DataFile> data, LongVector diffs, LongVector times) {
    this.data = data;
    this.diffs = diffs;
    this.times = times;
  }

  /** Reads a cursor to its end. */
  void write(UpdateCursor cursor) {
    while (cursor.next()) {
      long diff = cursor.diff();
      for (long copy = Math.abs(diff); copy > 0; copy--) {
        data.makeRoom();
        int at = data.pending();
        diffs.values[at] = diff > 0 ? 1 : -1;
        times.values[at] = cursor.time();
        data.add(cursor.bytes(), cursor.offset(), cursor.length());
      }
    }
  }
}
