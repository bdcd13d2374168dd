package dev.tidewater.zset;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Comparing encoded rows: unsigned bytes, a proper prefix first. */
final class Rows {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Rows() {}

  /**
   * The eight bytes from {@code offset} as an unsigned number, zeros standing in for bytes at or
   * beyond {@code end}. For rows that agree before {@code offset}, different prefixes order the
   * rows; equal ones say nothing.
   */
  static long prefix(byte[] bytes, int offset, int end) {
    if (offset + Long.BYTES <= end) {
      return (long) LONG.get(bytes, offset);
    }
    int present = end - offset;
    if (present <= 0) {
      return 0;
    }
    if (offset + Long.BYTES <= bytes.length) {
      return (long) LONG.get(bytes, offset) & (-1L << (Long.SIZE - Byte.SIZE * present));
    }
    long prefix = 0;
    for (int i = 0; i < present; i++) {
      prefix |= (bytes[offset + i] & 0xffL) << (56 - Byte.SIZE * i);
    }
    return prefix;
  }

  static int compare(byte[] a, int aOffset, int aLength, byte[] b, int bOffset, int bLength) {
    return Arrays.compareUnsigned(a, aOffset, aOffset + aLength, b, bOffset, bOffset + bLength);
  }

  static boolean equal(byte[] a, int aOffset, int aLength, byte[] b, int bOffset, int bLength) {
    return aLength == bLength
        && Arrays.equals(a, aOffset, aOffset + aLength, b, bOffset, bOffset + bLength);
  }

  /** How many leading bytes two rows share, at most {@code limit}. */
  static int shared(
      byte[] a, int aOffset, int aLength, byte[] b, int bOffset, int bLength, int limit) {
    int most = Math.min(limit, Math.min(aLength, bLength));
    int mismatch = Arrays.mismatch(a, aOffset, aOffset + most, b, bOffset, bOffset + most);
    return mismatch < 0 ? most : mismatch;
  }
}
