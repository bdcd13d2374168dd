package dev.tidewater.types.row;

import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.LongVector;
import org.jspecify.annotations.Nullable;

/** Integers: big-endian, the sign flipped so that negative ones come first. */
final class LongCodec extends FixedCodec {
  /** Booleans. */
  static final LongCodec UNSIGNED_BYTE = new LongCodec(1);

  static final LongCodec INT16 = new LongCodec(2);
  static final LongCodec INT32 = new LongCodec(4);
  static final LongCodec INT64 = new LongCodec(8);

  private final int width;

  private LongCodec(int width) {
    this.width = width;
  }

  @Override
  int width() {
    return width;
  }

  @Override
  boolean hasSuffix() {
    return false;
  }

  @Override
  void write(ColumnVector vector, int row, byte[] target, int position) {
    writeValue(((LongVector) vector).values[row], target, position);
  }

  private void writeValue(long value, byte[] target, int position) {
    switch (width) {
      case 1 -> target[position] = (byte) value;
      case 2 -> Bytes.writeShort(target, position, (short) (value ^ 0x8000));
      case 4 -> Bytes.writeInt(target, position, (int) value ^ Integer.MIN_VALUE);
      default -> Bytes.writeLong(target, position, value ^ Long.MIN_VALUE);
    }
  }

  @Override
  void writeRun(
      ColumnVector vector,
      int @Nullable [] rows,
      int count,
      byte[] target,
      int[] positions,
      int delta) {
    long[] values = ((LongVector) vector).values;
    if (width == 8) {
      for (int i = 0; i < count; i++) {
        long value = values[rows == null ? i : rows[i]];
        Bytes.writeLong(target, positions[i] + delta, value ^ Long.MIN_VALUE);
      }
    } else {
      for (int i = 0; i < count; i++) {
        writeValue(values[rows == null ? i : rows[i]], target, positions[i] + delta);
      }
    }
  }

  @Override
  void read(byte[] source, int position, ColumnVector out, int row) {
    ((LongVector) out).values[row] = readValue(source, position);
  }

  private long readValue(byte[] source, int position) {
    return switch (width) {
      case 1 -> source[position];
      case 2 -> (short) (Bytes.readShort(source, position) ^ 0x8000);
      case 4 -> Bytes.readInt(source, position) ^ Integer.MIN_VALUE;
      default -> Bytes.readLong(source, position) ^ Long.MIN_VALUE;
    };
  }

  @Override
  void readRun(byte[] source, int[] positions, int delta, int count, ColumnVector out, int base) {
    long[] values = ((LongVector) out).values;
    if (width == 8) {
      for (int i = 0; i < count; i++) {
        values[base + i] = Bytes.readLong(source, positions[i] + delta) ^ Long.MIN_VALUE;
      }
    } else {
      for (int i = 0; i < count; i++) {
        values[base + i] = readValue(source, positions[i] + delta);
      }
    }
  }
}
