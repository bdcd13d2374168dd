package dev.tidewater.types.row;

import dev.tidewater.types.vector.BytesVector;
import dev.tidewater.types.vector.ColumnVector;

/** character(n): the key is the text without blanks at its end, the suffix how many there are. */
final class BlankPaddedCodec extends VariableCodec {
  static final BlankPaddedCodec INSTANCE = new BlankPaddedCodec();

  private BlankPaddedCodec() {}

  @Override
  boolean hasSuffix() {
    return true;
  }

  @Override
  void encode(ColumnVector vector, int row, ByteSink out) {
    BytesVector values = (BytesVector) vector;
    int offset = values.offsets[row];
    int length = values.lengths[row] - trailingBlanks(values, row);
    BytesCodec.escape(values.data, offset, length, out);
  }

  private static int trailingBlanks(BytesVector values, int row) {
    int start = values.offsets[row];
    int end = start + values.lengths[row];
    int last = end;
    while (last > start && values.data[last - 1] == ' ') {
      last--;
    }
    return end - last;
  }

  @Override
  int decode(byte[] source, int position, ColumnVector out, int row) {
    return BytesCodec.INSTANCE.decode(source, position, out, row);
  }

  @Override
  int skip(byte[] source, int position) {
    return BytesCodec.end(source, position);
  }

  @Override
  boolean encodeSuffix(ColumnVector vector, int row, ByteSink out) {
    int blanks = trailingBlanks((BytesVector) vector, row);
    out.putVarint(blanks);
    return blanks > 0;
  }

  @Override
  int decodeSuffix(byte[] source, int position, ColumnVector out, int row) {
    int blanks = Suffixes.readVarint(source, position);
    if (blanks > 0) {
      BytesVector values = (BytesVector) out;
      int length = values.lengths[row];
      values.reserve(length + blanks);
      System.arraycopy(values.data, values.offsets[row], values.data, values.used, length);
      java.util.Arrays.fill(
          values.data, values.used + length, values.used + length + blanks, (byte) ' ');
      values.offsets[row] = values.used;
      values.lengths[row] = length + blanks;
      values.used += length + blanks;
    }
    return Suffixes.skipVarint(source, position);
  }

  @Override
  int skipSuffix(byte[] source, int position) {
    return Suffixes.skipVarint(source, position);
  }
}
