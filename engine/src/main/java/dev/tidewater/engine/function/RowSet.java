package dev.tidewater.engine.function;

import dev.tidewater.types.vector.ColumnVector;

/** What a set-returning function gives for one row of arguments. Used by one thread. */
@FunctionalInterface
public interface RowSet {
  RowSet EMPTY = (out, from, room) -> 0;

  /**
   * Writes the next rows into rows of vectors.
   *
   * @param out a vector for each column
   * @param from the first of the rows
   * @param room how many may be written, at least one
   * @return how many were; fewer than {@code room} only at the end, and none from there on
   */
  int fill(ColumnVector[] out, int from, int room);
}
