package dev.tidewater.types.row;

import dev.tidewater.types.vector.BytesVector;
import dev.tidewater.types.vector.ColumnVector;

/**
 * Text and bytea: the bytes, ended by 0; a 0 within becomes 01 01 and a 1 becomes 01 02, which
 * keeps the order and leaves no 0 inside.
 */
final class BytesCodec extends VariableCodec {
  static final BytesCodec INSTANCE = new BytesCodec();

  private BytesCodec() {}

  @Override
  boolean hasSuffix() {
    return false;
  }

  @Override
  void encode(ColumnVector vector, int row, ByteSink out) {
    BytesVector values = (BytesVector) vector;
    escape(values.data, values.offsets[row], values.lengths[row], out);
  }

  @Override
  int decode(byte[] source, int position, ColumnVector out, int row) {
    BytesVector values = (BytesVector) out;
    values.offsets[row] = values.used;
    int end = unescape(source, position, values);
    values.lengths[row] = values.used - values.offsets[row];
    return end;
  }

  @Override
  int skip(byte[] source, int position) {
    return end(source, position);
  }

  /** Appends the escaped bytes and the end mark. */
  static void escape(byte[] source, int offset, int length, ByteSink out) {
    int from = offset;
    int to = offset + length;
    out.reserve(length + 1);
    while (true) {
      int special = Bytes.indexOfZeroOrOne(source, from, to);
      out.putBytes(source, from, special - from);
      if (special == to) {
        out.putByte(0);
        return;
      }
      out.putByte(1);
      out.putByte(source[special] + 1);
      from = special + 1;
    }
  }

  /** Appends what was escaped to the vector's data; returns the position behind the end mark. */
  static int unescape(byte[] source, int position, BytesVector values) {
    int from = position;
    while (true) {
      int special = Bytes.indexOfZeroOrOne(source, from, source.length);
      int length = special - from;
      values.reserve(length + 1);
      System.arraycopy(source, from, values.data, values.used, length);
      values.used += length;
      if (source[special] == 0) {
        return special + 1;
      }
      values.data[values.used++] = (byte) (source[special + 1] - 1);
      from = special + 2;
    }
  }

  /** The position behind the end mark. */
  static int end(byte[] source, int position) {
    int special = Bytes.indexOfZeroOrOne(source, position, source.length);
    while (source[special] != 0) {
      special = Bytes.indexOfZeroOrOne(source, special + 2, source.length);
    }
    return special + 1;
  }
}
