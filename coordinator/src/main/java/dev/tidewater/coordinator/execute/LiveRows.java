package dev.tidewater.coordinator.execute;

import dev.tidewater.coordinator.session.ResultChunk;
import dev.tidewater.coordinator.session.RowStream;
import org.jspecify.annotations.Nullable;

/** Rows that go on coming as time goes on. */
interface LiveRows extends RowStream {
  /** {@link #next()} with a bound on its patience: no rows if none came until the deadline. */
  @Nullable ResultChunk next(Patience patience);
}
