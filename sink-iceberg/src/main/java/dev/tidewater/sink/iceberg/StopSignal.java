package dev.tidewater.sink.iceberg;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets a sink's threads wait, and ends all their waiting when the sink is to stop. */
final class StopSignal {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile boolean stopped;
  private long wakeUps;

  boolean stopped() {
    return stopped;
  }

  void stop() {
    lock.lock();
    try {
      stopped = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the waits that are going on now. */
  void wake() {
    lock.lock();
    try {
      wakeUps++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the time, a wake-up or the stop; false if the sink is to stop. */
  boolean await(Duration duration) {
    lock.lock();
    try {
      long seen = wakeUps;
      long left = duration.toNanos();
      while (!stopped && wakeUps == seen && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      // Nobody interrupts these threads but to end them.
      stopped = true;
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
    return !stopped;
  }
}
