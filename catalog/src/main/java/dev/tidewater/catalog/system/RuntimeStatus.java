package dev.tidewater.catalog.system;

import dev.tidewater.catalog.ObjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the system relations tell of running objects; the coordinator knows. Any thread may ask. */
public interface RuntimeStatus {
  /**
   * How a source, a materialized view or a sink is doing.
   *
   * @param status in Materialize's words: {@code starting}, {@code running}, {@code stalled} …
   */
  record ObjectStatus(
      String status, Instant since, Optional<String> error, Optional<String> hint) {}

  /** Times between which a collection can be read: since, and the upper. */
  record Frontiers(long since, long upper) {}

  /**
   * What a sink has done since the server started.
   *
   * @param frontier up to where its table is known to be right; 0 before the first word
   * @param lastCommit empty before the first
   */
  record SinkProgress(
      long frontier,
      long commits,
      long rows,
      long deletedKeys,
      long bytes,
      long conflicts,
      Optional<SinkCommit> lastCommit) {}

  /** A sink's newest commit. */
  record SinkCommit(
      String table,
      long snapshotId,
      long frontier,
      long rows,
      int files,
      long sizeBytes,
      Duration latency) {}

  Optional<ObjectStatus> status(ObjectId id);

  Optional<Frontiers> frontiers(ObjectId id);

  Optional<SinkProgress> sink(ObjectId id);

  /** The current time of the timeline, in milliseconds. */
  long now();
}
