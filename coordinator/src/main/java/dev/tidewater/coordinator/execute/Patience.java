package dev.tidewater.coordinator.execute;

import java.time.Duration;

/** Until when to wait for rows. */
final class Patience {
  private static final Patience ENDLESS = new Patience(Long.MAX_VALUE, false);

  private final long deadlineNanos;
  private final boolean ends;

  private Patience(long deadlineNanos, boolean ends) {
    this.deadlineNanos = deadlineNanos;
    this.ends = ends;
  }

  static Patience endless() {
    return ENDLESS;
  }

  /** No waiting: only what is there. */
  static Patience none() {
    return of(Duration.ZERO);
  }

  static Patience of(Duration duration) {
    return new Patience(System.nanoTime() + duration.toNanos(), true);
  }

  boolean isOver() {
    return ends && System.nanoTime() - deadlineNanos >= 0;
  }

  /** Nanoseconds that are left; at most {@code most}, and not below 0. */
  long leftNanos(long most) {
    return ends ? Math.max(0, Math.min(most, deadlineNanos - System.nanoTime())) : most;
  }
}
