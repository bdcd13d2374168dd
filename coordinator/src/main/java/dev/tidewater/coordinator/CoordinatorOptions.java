package dev.tidewater.coordinator;

import java.nio.file.Path;

/**
 * How a coordinator is set up.
 *
 * @param directory where everything durable is kept: {@code store/} and {@code secret.key}
 * @param icebergDirectory where the embedded Iceberg catalog and its tables are
 * @param queryMemoryBytes the most memory that one query may take
 */
public record CoordinatorOptions(Path directory, Path icebergDirectory, long queryMemoryBytes) {
  /** Enough for joins of some millions of rows beside everything else in a small heap. */
  public static final long DEFAULT_QUERY_MEMORY_BYTES = 512L << 20;

  public static CoordinatorOptions of(Path directory, Path icebergDirectory) {
    return new CoordinatorOptions(directory, icebergDirectory, DEFAULT_QUERY_MEMORY_BYTES);
  }
}
