package dev.tidewater.engine.aggregate;

import dev.tidewater.types.vector.ColumnVector;

/**
 * An aggregate that is computed by going through the rows of a group or window frame, in the order
 * that the caller gives them. FILTER and DISTINCT are the caller's; rows that the aggregate passes
 * over because of a NULL argument are not.
 *
 * <p>The same rows in the same order give the same value. Used by one thread; can be used again
 * after {@link #begin}.
 */
public interface Collector {
  /** Forgets all rows. */
  void begin();

  /**
   * Adds a row.
   *
   * @param arguments the aggregate's arguments
   * @param count how often the row is there, at least once
   */
  void add(ColumnVector[] arguments, int row, long count);

  /** False if rows whose first argument is NULL change nothing, so that they need not be kept. */
  default boolean countsNulls() {
    return false;
  }

  /** True if no further row can change the outcome. */
  default boolean isDecided() {
    return false;
  }

  /**
   * Writes the aggregate of the rows added since {@link #begin} into a row of a vector; more rows
   * can be added afterwards.
   *
   * @throws dev.tidewater.types.TidewaterException if there is no such value
   */
  void emit(ColumnVector out, int row);
}
