package dev.tidewater.host.local;

import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.Hold;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the inputs of a view readable from the time on at which the view goes on after a restart:
 * the last one before its durable upper. Advanced in strides, because each advance is a durable
 * write.
 */
final class InputHolds {
  /** Milliseconds of the timeline by which the holds may lag behind. */
  static final long STRIDE_MILLIS = 5_000;

  private final CollectionStore store;
  private final String holder;
  private final List<Hold> volatileHolds = new ArrayList<>();
  private final List<Hold> durableHolds = new ArrayList<>();
  private long time;

  InputHolds(CollectionStore store, String viewName) {
    this.store = store;
    this.holder = "view " + viewName;
  }

  /**
   * Takes holds for as long as the process lives; gives the earliest time that all can be read at.
   */
  long takeVolatile(List<CollectionId> inputs) {
    long earliest = 0;
    for (CollectionId input : inputs) {
      Hold hold = store.volatileHold(input);
      volatileHolds.add(hold);
      earliest = Math.max(earliest, hold.time());
    }
    return earliest;
  }

  /** Puts durable holds at a time in the place of the others. */
  void makeDurable(List<CollectionId> inputs, long at) {
    for (CollectionId input : inputs) {
      durableHolds.add(store.hold(input, holder, at));
    }
    time = at;
    volatileHolds.forEach(Hold::close);
    volatileHolds.clear();
  }

  /** True if the holds lag behind so much that advancing them to a time is worth it. */
  boolean lagBehind(long newTime) {
    return newTime - time >= STRIDE_MILLIS;
  }

  /** Moves all forward to a time before the view's durable upper. */
  void advanceTo(long newTime) {
    durableHolds.forEach(hold -> hold.advanceTo(newTime));
    time = newTime;
  }

  long time() {
    return time;
  }

  /** Lets go; durable holds stay. */
  void close() {
    volatileHolds.forEach(Hold::close);
    volatileHolds.clear();
    durableHolds.forEach(Hold::close);
    durableHolds.clear();
  }

  /** Gives the holds up for good, whether they were taken by this process or another one. */
  void release(List<CollectionId> inputs) {
    close();
    for (CollectionId input : inputs) {
      store.existingHold(input, holder).ifPresent(Hold::release);
    }
  }
}
