package dev.tidewater.engine.aggregate;

import dev.tidewater.types.vector.ColumnVector;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate over a group as a sum in a commutative group: rows are added with their diff in any
 * order, and what was added and taken away again leaves no trace in {@link #emit}'s result.
 *
 * <p>Its state is {@link #words()} numbers, all 0 for no rows, and {@link #objects()} objects, all
 * null for no rows, which the caller keeps. The accumulator itself is immutable.
 */
public interface Accumulator {
  /** Numbers of state for each group. */
  int words();

  /** Objects of state for each group. */
  default int objects() {
    return 0;
  }

  /**
   * Adds a row with a diff.
   *
   * @param arguments the aggregate's arguments; rows that it passes over because one is NULL are
   *     not the caller's business
   */
  void add(State state, ColumnVector[] arguments, int row, long diff);

  /**
   * Writes the aggregate of the group into a row of a vector.
   *
   * @throws dev.tidewater.types.TidewaterException if it is out of its type's range
   */
  void emit(State state, ColumnVector out, int row);

  /** True if the objects hold nothing; asked only when all numbers are 0. */
  default boolean isBlank(State state) {
    return true;
  }

  /** Points at one group's state of one aggregate. */
  final class State {
    public long[] numbers = new long[0];
    public int at;
    public @Nullable Object[] objects = new @Nullable Object[0];
    public int objectAt;

    long number(int index) {
      return numbers[at + index];
    }

    void add(int index, long value) {
      numbers[at + index] += value;
    }
  }
}
