package dev.tidewater.store.collection;

import dev.tidewater.store.CollectionId;
import dev.tidewater.store.Hold;

/** A hold of this process; gone with its close. Safe for use by many threads. */
final class VolatileHold implements Hold {
  private final LiveCollection collection;
  private long time;
  private boolean released;

  /**
   * @param time which the collection's since keeper already holds for this
   */
  VolatileHold(LiveCollection collection, long time) {
    this.collection = collection;
    this.time = time;
  }

  @Override
  public CollectionId collection() {
    return collection.id();
  }

  @Override
  public String holder() {
    return "volatile";
  }

  @Override
  public synchronized long time() {
    return time;
  }

  @Override
  public synchronized void advanceTo(long newTime) {
    if (released) {
      throw new IllegalStateException("the hold was released");
    }
    collection.since().move(time, newTime);
    time = newTime;
  }

  @Override
  public synchronized void release() {
    if (!released) {
      released = true;
      collection.since().release(time);
    }
  }

  @Override
  public void close() {
    release();
  }
}
