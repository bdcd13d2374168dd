package dev.tidewater.types.row;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Comparing, reading and writing slices of byte arrays; numbers are big-endian. */
public final class Bytes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

  private static final long EACH_BYTE_ONE = 0x0101010101010101L;
  private static final long EACH_BYTE_HIGH_BIT = 0x8080808080808080L;

  private Bytes() {}

  /** Order of two slices, each from an index up to another that is left out, as unsigned bytes. */
  public static int compare(byte[] a, int aFrom, int aTo, byte[] b, int bFrom, int bTo) {
    return Arrays.compareUnsigned(a, aFrom, aTo, b, bFrom, bTo);
  }

  public static int compare(byte[] a, byte[] b) {
    return Arrays.compareUnsigned(a, b);
  }

  public static boolean equal(byte[] a, int aFrom, int aTo, byte[] b, int bFrom, int bTo) {
    return Arrays.equals(a, aFrom, aTo, b, bFrom, bTo);
  }

  /** Whether the slice begins with all of {@code prefix}. */
  public static boolean startsWith(byte[] bytes, int from, int to, byte[] prefix) {
    return to - from >= prefix.length
        && Arrays.equals(bytes, from, from + prefix.length, prefix, 0, prefix.length);
  }

  public static long readLong(byte[] bytes, int offset) {
    return (long) LONGS.get(bytes, offset);
  }

  public static int readInt(byte[] bytes, int offset) {
    return (int) INTS.get(bytes, offset);
  }

  public static short readShort(byte[] bytes, int offset) {
    return (short) SHORTS.get(bytes, offset);
  }

  public static void writeLong(byte[] bytes, int offset, long value) {
    LONGS.set(bytes, offset, value);
  }

  public static void writeInt(byte[] bytes, int offset, int value) {
    INTS.set(bytes, offset, value);
  }

  public static void writeShort(byte[] bytes, int offset, short value) {
    SHORTS.set(bytes, offset, value);
  }

  /** Flags bytes with all bits clear but the lowest; those above one that is may be wrong. */
  private static long flagsOfZeroOrOne(long word) {
    long masked = word & ~EACH_BYTE_ONE;
    return (masked - EACH_BYTE_ONE) & ~masked & EACH_BYTE_HIGH_BIT;
  }

  /** The first index in the slice that holds a byte of 0 or 1; {@code to} if there is none. */
  static int indexOfZeroOrOne(byte[] bytes, int from, int to) {
    int i = from;
    for (; i + 8 <= to; i += 8) {
      long word = (long) LONGS.get(bytes, i);
      if (flagsOfZeroOrOne(word) != 0) {
        // The lowest flag is always right, so the first byte has to be the lowest.
        long flags = flagsOfZeroOrOne(Long.reverseBytes(word));
        return i + (Long.numberOfTrailingZeros(flags) >>> 3);
      }
    }
    while (i < to && (bytes[i] & 0xfe) != 0) {
      i++;
    }
    return i;
  }
}
