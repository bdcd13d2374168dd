package dev.tidewater.sink.iceberg.commit;

import java.util.OptionalLong;

/**
 * One commit to be made: the net change of the input between two frontiers.
 *
 * @param sinkId globally unique
 * @param epoch of this writer
 * @param expected the frontier that the table must stand at; empty if the sink has never committed
 * @param upper the frontier that the table stands at afterwards
 */
public record SinkCommit(
    String sinkId, long epoch, OptionalLong expected, long upper, StagedFiles files) {
  public SinkCommit {
    if (expected.isPresent() && expected.getAsLong() >= upper) {
      throw new IllegalArgumentException("a commit must advance the frontier");
    }
  }

  Progress progress() {
    return new Progress(upper, epoch);
  }
}
