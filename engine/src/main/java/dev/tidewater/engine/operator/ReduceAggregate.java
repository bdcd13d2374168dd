package dev.tidewater.engine.operator;

import dev.tidewater.plan.Aggregate;

/**
 * An aggregate whose arguments have become columns of the reduce's input.
 *
 * @param aggregate what it computes
 * @param arguments where its arguments stand
 * @param filter where its filter stands, a boolean; -1 for none
 */
public record ReduceAggregate(Aggregate aggregate, int[] arguments, int filter) {
  public static final int NO_FILTER = -1;
}
