package dev.tidewater.store.local;

import static dev.tidewater.store.Updates.rows;
import static dev.tidewater.store.Updates.timed;
import static dev.tidewater.store.Updates.updates;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.store.Append;
import dev.tidewater.store.AppendOutcome;
import dev.tidewater.store.ChangeReader;
import dev.tidewater.store.Changes;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.GroupId;
import dev.tidewater.store.Hold;
import dev.tidewater.store.Snapshot;
import dev.tidewater.store.StoreOptions;
import dev.tidewater.zset.Batch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writers, readers, holders and the store's own thread at once, on the real disk. */
class LocalStoreConcurrencyTest {
  private static final int WRITERS = 3;
  private static final int APPENDS = 150;

  @Test
  void whoReadsWhileOthersWriteSeesEachTimeWhole(@TempDir Path directory) throws Exception {
    StoreOptions options = StoreOptions.defaults().withRetentionMillis(3).withHandOverBytes(4_000);
    ExecutorService threads = Executors.newFixedThreadPool(3 * WRITERS);
    try (CollectionStore store = LocalStore.open(directory, options)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        GroupId group = new GroupId("g" + i);
        CollectionId id = new CollectionId(i);
        store.createGroup(group, 1);
        store.createCollection(id, group);
        running.add(threads.submit(writer(store, group, id)));
        running.add(threads.submit(follower(store, id)));
        running.add(threads.submit(peeker(store, id)));
      }
      for (Future<?> future : running) {
        future.get();
      }
    } finally {
      threads.shutdownNow();
    }
    try (CollectionStore store = LocalStore.open(directory, options)) {
      for (int i = 0; i < WRITERS; i++) {
        assertThat(sizeAt(store, new CollectionId(i), APPENDS)).isEqualTo(1);
      }
    }
  }

  /** At time t there is exactly one row, which says t. */
  private static Callable<Void> writer(CollectionStore store, GroupId group, CollectionId id) {
    return () -> {
      for (int time = 1; time <= APPENDS; time++) {
        Batch batch =
            updates().add(row(time), time, 1).add(row(time - 1), time, time == 1 ? 0 : -1).batch();
        Append append = new Append(group, time, time + 1, new TreeMap<>(Map.of(id, batch)), null);
        assertThat(store.append(append)).isEqualTo(new AppendOutcome.Appended());
      }
      return null;
    };
  }

  private static String row(int time) {
    return "at " + time;
  }

  private static Callable<Void> follower(CollectionStore store, CollectionId id) {
    return () -> {
      Semaphore signals = new Semaphore(0);
      List<Batch> seen = new ArrayList<>();
      try (ChangeReader reader = store.changes(id, 1)) {
        reader.onProgress(signals::release);
        while (reader.position() <= APPENDS) {
          signals.acquire();
          Changes changes = reader.poll(7);
          while (changes != null) {
            seen.addAll(changes.batches());
            changes = reader.poll(7);
          }
        }
      }
      Map<String, Long> expected = new TreeMap<>();
      for (int time = 1; time <= APPENDS; time++) {
        expected.put(row(time) + "@" + time, 1L);
        if (time > 1) {
          expected.put(row(time - 1) + "@" + time, -1L);
        }
      }
      assertThat(timed(seen)).isEqualTo(expected);
      return null;
    };
  }

  private static Callable<Void> peeker(CollectionStore store, CollectionId id) {
    return () -> {
      for (int time = 1; time <= APPENDS; time++) {
        try (Hold hold = store.volatileHold(id)) {
          long readable = Math.max(hold.time(), time);
          store.awaitReadable(id, readable).get();
          assertThat(rowsAt(store, id, readable)).containsOnlyKeys(row((int) readable));
        }
        if (time % 10 == 0) {
          store.hold(id, "sink", store.status(id).orElseThrow().upper());
        }
      }
      return null;
    };
  }

  private static Map<String, Long> rowsAt(CollectionStore store, CollectionId id, long time) {
    try (Snapshot snapshot = store.snapshot(id, time)) {
      return rows(snapshot.rows());
    }
  }

  private static int sizeAt(CollectionStore store, CollectionId id, long time) {
    return rowsAt(store, id, time).size();
  }
}
