package dev.tidewater.sql.ast;

import org.jspecify.annotations.Nullable;

/**
 * An element of ORDER BY.
 *
 * @param using the operator of {@code USING <}, null as a rule
 */
public record OrderItem(
    Expression value,
    Direction direction,
    NullOrder nullOrder,
    @Nullable Operator using,
    Position position) {
  public enum Direction {
    ASCENDING,
    DESCENDING
  }

  /** {@code DEFAULT}: nulls last when ascending, first when descending. */
  public enum NullOrder {
    DEFAULT,
    FIRST,
    LAST
  }
}
