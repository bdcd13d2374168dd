package dev.tidewater.sink.iceberg.write;

import dev.tidewater.zset.UpdateCursor;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.jspecify.annotations.Nullable;

/**
 * One thread's share of writing the files of a commit.
 *
 * @param cursors what is left to write; may be shared with other tasks
 * @param writer writes a cursor to data and deletes
 */
record WriterTask(
    Queue<UpdateCursor> cursors,
    Consumer<UpdateCursor> writer,
    RowFiles<DataFile> data,
    @Nullable RowFiles<DeleteFile> deletes) {

  /** What one task wrote. */
  record Outcome(List<DataFile> data, List<DeleteFile> deletes) {}

  /**
   * @param stop asked between pages; throws if the others have failed
   */
  Outcome run(Runnable stop) {
    data.interruptibleBy(stop);
    for (UpdateCursor cursor = cursors.poll(); cursor != null; cursor = cursors.poll()) {
      try (UpdateCursor open = cursor) {
        writer.accept(open);
      }
    }
    return new Outcome(data.finish(), deletes == null ? List.of() : deletes.finish());
  }

  /** Deletes what was written. */
  void abort() {
    data.abort();
    if (deletes != null) {
      deletes.abort();
    }
    for (UpdateCursor left = cursors.poll(); left != null; left = cursors.poll()) {
      left.close();
    }
  }
}
