package dev.tidewater.store.ingest;

import dev.tidewater.types.TidewaterException;

/** How a source is doing. */
public sealed interface SourceStatus {
  /** Connecting, or reading where it left off. */
  record Starting() implements SourceStatus {}

  /**
   * Copying what the outside system held when the source was made.
   *
   * @param rowsDone rows copied so far, over all tables
   * @param rowsExpected an estimate of all rows to copy; 0 if unknown
   */
  record Snapshotting(long rowsDone, long rowsExpected) implements SourceStatus {}

  /** Up to date, or catching up. */
  record Running() implements SourceStatus {}

  /**
   * Not going on at the moment: says why, and tries again by itself. Nothing is lost meanwhile.
   *
   * @param cause with a hint where something can be done
   */
  record Stalled(TidewaterException cause) implements SourceStatus {}

  /** Stopped for good by an error that a retry can't mend. */
  record Failed(TidewaterException cause) implements SourceStatus {}

  /** Closed by its owner, or came to its set end. */
  record Finished() implements SourceStatus {}
}
