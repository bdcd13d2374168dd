package dev.tidewater.store.collection;

import dev.tidewater.zset.Batch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The last appended batches of one collection, kept in memory while change readers of this process
 * follow it. A bound on the bytes, shared by all collections of the store, drops the oldest first.
 *
 * <p>Always holds: every update with a time at or after {@link #coveredFrom} and before the group's
 * upper is in here. Safe for use by many threads.
 */
final class RecentChanges {
  /** What one append brought: all updates of the collection in {@code [lower, upper)}. */
  record Appended(long lower, long upper, Batch batch) {}

  private final AtomicLong heldBytes;
  private final long capacityBytes;
  private final Deque<Appended> appended = new ArrayDeque<>();
  private long coveredFrom;
  private int readers;

  /**
   * @param heldBytes what all collections of the store hold together
   */
  RecentChanges(AtomicLong heldBytes, long capacityBytes) {
    this.heldBytes = heldBytes;
    this.capacityBytes = capacityBytes;
  }

  /** A reader comes; called under the group's lock, so that {@code upper} is the present one. */
  synchronized void join(long upper) {
    if (readers == 0) {
      coveredFrom = upper;
    }
    readers++;
  }

  synchronized void leave() {
    readers--;
    if (readers == 0) {
      clear();
    }
  }

  synchronized void add(Appended change) {
    if (readers == 0) {
      return;
    }
    appended.addLast(change);
    heldBytes.addAndGet(change.batch().sizeBytes());
    while (heldBytes.get() > capacityBytes && !appended.isEmpty()) {
      coveredFrom = dropOldest().upper();
    }
  }

  /** Changes up to {@code upper} came about otherwise, and are not in here. */
  synchronized void breakAt(long upper) {
    clear();
    coveredFrom = upper;
  }

  /** All readers are at or beyond this time. */
  synchronized void forgetBefore(long time) {
    while (!appended.isEmpty() && appended.getFirst().upper() <= time) {
      coveredFrom = dropOldest().upper();
    }
  }

  /** What lies at or after {@code from}; null if some of it is not here. */
  synchronized @Nullable List<Appended> from(long from) {
    if (from < coveredFrom) {
      return null;
    }
    List<Appended> found = new ArrayList<>();
    for (Appended change : appended) {
      if (change.upper() > from) {
        found.add(change);
      }
    }
    return found;
  }

  private Appended dropOldest() {
    Appended oldest = appended.removeFirst();
    heldBytes.addAndGet(-oldest.batch().sizeBytes());
    return oldest;
  }

  private void clear() {
    while (!appended.isEmpty()) {
      dropOldest();
    }
  }
}
