package dev.tidewater.zset;

import java.util.Arrays;

/** A growing byte array with the few number formats of the batch format. */
final class ByteWriter {
  byte[] bytes = new byte[256];
  int size;

  private void reserve(int length) {
    int needed = Math.addExact(size, length);
    if (needed > bytes.length) {
      long doubled = Math.min(Integer.MAX_VALUE - 16L, bytes.length * 2L);
      bytes = Arrays.copyOf(bytes, (int) Math.max(needed, doubled));
    }
  }

  void octet(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  void fixed32(int value) {
    octet(value >>> 24);
    octet(value >>> 16);
    octet(value >>> 8);
    octet(value);
  }

  void fixed64(long value) {
    fixed32((int) (value >>> 32));
    fixed32((int) value);
  }

  /** Seven bits a byte, low ones first, the high bit says that more follow. */
  void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      octet((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    octet((int) rest);
  }

  /** A varint of the number with its sign moved to the lowest bit. */
  void signed(long value) {
    varint(value << 1 ^ value >> 63);
  }

  void bytes(byte[] source, int offset, int length) {
    reserve(length);
    System.arraycopy(source, offset, bytes, size, length);
    size += length;
  }

  void clear() {
    size = 0;
  }
}
