package dev.tidewater.host.local;

import dev.tidewater.store.Append;
import dev.tidewater.store.AppendOutcome;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.StagedPart;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.zset.Batch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes a view's two collections by compare-and-append. An append whose outcome is unknown is kept
 * and tried again; the upper tells whether it had been applied. Appends behind it wait.
 */
final class ViewWriter implements AutoCloseable {
  /** Whether time that passes without changes is made durable. */
  enum Write {
    DURABLE,
    DURABLE_IF_CHANGED
  }

  /** Progress of the group once the view was filled for the first time. */
  private static final byte[] FILLED = {1};

  /**
   * Milliseconds of the timeline after which an idle view's upper is made durable, so that the
   * holds on its inputs can follow: once a minute costs nothing, and compaction can wait for it.
   */
  private static final long IDLE_DURABLE_MILLIS = 60_000;

  private final CollectionStore store;
  private final MaintainRequest request;
  private final InputHolds holds;
  private final List<Batch> rows = new ArrayList<>();
  private final List<Batch> errors = new ArrayList<>();
  private final Deque<Append> pending = new ArrayDeque<>();
  private @Nullable TidewaterException failure;
  private long upper;
  private boolean outcomeUnknown;

  ViewWriter(CollectionStore store, MaintainRequest request, InputHolds holds) {
    this.store = store;
    this.request = request;
    this.holds = holds;
  }

  /**
   * Makes the view's group and collections where they are missing.
   *
   * @param time of the first rows of a view that is made now
   * @return true if the view was never filled
   */
  boolean open(long time) {
    store.createGroup(request.group(), time);
    for (CollectionId id : List.of(request.output(), request.errors())) {
      if (store.status(id).isEmpty()) {
        store.createCollection(id, request.group());
      }
    }
    upper = store.upper(request.group());
    return store.progress(request.group()) == null;
  }

  static TidewaterException missing(CollectionId id) {
    return new TidewaterException(
            ErrorCode.UNDEFINED_OBJECT, "collection {collection} does not exist")
        .with("collection", id);
  }

  /** Where the view's upper stands, or will once all appends went through. */
  long upper() {
    return upper;
  }

  /** True if no append waits. */
  boolean isClear() {
    return pending.isEmpty();
  }

  /** Why the last append did not go through; null if it did. */
  @Nullable TidewaterException failure() {
    return failure;
  }

  /** Notes changes at a time, which was not noted before, for the next write. */
  void add(long time, Batch newRows, Batch newErrors) {
    if (!newRows.isEmpty()) {
      rows.add(newRows.stampedAt(time));
    }
    if (!newErrors.isEmpty()) {
      errors.add(newErrors.stampedAt(time));
    }
  }

  /**
   * Moves the upper, with all that was noted.
   *
   * @param staged rows written ahead, which get the time before the new upper
   */
  void write(long newUpper, List<StagedPart> staged, Write write) {
    boolean changed = !rows.isEmpty() || !errors.isEmpty() || !staged.isEmpty();
    boolean holdsWait = newUpper - 1 - holds.time() >= IDLE_DURABLE_MILLIS;
    if (!changed && write == Write.DURABLE_IF_CHANGED && !holdsWait && pending.isEmpty()) {
      store.advance(request.group(), newUpper);
      upper = newUpper;
      return;
    }
    SortedMap<CollectionId, Batch> batches = new TreeMap<>();
    put(batches, request.output(), rows);
    put(batches, request.errors(), errors);
    pending.add(new Append(request.group(), upper, newUpper, batches, staged, FILLED));
    upper = newUpper;
    retry();
  }

  private static void put(
      SortedMap<CollectionId, Batch> batches, CollectionId id, List<Batch> changes) {
    Batch merged = Batch.merged(changes);
    changes.clear();
    if (!merged.isEmpty()) {
      batches.put(id, merged);
    }
  }

  /**
   * Goes on with the appends that wait; false if one failed again.
   *
   * @throws TidewaterException FENCED if someone else writes the view
   */
  boolean retry() {
    while (true) {
      Append append = pending.peek();
      if (append == null) {
        failure = null;
        return true;
      }
      try {
        apply(append);
      } catch (TidewaterException e) {
        if (e.code() == ErrorCode.FENCED) {
          throw e;
        }
        outcomeUnknown = true;
        failure = e;
        return false;
      }
      pending.remove();
      outcomeUnknown = false;
      followWithHolds(append.newUpper() - 1);
    }
  }

  private void apply(Append append) {
    if (outcomeUnknown && store.upper(request.group()) == append.newUpper()) {
      return;
    }
    AppendOutcome outcome = store.append(append);
    if (outcome instanceof AppendOutcome.UpperMismatch mismatch) {
      throw new TidewaterException(
              ErrorCode.FENCED,
              "the view is written by someone else: upper {actual}, not {expected}")
          .with("actual", mismatch.actualUpper())
          .with("expected", append.expectedUpper());
    }
  }

  private void followWithHolds(long time) {
    if (holds.lagBehind(time)) {
      holds.advanceTo(time);
    }
  }

  @Override
  public void close() {
    for (Append append : pending) {
      append.staged().forEach(StagedPart::close);
    }
    pending.clear();
  }
}
