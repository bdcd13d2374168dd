package dev.tidewater.sink.iceberg;

import dev.tidewater.sink.iceberg.write.KeyViolation;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.time.Duration;

/**
 * What of a sink can be tuned.
 *
 * @param commitInterval at least a second
 * @param formatVersion of a table that the sink creates: 2 or 3
 * @param violations what to do when a key that is NOT ENFORCED turns out not to be unique
 * @param memoryBudgetBytes for changes that wait for a commit; more is kept in temporary files
 */
public record SinkOptions(
    Duration commitInterval, int formatVersion, KeyViolation violations, long memoryBudgetBytes) {
  /** Two million changed rows of usual size. */
  public static final long DEFAULT_MEMORY_BUDGET_BYTES = 192L << 20;

  private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);

  public SinkOptions {
    checkInterval(commitInterval);
    if (formatVersion != 2 && formatVersion != 3) {
      throw new TidewaterException(
              ErrorCode.INVALID_PARAMETER_VALUE, "FORMAT VERSION must be 2 or 3, not {version}")
          .with("version", formatVersion);
    }
  }

  static void checkInterval(Duration interval) {
    if (interval.compareTo(SHORTEST_INTERVAL) < 0) {
      throw new TidewaterException(
          ErrorCode.INVALID_PARAMETER_VALUE, "COMMIT INTERVAL must be at least 1 second");
    }
  }

  public static SinkOptions every(Duration commitInterval) {
    return new SinkOptions(commitInterval, 2, KeyViolation.STALL, DEFAULT_MEMORY_BUDGET_BYTES);
  }

  public SinkOptions withCommitInterval(Duration interval) {
    return new SinkOptions(interval, formatVersion, violations, memoryBudgetBytes);
  }

  public SinkOptions withFormatVersion(int version) {
    return new SinkOptions(commitInterval, version, violations, memoryBudgetBytes);
  }

  public SinkOptions withViolations(KeyViolation reaction) {
    return new SinkOptions(commitInterval, formatVersion, reaction, memoryBudgetBytes);
  }

  public SinkOptions withMemoryBudgetBytes(long bytes) {
    return new SinkOptions(commitInterval, formatVersion, violations, bytes);
  }
}
