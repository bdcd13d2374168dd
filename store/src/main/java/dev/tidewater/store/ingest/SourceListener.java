package dev.tidewater.store.ingest;

import dev.tidewater.store.CollectionId;
import dev.tidewater.types.TidewaterException;

/**
 * Told of a source's changes of state. Called from the source's own thread, one call at a time;
 * must not block and must not throw.
 */
public interface SourceListener {
  /** The source as a whole changed its state, or went on with its snapshot. */
  void statusChanged(SourceStatus status);

  /**
   * One of the source's tables can't go on, the others can: its collection stays at what it holds.
   * Told again after a restart.
   */
  void tableFailed(CollectionId table, TidewaterException cause);

  /** For who doesn't want to know. */
  static SourceListener ignoring() {
    return new SourceListener() {
      @Override
      public void statusChanged(SourceStatus status) {}

      @Override
      public void tableFailed(CollectionId table, TidewaterException cause) {}
    };
  }
}
