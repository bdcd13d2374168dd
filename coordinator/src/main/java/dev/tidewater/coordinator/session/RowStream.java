package dev.tidewater.coordinator.session;

import org.jspecify.annotations.Nullable;

/**
 * Rows of a result as they come. Pulled by the session's thread; holding back the next pull is the
 * backpressure.
 */
public interface RowStream extends AutoCloseable {
  /**
   * The next rows, null at the end. Without rows where none are ready and more may come much later,
   * as in SUBSCRIBE: then what came before belongs on its way to the client before this is called
   * again, which waits.
   */
  @Nullable ResultChunk next();

  /** Frees what the query holds; the rest of the rows is not wanted. */
  @Override
  void close();
}
