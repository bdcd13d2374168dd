package dev.tidewater.sink.iceberg.commit;

import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Snapshot;

/**
 * How far a sink got, as a table says it.
 *
 * @param frontier the table equals the relation as it was just before this time, in milliseconds
 * @param epoch of the writer that committed it; a higher one fences a lower one
 */
public record Progress(long frontier, long epoch) {
  /** Snapshot summary: which sink made it. */
  public static final String SINK_ID = "tidewater.sink-id";

  /** Snapshot summary: {@link #frontier}. */
  public static final String FRONTIER = "tidewater.frontier";

  /** Snapshot summary: {@link #epoch}. */
  public static final String EPOCH = "tidewater.epoch";

  /** What a snapshot says of a sink; empty if that sink did not make it. */
  static Optional<Progress> of(Snapshot snapshot, String sinkId) {
    Map<String, String> summary = snapshot.summary();
    if (summary == null || !sinkId.equals(summary.get(SINK_ID))) {
      return Optional.empty();
    }
    String frontier = summary.get(FRONTIER);
    String epoch = summary.get(EPOCH);
    if (frontier == null || epoch == null) {
      return Optional.empty();
    }
    return Optional.of(new Progress(Long.parseLong(frontier), Long.parseLong(epoch)));
  }
}
