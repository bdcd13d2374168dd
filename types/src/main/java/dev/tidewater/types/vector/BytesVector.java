package dev.tidewater.types.vector;

import java.util.Arrays;

/**
 * Byte strings: text as UTF-8, bytea, jsonb and arrays in their binary form. A value is a slice of
 * {@link #data}; slices may overlap and lie in any order.
 */
public final class BytesVector extends ColumnVector {
  public byte[] data;
  public final int[] offsets;
  public final int[] lengths;

  /** End of what {@link #append} has written to {@link #data}. */
  public int used;

  public BytesVector(int capacity) {
    super(capacity);
    this.data = new byte[capacity * 16];
    this.offsets = new int[capacity];
    this.lengths = new int[capacity];
  }

  /** Copies a value behind the ones already there and points the row at it. */
  public void append(int row, byte[] source, int offset, int length) {
    reserve(length);
    System.arraycopy(source, offset, data, used, length);
    offsets[row] = used;
    lengths[row] = length;
    used += length;
  }

  /** Makes room for so many more bytes behind {@link #used}. */
  public void reserve(int length) {
    int needed = Math.addExact(used, length);
    if (needed > data.length) {
      data =
          Arrays.copyOf(data, Math.max(needed, Math.min(Integer.MAX_VALUE - 16, data.length * 2)));
    }
  }

  @Override
  public void clear() {
    super.clear();
    used = 0;
  }
}
