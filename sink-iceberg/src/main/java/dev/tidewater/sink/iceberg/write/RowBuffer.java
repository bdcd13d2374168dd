package dev.tidewater.sink.iceberg.write;

import dev.tidewater.types.vector.ColumnVector;
import java.util.Arrays;

/** Encoded rows on their way to vectors: as many as a vector holds. For one thread. */
final class RowBuffer {
  static final int CAPACITY = ColumnVector.DEFAULT_CAPACITY;

  /** Rows of usual size never make it grow. */
  private static final int FIRST_BYTES = CAPACITY * 128;

  private byte[] bytes = new byte[FIRST_BYTES];
  private final int[] offsets = new int[CAPACITY + 1];
  private int count;

  void add(byte[] source, int offset, int length) {
    int end = offsets[count];
    if (length > bytes.length - end) {
      int needed = Math.addExact(end, length);
      bytes = Arrays.copyOf(bytes, (int) Math.max(needed, Math.min(1L << 30, needed * 2L)));
    }
    System.arraycopy(source, offset, bytes, end, length);
    count++;
    offsets[count] = end + length;
  }

  /** Also full when its rows are large, so that memory stays bounded. */
  boolean isFull() {
    return count == CAPACITY || offsets[count] >= FIRST_BYTES;
  }

  void removeLast() {
    count--;
  }

  void clear() {
    count = 0;
    if (bytes.length > 4 * FIRST_BYTES) {
      // A huge row was here; do not keep its room.
      bytes = new byte[FIRST_BYTES];
    }
  }

  int count() {
    return count;
  }

  byte[] bytes() {
    return bytes;
  }

  int[] offsets() {
    return offsets;
  }
}
