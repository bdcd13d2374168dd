package dev.tidewater.zset;

/** Reads what {@link ByteWriter} wrote; running over the end is corruption. */
final class ByteReader {
  private final byte[] bytes;
  private final int end;
  private int position;

  ByteReader(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.position = offset;
    this.end = offset + length;
  }

  int octet() {
    require(1);
    return bytes[position++] & 0xff;
  }

  int fixed32() {
    require(Integer.BYTES);
    int value = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      value = value << 8 | (bytes[position++] & 0xff);
    }
    return value;
  }

  long fixed64() {
    long high = fixed32();
    return high << 32 | (fixed32() & 0xffffffffL);
  }

  long varint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int octet = octet();
      value |= (octet & 0x7fL) << shift;
      if (octet < 0x80) {
        return value;
      }
    }
    throw BatchCodec.corrupted("a number is too long");
  }

  long signed() {
    long value = varint();
    return (value >>> 1) ^ -(value & 1);
  }

  /** A number that counts or measures something in memory. */
  int length() {
    long value = varint();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw BatchCodec.corrupted("a length is out of range");
    }
    return (int) value;
  }

  byte[] bytes(int length) {
    require(length);
    byte[] result = new byte[length];
    System.arraycopy(bytes, position, result, 0, length);
    position += length;
    return result;
  }

  int remaining() {
    return end - position;
  }

  private void require(int length) {
    if (end - position < length) {
      throw BatchCodec.corrupted("it ends too early");
    }
  }
}
