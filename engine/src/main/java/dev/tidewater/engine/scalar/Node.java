package dev.tidewater.engine.scalar;

import dev.tidewater.engine.function.RowErrors;
import dev.tidewater.engine.function.Selection;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import org.jspecify.annotations.Nullable;

/**
 * A compiled expression. Keeps the vector that it writes its results to, so one thread at a time
 * and one place in a tree.
 */
abstract class Node {
  /** Runs of up to so many rows get vectors of just their size. */
  private static final int SHORT_RUN = 64;

  private final SqlType type;
  private ColumnVector out;

  Node(SqlType type) {
    this.type = type;
    this.out = Values.allocate(type, 0);
  }

  final SqlType type() {
    return type;
  }

  /**
   * Computes the selected rows.
   *
   * @param input the columns that the expression refers to, by position; others may be null
   * @param errors receives rows that fail; their value is NULL
   * @return the values, each in its row's place; what stands in other rows has no meaning. Valid
   *     until the next call
   */
  abstract ColumnVector evaluate(
      @Nullable ColumnVector[] input, Selection selection, RowErrors errors);

  /** This node's own vector, empty, with room for so many rows. */
  final ColumnVector prepare(int rows) {
    if (out.capacity() < rows) {
      // Short runs come alone (constants, single inserts); long ones are followed by others.
      boolean single = rows <= SHORT_RUN;
      out = Values.allocate(type, single ? rows : Math.max(rows, ColumnVector.DEFAULT_CAPACITY));
    } else {
      out.clear();
    }
    return out;
  }
}
