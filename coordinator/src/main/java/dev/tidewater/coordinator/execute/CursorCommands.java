package dev.tidewater.coordinator.execute;

import dev.tidewater.coordinator.connection.OptionReader;
import dev.tidewater.coordinator.session.Execution;
import dev.tidewater.coordinator.session.Execution.Encoding;
import dev.tidewater.coordinator.session.ResultChunk;
import dev.tidewater.coordinator.session.RowStream;
import dev.tidewater.sql.ast.CursorStatement.CloseCursor;
import dev.tidewater.sql.ast.CursorStatement.DeclareCursor;
import dev.tidewater.sql.ast.CursorStatement.Fetch;
import dev.tidewater.sql.ast.CursorStatement.FetchDirection;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** DECLARE, FETCH, MOVE and CLOSE. */
final class CursorCommands {
  private final CoordinatorSession session;

  CursorCommands(CoordinatorSession session) {
    this.session = session;
  }

  /**
   * Opens a cursor.
   *
   * @param rows starts the query
   */
  Execution declare(DeclareCursor statement, Supplier<Execution.Rows> rows) {
    int position = statement.position().offset();
    if (statement.hold()) {
      throw unsupported("WITH HOLD", position);
    }
    if (statement.scroll()) {
      throw unsupported("SCROLL", position);
    }
    Transaction transaction = session.transaction();
    if (transaction == null || transaction.extent() == Transaction.Extent.PIPELINE) {
      throw new TidewaterException(
          ErrorCode.NO_ACTIVE_SQL_TRANSACTION,
          "DECLARE CURSOR can only be used in transaction blocks");
    }
    Encoding encoding = statement.binary() ? Encoding.BINARY : Encoding.TEXT;
    transaction.cursors().open(statement.name().value(), () -> new Cursor(rows.get(), encoding));
    return new Execution.Command("DECLARE CURSOR");
  }

  private static TidewaterException unsupported(String what, int position) {
    return new TidewaterException(
            ErrorCode.FEATURE_NOT_SUPPORTED, "{option} cursors are not supported")
        .with("option", what)
        .hint("A cursor goes forward, and lasts until its transaction ends.")
        .at(position);
  }

  Execution fetch(Fetch statement) {
    Cursor cursor = session.cursors().require(statement.name());
    OptionReader options =
        new OptionReader(statement.move() ? "MOVE" : "FETCH", statement.options());
    Optional<Duration> timeout = options.duration("TIMEOUT");
    options.finish();
    Range range = range(statement, cursor.position());
    FetchedRows rows = new FetchedRows(cursor, range, timeout.map(Patience::of).orElse(null));
    if (!statement.move()) {
      return new Execution.Rows(cursor.columns(), rows, "FETCH", cursor.encoding());
    }
    long moved = 0;
    for (ResultChunk chunk = rows.next(); chunk != null; chunk = rows.next()) {
      moved += chunk.rows();
    }
    return new Execution.Command("MOVE " + moved);
  }

  /** Rows to pass over, then rows to take. */
  private record Range(long skipped, long taken) {}

  private static Range range(Fetch statement, long position) {
    long count = statement.count();
    if (statement.direction() == FetchDirection.FORWARD) {
      if (count == 0 && position == 0) {
        return new Range(0, 0);
      }
      return new Range(0, requireForward(count));
    }
    if (statement.direction() == FetchDirection.BACKWARD) {
      return new Range(0, requireForward(count == Long.MAX_VALUE ? -1 : -count));
    }
    boolean absolute = statement.direction() == FetchDirection.ABSOLUTE;
    long distance = requireForward(absolute ? count - position : count);
    return new Range(distance - 1, 1);
  }

  private static long requireForward(long rows) {
    if (rows <= 0) {
      throw new TidewaterException(
          ErrorCode.OBJECT_NOT_IN_PREREQUISITE_STATE, "cursor can only scan forward");
    }
    return rows;
  }

  Execution close(CloseCursor statement) {
    if (statement.name() == null) {
      session.cursors().closeAll();
      return new Execution.Command("CLOSE CURSOR ALL");
    }
    session.cursors().close(statement.name());
    return new Execution.Command("CLOSE CURSOR");
  }

  /** What one FETCH gives: a range of the cursor's rows, or less if it ends or time is up. */
  private static final class FetchedRows implements RowStream {
    private final Cursor cursor;
    private @Nullable Patience patience;
    private long toSkip;
    private long toTake;

    FetchedRows(Cursor cursor, Range range, @Nullable Patience patience) {
      this.cursor = cursor;
      this.toSkip = range.skipped();
      this.toTake = range.taken();
      this.patience = patience;
    }

    @Override
    public @Nullable ResultChunk next() {
      while (toSkip > 0) {
        ResultChunk skipped = take(toSkip);
        if (skipped == null) {
          return null;
        }
        toSkip -= skipped.rows();
      }
      if (toTake == 0) {
        return null;
      }
      ResultChunk taken = take(toTake);
      toTake = taken == null ? 0 : toTake - taken.rows();
      return taken;
    }

    private @Nullable ResultChunk take(long most) {
      ResultChunk taken = cursor.take(most, patience == null ? Patience.endless() : patience);
      if (taken == null || taken.isEmpty()) {
        toTake = 0;
        toSkip = 0;
        return null;
      }
      if (patience == null && cursor.isLive()) {
        patience = Patience.none(); // Waits for the first rows only.
      }
      return taken;
    }

    @Override
    public void close() {}
  }
}
