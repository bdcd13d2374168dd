package dev.tidewater.host.local;

import dev.tidewater.store.ChangeReader;
import dev.tidewater.store.Changes;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.BatchBuilder;
import dev.tidewater.zset.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Changes of one collection that were read and not yet worked on, by their time. */
final class InputChanges implements AutoCloseable {
  /**
   * Updates read at a time, and beyond which no more are read while another input is behind: some
   * good steps' worth.
   */
  private static final long MOST_UPDATES = 100_000;

  private final CollectionId collection;
  private final ChangeReader reader;
  private final TreeMap<Long, List<Batch>> byTime = new TreeMap<>();
  private long frontier;
  private long updates;

  InputChanges(CollectionStore store, CollectionId collection, long from, Runnable signal) {
    this.collection = collection;
    this.frontier = from;
    this.reader = store.changes(collection, from);
    reader.onProgress(signal);
  }

  CollectionId collection() {
    return collection;
  }

  /** All changes before this time were read. */
  long frontier() {
    return frontier;
  }

  /** Reads on, unless enough is there; true if something came. */
  boolean poll() {
    if (updates >= MOST_UPDATES) {
      return false;
    }
    Changes changes = reader.poll(MOST_UPDATES);
    if (changes == null) {
      return false;
    }
    changes.batches().forEach(this::sortIn);
    frontier = changes.upper();
    return true;
  }

  private void sortIn(Batch batch) {
    updates += batch.updates();
    long first = batch.pages().get(0).time(0);
    if (batch.pages().stream().allMatch(p -> p.hasUniformTime() && p.time(0) == first)) {
      byTime.computeIfAbsent(first, t -> new ArrayList<>()).add(batch);
      return;
    }
    SortedMap<Long, BatchBuilder> builders = new TreeMap<>();
    for (Page page : batch.pages()) {
      for (int i = 0; i < page.count(); i++) {
        builders
            .computeIfAbsent(page.time(i), t -> new BatchBuilder())
            .add(page.bytes(), page.offset(i), page.length(i), page.time(i), page.diff(i));
      }
    }
    builders.forEach(
        (time, builder) ->
            byTime.computeIfAbsent(time, t -> new ArrayList<>()).add(builder.build()));
  }

  /** The times before another at which something changed, ascending. */
  List<Long> timesBefore(long time) {
    return new ArrayList<>(byTime.headMap(time).keySet());
  }

  /** What changed at a time; it is forgotten here. */
  List<Batch> take(long time) {
    List<Batch> batches = byTime.remove(time);
    if (batches == null) {
      return List.of();
    }
    batches.forEach(b -> updates -= b.updates());
    return batches;
  }

  @Override
  public void close() {
    reader.close();
  }
}
