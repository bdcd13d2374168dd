package dev.tidewater.types.vector;

/** Intervals: months, days and microseconds, which PostgreSQL keeps apart. */
public final class IntervalVector extends ColumnVector {
  public final int[] months;
  public final int[] days;
  public final long[] micros;

  public IntervalVector(int capacity) {
    super(capacity);
    this.months = new int[capacity];
    this.days = new int[capacity];
    this.micros = new long[capacity];
  }
}
