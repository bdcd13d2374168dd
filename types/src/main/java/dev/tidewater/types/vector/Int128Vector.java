package dev.tidewater.types.vector;

/** 128-bit two's complement integers: decimals of 19 to 38 digits (scaled), uuid, uint8. */
public final class Int128Vector extends ColumnVector {
  public final long[] high;
  public final long[] low;

  public Int128Vector(int capacity) {
    super(capacity);
    this.high = new long[capacity];
    this.low = new long[capacity];
  }
}
