package dev.tidewater.coordinator;

import java.nio.file.Path;

/**
 * How a coordinator is set up.
 *
 * @param directory where everything durable is kept: {@code store/}, {@code iceberg/}, {@code
 *     secret.key}
 * @param queryMemoryBytes the most memory that one query may take
 */
public record CoordinatorOptions(Path directory, long queryMemoryBytes) {
  /** Enough for joins of some millions of rows beside everything else in a small heap. */
  public static final long DEFAULT_QUERY_MEMORY_BYTES = 512L << 20;

  public static CoordinatorOptions in(Path directory) {
    return new CoordinatorOptions(directory, DEFAULT_QUERY_MEMORY_BYTES);
  }

  /** Where the embedded Iceberg catalog and its tables are. */
  public Path icebergDirectory() {
    return directory.resolve("iceberg");
  }
}
