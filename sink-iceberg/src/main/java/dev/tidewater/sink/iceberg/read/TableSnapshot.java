package dev.tidewater.sink.iceberg.read;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A snapshot of an Iceberg table.
 *
 * @param operation as Iceberg names it: append, overwrite, delete, replace
 * @param frontier up to which the sink that made it had got; empty if it was made by others
 * @param summary all that the snapshot says of itself
 */
public record TableSnapshot(
    long snapshotId,
    OptionalLong parentId,
    Instant committedAt,
    String operation,
    OptionalLong frontier,
    Map<String, String> summary) {
  public TableSnapshot {
    summary = Map.copyOf(summary);
  }

  /** A number of the summary, such as {@code added-records}; 0 if it is not there. */
  public long count(String name) {
    String value = summary.get(name);
    return value == null ? 0 : Long.parseLong(value);
  }
}
