package dev.tidewater.engine.function;

import dev.tidewater.types.vector.ColumnVector;

/** What a set-returning function gives for one row of arguments. Used by one thread. */
@FunctionalInterface
public interface RowSet {
  RowSet EMPTY = (out, from, room) -> 0;

  /**
   * Writes the next values into rows of a vector.
   *
   * @param from the first of the rows
   * @param room how many may be written, at least one
   * @return how many were; fewer than {@code room} only at the end
   */
  int fill(ColumnVector out, int from, int room);
}
