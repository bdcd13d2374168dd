package dev.tidewater.store;

import org.jspecify.annotations.Nullable;

/**
 * Follows one collection from a time on. Consecutive results join without gap or overlap. What was
 * appended by this process comes from memory; a reader that is late beyond a bound reads blobs.
 *
 * <p>Used by one thread, except {@link #onProgress}'s callback, which runs on the appender's thread
 * and must only signal.
 */
public interface ChangeReader extends AutoCloseable {
  /**
   * What is new since the last call, at most about {@code maxUpdates} updates (always at least one
   * whole appended interval); null when the upper has not moved.
   */
  @Nullable Changes poll(long maxUpdates);

  /** Whether the next poll has to read batches from disk, because memory does not reach so far. */
  boolean isLate();

  /**
   * Passes over what {@link #poll} would return, without reading it; for those who read it by
   * {@link CollectionStore#storedChanges}. Null when the upper has not moved.
   */
  @Nullable SkippedChanges skip(long maxUpdates);

  /**
   * Runs the callback whenever {@link #poll} may return something; replaces an earlier callback.
   */
  void onProgress(Runnable signal);

  /** The time from which the next poll goes on. */
  long position();

  @Override
  void close();
}
