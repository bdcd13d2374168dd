package dev.tidewater.coordinator.execute;

import dev.tidewater.types.row.ByteSink;
import dev.tidewater.types.vector.ColumnVector;
import java.util.List;

/** Writes rows in one of COPY's forms. Used by one thread. */
interface CopyRowWriter {
  /** What comes before all rows; nothing as a rule. */
  default void appendHeader(ByteSink out) {}

  /** A row of some vectors, one for each column. */
  void append(List<ColumnVector> columns, int row, ByteSink out);

  /** What comes behind all rows; nothing as a rule. */
  default void appendTrailer(ByteSink out) {}
}
