package dev.tidewater.engine.function;

import dev.tidewater.types.Interval;

/** Reckoning with intervals for other packages. */
public final class Intervals {
  private Intervals() {}

  /**
   * What lies between two intervals.
   *
   * @param part of the way from the first to the second
   */
  public static Interval between(Interval from, Interval to, double part) {
    Interval way = DateTimeArithmetic.subtract(to, from);
    return DateTimeArithmetic.add(from, DateTimeArithmetic.multiply(way, part));
  }
}
