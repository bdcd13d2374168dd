package dev.tidewater.sink.iceberg;

import dev.tidewater.types.TidewaterException;

/** What a sink is doing, for {@code mz_sink_statuses}. */
public sealed interface SinkStatus {
  /** Opening the catalog, finding out how far the table got. */
  record Starting() implements SinkStatus {}

  /**
   * Writing the relation as it was when the sink began.
   *
   * @param rowsTotal about how many there are
   */
  record Snapshotting(long rowsDone, long rowsTotal) implements SinkStatus {}

  /** The table follows the relation. */
  record Running() implements SinkStatus {}

  /** Something is in the way; the sink tries again by itself unless it was fenced. */
  record Stalled(TidewaterException error) implements SinkStatus {}

  /** Closed. */
  record Stopped() implements SinkStatus {}
}
