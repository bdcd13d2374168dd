package dev.tidewater.coordinator.execute;

import dev.tidewater.coordinator.session.Execution;
import dev.tidewater.coordinator.session.Execution.Encoding;
import dev.tidewater.coordinator.session.ResultChunk;
import dev.tidewater.coordinator.session.ResultColumn;
import dev.tidewater.coordinator.session.RowStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cursor: rows that a transaction takes piece by piece, and only forward. The query works as rows
 * are fetched, so nothing is kept that was not asked for. Used by the session's thread.
 */
final class Cursor implements AutoCloseable {
  private final List<ResultColumn> columns;
  private final RowStream rows;
  private final Encoding encoding;

  /** Rows that came and were not fetched yet. */
  private ResultChunk waiting = ResultChunk.empty();

  private long position;
  private boolean atEnd;

  Cursor(Execution.Rows source, Encoding encoding) {
    this.columns = source.columns();
    this.rows = source.stream();
    this.encoding = encoding;
  }

  List<ResultColumn> columns() {
    return columns;
  }

  Encoding encoding() {
    return encoding;
  }

  /** How many rows have been fetched. */
  long position() {
    return position;
  }

  /** The next rows, at most so many; null at the end, none if the patience ended before. */
  @Nullable ResultChunk take(long most, Patience patience) {
    while (waiting.isEmpty()) {
      ResultChunk next = atEnd ? null : fetch(patience);
      if (next == null) {
        atEnd = true;
        return null;
      }
      waiting = next;
      if (next.isEmpty() && patience.isOver()) {
        return next;
      }
    }
    ResultChunk taken = waiting.head(most);
    waiting = waiting.tail(taken.rows());
    position += taken.rows();
    return taken;
  }

  private @Nullable ResultChunk fetch(Patience patience) {
    return rows instanceof LiveRows live ? live.next(patience) : rows.next();
  }

  /** Whether rows come as time goes on, so that waiting for many may take for ever. */
  boolean isLive() {
    return rows instanceof LiveRows;
  }

  @Override
  public void close() {
    waiting = ResultChunk.empty();
    atEnd = true;
    rows.close();
  }
}
