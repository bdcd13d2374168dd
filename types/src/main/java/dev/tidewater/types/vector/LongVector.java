package dev.tidewater.types.vector;

/** Integers, booleans, dates, times and decimals of up to 18 digits (as scaled integers). */
public final class LongVector extends ColumnVector {
  public final long[] values;

  public LongVector(int capacity) {
    super(capacity);
    this.values = new long[capacity];
  }
}
