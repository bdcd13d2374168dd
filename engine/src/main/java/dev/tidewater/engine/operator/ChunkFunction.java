package dev.tidewater.engine.operator;

import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.vector.ColumnVector;
import org.jspecify.annotations.Nullable;

/**
 * A compiled filter and projection over vectors. Keeps scratch memory, so each user has its own;
 * one thread at a time.
 */
public interface ChunkFunction {
  /** The input columns that are read, ascending. */
  int[] inputColumns();

  /**
   * Filters and projects some rows.
   *
   * @param input a vector for each input column; null for those that are not read
   * @param rows which rows of the vectors; null for the first {@code count}
   */
  void apply(@Nullable ColumnVector[] input, int @Nullable [] rows, int count, Outcome outcome);

  /** What {@link #apply} gives; valid until its next call. */
  final class Outcome {
    /** The output columns; a value stands in the row of the input row that it was made from. */
    public @Nullable ColumnVector[] columns = new @Nullable ColumnVector[0];

    /** The rows that passed the filter, ascending; null for the first {@code count}. */
    public int @Nullable [] rows;

    public int count;

    /** Receives errors. */
    public final ErrorReceiver errors;

    public Outcome(ErrorReceiver errors) {
      this.errors = errors;
    }
  }

  /** Told of each row whose evaluation failed; the row is not among the outcome's rows. */
  @FunctionalInterface
  interface ErrorReceiver {
    void failed(int row, TidewaterException error);
  }
}
