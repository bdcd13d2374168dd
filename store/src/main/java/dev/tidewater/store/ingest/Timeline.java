package dev.tidewater.store.ingest;

/**
 * The one global timeline, as its writers see it. Milliseconds since 1970-01-01 00:00:00 UTC, never
 * going back, also across restarts. Safe for use by many threads.
 */
@FunctionalInterface
public interface Timeline {
  /**
   * The current time: not before any time that this method returned before, nor before any time at
   * which a query has read. A writer that appends up to {@code now() + 1} therefore changes nothing
   * that was seen.
   */
  long now();
}
