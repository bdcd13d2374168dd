package dev.tidewater.host.local;

import dev.tidewater.store.CollectionId;
import dev.tidewater.store.Hold;
import dev.tidewater.store.Snapshot;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.Merge;
import dev.tidewater.zset.Spine;
import dev.tidewater.zset.UpdateCursor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * The rows of a relation in memory, in the order of an index's key, with their recent history:
 * readable exactly at times in {@code [since, upper)}, like a collection of the store.
 *
 * <p>One thread writes, any may read. A reader sees the rows at its time whatever is written
 * meanwhile.
 */
public final class Arrangement {
  /**
   * Milliseconds of history that are kept for readers whose time lies somewhat back, because
   * another input of theirs is behind: about a tick.
   */
  private static final long HISTORY_MILLIS = 1_000;

  private final CollectionId relation;
  private final RowLayout layout;
  private final Spine rows = new Spine();
  private final Spine errors = new Spine();

  /** Changes after the since, each of one time. */
  private final NavigableMap<Long, Changes> recent = new TreeMap<>();

  private final Set<ArrangementHold> holds = new HashSet<>();
  private final NavigableMap<Long, List<CompletableFuture<Void>>> waiting = new TreeMap<>();
  private long since;
  private long upper;
  private boolean closed;

  private record Changes(List<Batch> rows, List<Batch> errors) {
    Changes() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  /**
   * @param layout of the rows; its key is the index's
   */
  Arrangement(CollectionId relation, RowLayout layout) {
    this.relation = relation;
    this.layout = layout;
  }

  /** The relation whose rows these are. */
  public CollectionId relation() {
    return relation;
  }

  public RowLayout layout() {
    return layout;
  }

  /** The earliest time that can be read. */
  public synchronized long since() {
    return since;
  }

  /** The first time that is not complete yet; 0 until the rows are all there. */
  public synchronized long upper() {
    return upper;
  }

  /** Whether it holds all rows and is kept up to date. */
  public synchronized boolean isReadable() {
    return upper > 0 && !closed;
  }

  /** Bytes of memory. */
  public synchronized long memoryBytes() {
    long bytes = rows.sizeBytes() + errors.sizeBytes();
    for (Changes changes : recent.values()) {
      for (Batch batch : changes.rows()) {
        bytes += batch.sizeBytes();
      }
    }
    return bytes;
  }

  /** Updates held; not less than the number of rows. */
  public synchronized long updates() {
    long updates = rows.updates();
    for (Changes changes : recent.values()) {
      for (Batch batch : changes.rows()) {
        updates += batch.updates();
      }
    }
    return updates;
  }

  /** Keeps the earliest readable time from moving. */
  public synchronized Hold hold() {
    ArrangementHold hold = new ArrangementHold(this, since);
    holds.add(hold);
    return hold;
  }

  synchronized void released(ArrangementHold hold) {
    holds.remove(hold);
  }

  /** Completes once the rows can be read at a time; fails when the index goes before. */
  public synchronized CompletableFuture<Void> awaitReadable(long time) {
    if (closed) {
      return CompletableFuture.failedFuture(gone());
    }
    if (upper > time) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> future = new CompletableFuture<>();
    waiting.computeIfAbsent(time, t -> new ArrayList<>()).add(future);
    return future;
  }

  private static TidewaterException gone() {
    return new TidewaterException(
            ErrorCode.SERIALIZATION_FAILURE, "an index that the query reads was dropped meanwhile")
        .hint("Try again.");
  }

  /** Returns unless an error is live at a time: then throws the first. */
  void checkErrors(long asOf) {
    List<UpdateCursor> cursors = new ArrayList<>();
    synchronized (this) {
      requireReadable(asOf);
      if (errors.isEmpty() && recent.values().stream().allMatch(c -> c.errors().isEmpty())) {
        return;
      }
      cursors.add(errors.cursor());
      recent
          .headMap(asOf, true)
          .values()
          .forEach(c -> c.errors().forEach(b -> cursors.add(b.cursor())));
    }
    ErrorRows.throwFirst(Merge.cursors(cursors));
  }

  private void requireReadable(long asOf) {
    if (asOf < since || asOf >= upper) {
      throw new TidewaterException(
              ErrorCode.INPUT_COMPACTED,
              "the index can't be read at {time}: it holds [{since}, {upper})")
          .with("time", asOf)
          .with("since", since)
          .with("upper", upper);
    }
  }

  /** The rows at a time in {@code [since, upper)}. */
  Snapshot snapshot(long asOf) {
    return new ArrangementSnapshot(this, asOf);
  }

  synchronized UpdateCursor rowsAt(long asOf) {
    requireReadable(asOf);
    List<UpdateCursor> cursors = new ArrayList<>();
    cursors.add(rows.cursor());
    recent
        .headMap(asOf, true)
        .values()
        .forEach(c -> c.rows().forEach(b -> cursors.add(b.cursor())));
    return cursors.size() == 1 ? cursors.get(0) : Merge.cursors(cursors);
  }

  // --- for the one who writes

  synchronized void addRows(long time, Batch batch) {
    if (upper == 0) {
      rows.insert(batch);
    } else {
      recent.computeIfAbsent(time, t -> new Changes()).rows().add(batch.stampedAt(0));
    }
  }

  synchronized void addErrors(long time, Batch batch) {
    if (upper == 0) {
      errors.insert(batch);
    } else {
      recent.computeIfAbsent(time, t -> new Changes()).errors().add(batch.stampedAt(0));
    }
  }

  /** All before a time is there. */
  void advanceTo(long newUpper) {
    List<CompletableFuture<Void>> ready = new ArrayList<>();
    synchronized (this) {
      if (upper == 0) {
        since = newUpper - 1;
      }
      upper = newUpper;
      compact();
      NavigableMap<Long, List<CompletableFuture<Void>>> reached = waiting.headMap(newUpper, false);
      reached.values().forEach(ready::addAll);
      reached.clear();
    }
    ready.forEach(future -> future.complete(null));
  }

  private void compact() {
    long target = upper - 1 - HISTORY_MILLIS;
    for (ArrangementHold hold : holds) {
      target = Math.min(target, hold.time());
    }
    if (target <= since) {
      return;
    }
    since = target;
    NavigableMap<Long, Changes> old = recent.headMap(since, true);
    for (Map.Entry<Long, Changes> entry : old.entrySet()) {
      entry.getValue().rows().forEach(rows::insert);
      entry.getValue().errors().forEach(errors::insert);
    }
    old.clear();
  }

  /** Tidies up; true if there is more to do. */
  synchronized boolean maintain(long fuel) {
    return rows.maintain(fuel);
  }

  void close() {
    List<CompletableFuture<Void>> left = new ArrayList<>();
    synchronized (this) {
      closed = true;
      waiting.values().forEach(left::addAll);
      waiting.clear();
    }
    left.forEach(future -> future.completeExceptionally(gone()));
  }
}
