package dev.tidewater.types.vector;

/** Floating-point numbers; a real is held as the double of the same value. */
public final class DoubleVector extends ColumnVector {
  public final double[] values;

  public DoubleVector(int capacity) {
    super(capacity);
    this.values = new double[capacity];
  }
}
