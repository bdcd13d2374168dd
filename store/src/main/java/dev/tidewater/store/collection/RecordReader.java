package dev.tidewater.store.collection;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Reads what {@link RecordWriter} wrote; anything else is {@code DATA_CORRUPTED}. */
final class RecordReader {
  private static final int CHECKSUM_BYTES = 4;

  private final byte[] bytes;
  private final int end;
  private int position;

  RecordReader(byte[] bytes) {
    this.bytes = bytes;
    this.end = bytes.length - CHECKSUM_BYTES;
    if (end < 0) {
      throw damaged("cut short");
    }
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, end);
    long stored = 0;
    for (int i = end; i < bytes.length; i++) {
      stored = stored << 8 | (bytes[i] & 0xff);
    }
    if (stored != crc.getValue()) {
      throw damaged("checksum differs");
    }
  }

  int oneByte() {
    if (position >= end) {
      throw damaged("cut short");
    }
    return bytes[position++] & 0xff;
  }

  long number() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = oneByte();
      value |= (next & 0x7fL) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw damaged("a number is too long");
  }

  /** A number of things of at least one byte each. */
  int count() {
    long count = number();
    if (count < 0 || count > end - position) {
      throw damaged("a count is too large");
    }
    return (int) count;
  }

  byte[] bytes() {
    int length = count();
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  boolean presence() {
    return switch (oneByte()) {
      case 0 -> false;
      case 1 -> true;
      default -> throw damaged("not a presence mark");
    };
  }

  /** A position or a number of things that are not in this record. */
  int count32() {
    long count = number();
    if (count < 0 || count > Integer.MAX_VALUE) {
      throw damaged("a count is too large");
    }
    return (int) count;
  }

  String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  void expectEnd() {
    if (position != end) {
      throw damaged("bytes left over");
    }
  }

  static TidewaterException damaged(String how) {
    return new TidewaterException(
            ErrorCode.DATA_CORRUPTED, "an entry in the store's log is damaged: {how}")
        .with("how", how)
        .hint("Restore the store's directory from a backup.");
  }
}
