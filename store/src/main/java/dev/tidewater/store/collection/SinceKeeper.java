package dev.tidewater.store.collection;

import dev.tidewater.store.CollectionId;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * The since of one collection in this process, and the holds that do not outlive it. The since may
 * run ahead of the durable one: compaction decides here first, so that nobody comes to hold a time
 * that is just being compacted away.
 *
 * <p>Safe for use by many threads.
 */
final class SinceKeeper {
  private final CollectionId id;

  /** Held times, and how often each is held. */
  private final TreeMap<Long, Integer> held = new TreeMap<>();

  private long since;

  SinceKeeper(CollectionId id, long since) {
    this.id = id;
    this.since = since;
  }

  synchronized long since() {
    return since;
  }

  /** Holds the earliest readable time, and gives it. */
  synchronized long holdEarliest() {
    held.merge(since, 1, Integer::sum);
    return since;
  }

  /** Holds a time; {@code INPUT_COMPACTED} if it is gone. */
  synchronized void hold(long time) {
    if (time < since) {
      throw StoreErrors.compacted(id, time, since);
    }
    held.merge(time, 1, Integer::sum);
  }

  /** Moves one hold forward. */
  synchronized void move(long from, long to) {
    if (to < from) {
      throw new IllegalArgumentException("a hold only moves forward");
    }
    release(from);
    held.merge(to, 1, Integer::sum);
  }

  synchronized void release(long time) {
    held.computeIfPresent(time, (t, count) -> count == 1 ? null : count - 1);
  }

  /**
   * Moves the since forward as far as the holds of this process allow; gives where it stands then.
   *
   * @param limit the furthest that durable holds allow. Asked for under the lock: a durable hold is
   *     held here too until it is part of the state, so one of the two is always seen.
   */
  synchronized long advance(LongSupplier limit) {
    long allowed = limit.getAsLong();
    if (!held.isEmpty()) {
      allowed = Math.min(allowed, held.firstKey());
    }
    since = Math.max(since, allowed);
    return since;
  }

  /** Another process has compacted this far. */
  synchronized void catchUp(long durableSince) {
    since = Math.max(since, durableSince);
  }
}
