package dev.tidewater.types.row;

import dev.tidewater.types.vector.ColumnVector;
import org.jspecify.annotations.Nullable;

/** Keys of the same width for all values; they are written and read a column at a time. */
abstract sealed class FixedCodec extends ColumnCodec
    permits LongCodec, Int128Codec, FloatCodec, IntervalCodec {

  /**
   * Writes the keys of many rows.
   *
   * @param rows which rows of the vector; null for the first {@code count}
   * @param positions where each row begins in the target
   * @param delta bytes between that and the key
   */
  abstract void writeRun(
      ColumnVector vector,
      int @Nullable [] rows,
      int count,
      byte[] target,
      int[] positions,
      int delta);

  /** Reads the keys of many rows into the rows of a vector from {@code base} on. */
  abstract void readRun(
      byte[] source, int[] positions, int delta, int count, ColumnVector out, int base);

  @Override
  final void encode(ColumnVector vector, int row, ByteSink out) {
    int start = out.claim(width());
    write(vector, row, out.array(), start);
  }

  abstract void write(ColumnVector vector, int row, byte[] target, int position);

  abstract void read(byte[] source, int position, ColumnVector out, int row);

  @Override
  final int decode(byte[] source, int position, ColumnVector out, int row) {
    read(source, position, out, row);
    return position + width();
  }

  @Override
  final int skip(byte[] source, int position) {
    return position + width();
  }
}
