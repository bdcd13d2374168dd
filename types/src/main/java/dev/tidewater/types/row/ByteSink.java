package dev.tidewater.types.row;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A byte buffer that grows at its end. Numbers are written big-endian. Reused by {@link #clear()},
 * so that writing costs no allocation once it has grown. One thread at a time.
 */
public final class ByteSink {
  /** The longest array that virtual machines agree to make. */
  private static final int MAX_CAPACITY = Integer.MAX_VALUE - 16;

  private byte[] array;
  private int size;

  public ByteSink() {
    this(256);
  }

  public ByteSink(int capacity) {
    this.array = new byte[capacity];
  }

  /** The buffer itself, meaningful up to {@link #size()}; replaced when it grows. */
  public byte[] array() {
    return array;
  }

  public int size() {
    return size;
  }

  /** Forgets all content and keeps the room. */
  public void clear() {
    size = 0;
  }

  /** Forgets what is behind a position. */
  public void truncate(int newSize) {
    if (newSize < 0 || newSize > size) {
      throw new IllegalArgumentException("can only truncate to what is there");
    }
    size = newSize;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(array, size);
  }

  /** Makes room for so many more bytes. */
  public void reserve(int length) {
    if (length > array.length - size) {
      grow(length);
    }
  }

  private void grow(int length) {
    int needed = Math.addExact(size, length);
    int doubled = array.length > MAX_CAPACITY / 2 ? MAX_CAPACITY : array.length * 2;
    array = Arrays.copyOf(array, Math.max(needed, doubled));
  }

  /** Claims so many bytes and returns where they begin; their content is unspecified. */
  public int claim(int length) {
    reserve(length);
    int start = size;
    size += length;
    return start;
  }

  public void putByte(int value) {
    reserve(1);
    array[size++] = (byte) value;
  }

  public void putShort(int value) {
    int start = claim(2);
    Bytes.writeShort(array, start, (short) value);
  }

  public void putInt(int value) {
    int start = claim(4);
    Bytes.writeInt(array, start, value);
  }

  public void putLong(long value) {
    int start = claim(8);
    Bytes.writeLong(array, start, value);
  }

  public void putBytes(byte[] bytes) {
    putBytes(bytes, 0, bytes.length);
  }

  public void putBytes(byte[] bytes, int offset, int length) {
    reserve(length);
    System.arraycopy(bytes, offset, array, size, length);
    size += length;
  }

  public void putZeros(int length) {
    int start = claim(length);
    Arrays.fill(array, start, start + length, (byte) 0);
  }

  /** Writes the characters as UTF-8. */
  public void putUtf8(String text) {
    int length = text.length();
    reserve(length);
    int at = size;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        size = at;
        putBytes(text.substring(i).getBytes(StandardCharsets.UTF_8));
        return;
      }
      array[at++] = (byte) c;
    }
    size = at;
  }

  /** Writes a non-negative number in as few bytes as its size needs, seven bits in each. */
  public void putVarint(int value) {
    int rest = value;
    while (rest > 0x7f) {
      putByte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    putByte(rest);
  }

  /** Overwrites four bytes that are already there. */
  public void setInt(int position, int value) {
    if (position + 4 > size) {
      throw new IllegalArgumentException("can only overwrite what is there");
    }
    Bytes.writeInt(array, position, value);
  }

  /** The content as UTF-8 text. */
  @Override
  public String toString() {
    return new String(array, 0, size, StandardCharsets.UTF_8);
  }
}
