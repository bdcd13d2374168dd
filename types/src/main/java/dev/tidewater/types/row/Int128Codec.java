package dev.tidewater.types.row;

import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.Int128Vector;
import org.jspecify.annotations.Nullable;

/** Sixteen bytes, big-endian; signed numbers with the sign flipped, uuids as they are. */
final class Int128Codec extends FixedCodec {
  static final Int128Codec SIGNED = new Int128Codec(Long.MIN_VALUE);
  static final Int128Codec UNSIGNED = new Int128Codec(0);

  private final long flip;

  private Int128Codec(long flip) {
    this.flip = flip;
  }

  @Override
  int width() {
    return 16;
  }

  @Override
  boolean hasSuffix() {
    return false;
  }

  @Override
  void write(ColumnVector vector, int row, byte[] target, int position) {
    Int128Vector values = (Int128Vector) vector;
    Bytes.writeLong(target, position, values.high[row] ^ flip);
    Bytes.writeLong(target, position + 8, values.low[row]);
  }

  @Override
  void writeRun(
      ColumnVector vector,
      int @Nullable [] rows,
      int count,
      byte[] target,
      int[] positions,
      int delta) {
    Int128Vector values = (Int128Vector) vector;
    for (int i = 0; i < count; i++) {
      int row = rows == null ? i : rows[i];
      Bytes.writeLong(target, positions[i] + delta, values.high[row] ^ flip);
      Bytes.writeLong(target, positions[i] + delta + 8, values.low[row]);
    }
  }

  @Override
  void read(byte[] source, int position, ColumnVector out, int row) {
    Int128Vector values = (Int128Vector) out;
    values.high[row] = Bytes.readLong(source, position) ^ flip;
    values.low[row] = Bytes.readLong(source, position + 8);
  }

  @Override
  void readRun(byte[] source, int[] positions, int delta, int count, ColumnVector out, int base) {
    Int128Vector values = (Int128Vector) out;
    for (int i = 0; i < count; i++) {
      values.high[base + i] = Bytes.readLong(source, positions[i] + delta) ^ flip;
      values.low[base + i] = Bytes.readLong(source, positions[i] + delta + 8);
    }
  }
}
