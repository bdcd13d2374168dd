package dev.tidewater.types.vector;

import dev.tidewater.types.Decimal;

/** Numerics of any precision and scale. */
public final class DecimalVector extends ColumnVector {
  public final Decimal[] values;

  public DecimalVector(int capacity) {
    super(capacity);
    this.values = new Decimal[capacity];
    java.util.Arrays.fill(values, Decimal.ZERO);
  }
}
