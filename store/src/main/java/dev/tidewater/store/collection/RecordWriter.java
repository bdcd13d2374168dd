package dev.tidewater.store.collection;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Writes the primitives of a log record: variable-length numbers, byte strings, a checksum. */
final class RecordWriter {
  private byte[] bytes = new byte[256];
  private int length;

  void oneByte(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
  }

  /** Seven bits a byte, lowest first, the top bit set on all but the last; at most ten bytes. */
  void number(long value) {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  void bytes(byte[] value) {
    number(value.length);
    reserve(value.length);
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
  }

  /** 1 if something optional follows, else 0. */
  void presence(boolean follows) {
    oneByte(follows ? 1 : 0);
  }

  void text(String value) {
    bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  /** All that was written, with its CRC32C behind it as four bytes, highest first. */
  byte[] finish() {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    long value = crc.getValue();
    for (int shift = 24; shift >= 0; shift -= 8) {
      oneByte((int) (value >>> shift));
    }
    return Arrays.copyOf(bytes, length);
  }

  private void reserve(int more) {
    int needed = Math.addExact(length, more);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
    }
  }
}
