package dev.tidewater.engine.window;

import dev.tidewater.plan.SortKey;
import dev.tidewater.plan.WindowFunction;
import dev.tidewater.types.row.RowLayout;
import java.util.List;

/**
 * What a {@link WindowOperator} computes.
 *
 * @param layout of the input: its key columns are the partition's; the columns that are passed on
 *     come first, those of the functions' arguments behind them
 * @param arity how many columns are passed on
 */
public record WindowSpecification(
    RowLayout layout, int arity, List<SortKey> order, List<Placed> functions) {
  public static final int NONE = -1;

  /**
   * A window function whose arguments have become columns.
   *
   * @param filter column of the filter, {@link #NONE} without one; likewise the others
   */
  public record Placed(
      WindowFunction function,
      int[] arguments,
      int filter,
      int startOffset,
      int endOffset,
      int rangeKey) {}

  public WindowSpecification {
    order = List.copyOf(order);
    functions = List.copyOf(functions);
  }
}
