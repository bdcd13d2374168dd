package dev.tidewater.sink.iceberg.write;

import dev.tidewater.store.StoredChanges;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.Page;
import dev.tidewater.zset.UpdateCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A sorted run of updates that waits to be written. */
sealed interface Run extends AutoCloseable permits Run.InMemory, Run.InStore, SpilledRun {
  UpdateCursor cursor();

  long updates();

  /** First rows of its pages, in order: where it can be cut into ranges of about equal size. */
  List<byte[]> heads();

  @Override
  void close();

  /** A batch as it came from the store, whose memory it may share. */
  record InMemory(Batch batch) implements Run {
    @Override
    public UpdateCursor cursor() {
      return batch.cursor();
    }

    @Override
    public long updates() {
      return batch.updates();
    }

    @Override
    public List<byte[]> heads() {
      List<byte[]> heads = new ArrayList<>(batch.pages().size());
      for (Page page : batch.pages()) {
        int start = page.offset(0);
        heads.add(Arrays.copyOfRange(page.bytes(), start, start + page.length(0)));
      }
      return heads;
    }

    @Override
    public void close() {}
  }

  /** Changes that stay in the store until they are written. */
  record InStore(StoredChanges changes) implements Run {
    @Override
    public UpdateCursor cursor() {
      return changes.cursor();
    }

    @Override
    public long updates() {
      return changes.updates();
    }

    @Override
    public List<byte[]> heads() {
      return changes.heads();
    }

    @Override
    public void close() {
      changes.close();
    }
  }
}
