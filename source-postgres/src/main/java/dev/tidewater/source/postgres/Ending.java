package dev.tidewater.source.postgres;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Says that a source is to end, to whoever waits or works for it. Safe for use by many threads. */
final class Ending {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<UpstreamSession> sessions = new HashSet<>();
  private boolean set;

  /** Remembers a session, to break it off if the end does not come by itself. */
  UpstreamSession track(UpstreamSession session) {
    lock.lock();
    try {
      sessions.removeIf(UpstreamSession::isClosed);
      sessions.add(session);
      return session;
    } finally {
      lock.unlock();
    }
  }

  void set() {
    lock.lock();
    try {
      set = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Breaks off whatever waits for upstream. */
  void abortSessions() {
    lock.lock();
    try {
      sessions.forEach(UpstreamSession::abort);
    } finally {
      lock.unlock();
    }
  }

  boolean isSet() {
    return isSetWithin(0);
  }

  /** Waits so long at most; true as soon as the source is to end. */
  boolean isSetWithin(long nanos) {
    lock.lock();
    try {
      long left = nanos;
      while (!set && left > 0) {
        left = changed.awaitNanos(left);
      }
      return set;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a thread to end; true if it did within the time. */
  static boolean joined(Thread thread, long millis) {
    try {
      thread.join(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }

  /** How long the end may take before sessions are broken off. */
  static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(2);
}
