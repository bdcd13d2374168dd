package dev.tidewater.coordinator.session;

import org.jspecify.annotations.Nullable;

/**
 * Rows of a result as they come. Pulled by the session's thread; holding back the next pull is the
 * backpressure.
 */
public interface RowStream extends AutoCloseable {
  /** The next rows, at least one; null at the end. */
  @Nullable ResultChunk next();

  /** Frees what the query holds; the rest of the rows is not wanted. */
  @Override
  void close();
}
