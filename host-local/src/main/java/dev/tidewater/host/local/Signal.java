package dev.tidewater.host.local;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one thread sleep until others have something for it. Safe for use by many threads. */
final class Signal {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition raised = lock.newCondition();
  private boolean isRaised;

  void raise() {
    lock.lock();
    try {
      isRaised = true;
      raised.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a signal since the last wait, or until the time is over. */
  void await(long nanos) {
    lock.lock();
    try {
      long left = nanos;
      while (!isRaised && left > 0) {
        left = raised.awaitNanos(left);
      }
      isRaised = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          "interrupted while waiting " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms", e);
    } finally {
      lock.unlock();
    }
  }
}
