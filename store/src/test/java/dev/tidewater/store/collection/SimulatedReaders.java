package dev.tidewater.store.collection;

import static dev.tidewater.store.Updates.rows;
import static dev.tidewater.store.Updates.timed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.store.ChangeReader;
import dev.tidewater.store.Changes;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStatus;
import dev.tidewater.store.Snapshot;
import dev.tidewater.store.StoredChanges;
import dev.tidewater.store.collection.StoreModel.ModelGroup;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.UpdateCursor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Those who read: snapshots kept open for a while, and readers of changes. */
final class SimulatedReaders {
  static final int MAX_OPEN = 4;

  private final SimulationRun run;
  private final List<OpenSnapshot> snapshots = new ArrayList<>();
  private final List<OpenReader> readers = new ArrayList<>();

  private record OpenSnapshot(CollectionId id, Snapshot snapshot, SortedMap<String, Long> rows) {}

  /** A reader and all that it has given. */
  private static final class OpenReader {
    final CollectionId id;
    final ChangeReader reader;
    final long from;
    final List<Batch> given = new ArrayList<>();
    boolean busy;

    OpenReader(CollectionId id, ChangeReader reader, long from) {
      this.id = id;
      this.reader = reader;
      this.from = from;
    }
  }

  SimulatedReaders(SimulationRun run) {
    this.run = run;
  }

  boolean areIdle() {
    return snapshots.isEmpty() && readers.isEmpty();
  }

  void closeOne() {
    if (!readers.isEmpty()) {
      OpenReader open = run.any(readers);
      if (!open.busy) {
        readers.remove(open);
        open.reader.close();
      }
    }
  }

  void closeAll() {
    snapshots.forEach(open -> open.snapshot.close());
    readers.forEach(open -> open.reader.close());
    forget();
  }

  void forget() {
    snapshots.clear();
    readers.clear();
  }

  void checkSince() {
    for (OpenReader open : readers) {
      CollectionStatus status = run.store().status(open.id).orElseThrow();
      assertThat(status.since()).isLessThanOrEqualTo(open.reader.position());
    }
  }

  void openSnapshot() {
    if (snapshots.size() >= MAX_OPEN) {
      return;
    }
    CollectionId id = run.any(run.model.collections());
    long time = run.anyReadable(id);
    run.note("snapshot " + id + " at " + time);
    SortedMap<String, Long> expected = run.model.collection(id).rowsAt(time);
    snapshots.add(new OpenSnapshot(id, run.store().snapshot(id, time), expected));
  }

  void checkSnapshot() {
    if (snapshots.isEmpty()) {
      return;
    }
    OpenSnapshot open = snapshots.remove(run.random.nextInt(snapshots.size()));
    run.note("read snapshot of " + open.id + " at " + open.snapshot.asOf());
    run.saw(Seen.SNAPSHOT_READ_LATER);
    checkRows(open);
    open.snapshot.close();
  }

  void checkRows(OpenSnapshot open) {
    switch (run.random.nextInt(3)) {
      case 0 -> assertThat(rows(open.snapshot.rows())).isEqualTo(open.rows);
      case 1 -> {
        Map<String, Long> together = new TreeMap<>();
        for (UpdateCursor part : open.snapshot.split(3)) {
          together.putAll(rows(part));
        }
        assertThat(together).isEqualTo(open.rows);
      }
      default -> {
        String prefix = String.format("%02d", run.random.nextInt(SimulatedWriters.ROWS));
        Map<String, Long> expected = new TreeMap<>(open.rows);
        expected.keySet().removeIf(row -> !row.startsWith(prefix));
        byte[] bytes = prefix.getBytes(StandardCharsets.UTF_8);
        assertThat(rows(open.snapshot.rowsWithPrefix(bytes))).isEqualTo(expected);
      }
    }
  }

  void openReader() {
    if (readers.size() >= MAX_OPEN) {
      return;
    }
    CollectionId id = run.any(run.model.collections());
    long from = run.anyReadable(id);
    run.note("changes of " + id + " from " + from);
    readers.add(new OpenReader(id, run.store().changes(id, from), from));
  }

  void pollReader() {
    List<OpenReader> idle = readers.stream().filter(reader -> !reader.busy).toList();
    if (idle.isEmpty()) {
      return;
    }
    OpenReader open = run.any(idle);
    if (run.random.nextInt(4) == 0) {
      checkStoredChanges(open);
    }
    run.note("poll " + open.id + " from " + open.reader.position());
    long position = open.reader.position();
    open.busy = true;
    Changes changes = open.reader.poll(1 + run.random.nextInt(20));
    open.busy = false;
    if (changes == null) {
      return;
    }
    assertThat(changes.lower()).isEqualTo(position);
    assertThat(changes.upper()).isGreaterThan(position).isEqualTo(open.reader.position());
    open.given.addAll(changes.batches());
    if (position < run.model.groupOf(open.id).durableUpper) {
      run.saw(Seen.LATE_CHANGES);
    }
    ModelGroup group = run.model.groupOf(open.id);
    if (group.pending == null) {
      assertThat(timed(open.given))
          .as("changes of %s from %s to %s", open.id, open.from, changes.upper())
          .isEqualTo(run.model.collection(open.id).changes(open.from, changes.upper()));
    }
  }

  /** What lies behind a reader's position, which it holds, as a range. */
  private void checkStoredChanges(OpenReader open) {
    long from = open.reader.position() + 1;
    long to = run.store().status(open.id).orElseThrow().upper();
    if (from >= to || run.model.groupOf(open.id).pending != null) {
      return;
    }
    run.note("stored changes of " + open.id + " from " + from + " to " + to);
    Map<String, Long> expected = run.model.collection(open.id).changes(from, to);
    open.busy = true;
    try (StoredChanges changes = run.store().storedChanges(open.id, from, to)) {
      assertThat(timed(changes.cursor())).isEqualTo(expected);
    } finally {
      open.busy = false;
    }
  }
}
