package dev.tidewater.host.local;

import dev.tidewater.store.CollectionId;
import dev.tidewater.store.Hold;

/** Keeps an arrangement readable from a time on. */
final class ArrangementHold implements Hold {
  private final Arrangement arrangement;
  private volatile long time;

  ArrangementHold(Arrangement arrangement, long time) {
    this.arrangement = arrangement;
    this.time = time;
  }

  @Override
  public CollectionId collection() {
    return arrangement.relation();
  }

  @Override
  public String holder() {
    return "reader";
  }

  @Override
  public long time() {
    return time;
  }

  @Override
  public void advanceTo(long newTime) {
    if (newTime < time) {
      throw new IllegalArgumentException("a hold can't go back from " + time + " to " + newTime);
    }
    time = newTime;
  }

  @Override
  public void release() {
    arrangement.released(this);
  }

  @Override
  public void close() {
    release();
  }
}
