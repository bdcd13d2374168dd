package dev.tidewater.engine.operator;

import dev.tidewater.plan.Aggregate;
import dev.tidewater.plan.SortKey;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An aggregate whose arguments have become columns of the reduce's input.
 *
 * @param aggregate what it computes
 * @param arguments where its arguments stand
 * @param order of the rows within a group, by columns of the input
 * @param filter where its filter stands, a boolean; -1 for none
 */
public record ReduceAggregate(
    Aggregate aggregate, int[] arguments, List<SortKey> order, int filter) {
  public static final int NO_FILTER = -1;

  public ReduceAggregate {
    order = List.copyOf(order);
  }

  /** All columns that it reads. */
  IntStream columns() {
    IntStream values =
        IntStream.concat(Arrays.stream(arguments), order.stream().mapToInt(SortKey::column));
    return filter == NO_FILTER ? values : IntStream.concat(values, IntStream.of(filter));
  }
}
