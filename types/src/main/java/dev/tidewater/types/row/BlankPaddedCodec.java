package dev.tidewater.types.row;

import dev.tidewater.types.ScalarType;
import dev.tidewater.types.vector.BytesVector;
import dev.tidewater.types.vector.ColumnVector;
import java.util.Arrays;

/**
 * character(n): the key is the text without blanks at its end, the suffix how many there are. If
 * the length is known, a key alone gives them back.
 */
final class BlankPaddedCodec extends VariableCodec {
  private static final int UNKNOWN = -1;

  private final int characters;

  private BlankPaddedCodec(int characters) {
    this.characters = characters;
  }

  static BlankPaddedCodec of(ScalarType type) {
    return new BlankPaddedCodec(type.typmod() < 0 ? UNKNOWN : type.precision());
  }

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
    int end = BytesCodec.INSTANCE.decode(source, position, out, row);
    if (characters != UNKNOWN) {
      BytesVector values = (BytesVector) out;
      pad(values, row, characters - charactersOf(values, row));
    }
    return end;
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
    if (characters == UNKNOWN) {
      pad((BytesVector) out, row, Suffixes.readVarint(source, position));
    }
    return Suffixes.skipVarint(source, position);
  }

  /** Of UTF-8 the bytes that begin one. */
  private static int charactersOf(BytesVector values, int row) {
    int start = values.offsets[row];
    int count = 0;
    for (int i = start; i < start + values.lengths[row]; i++) {
      count += (values.data[i] & 0xc0) == 0x80 ? 0 : 1;
    }
    return count;
  }

  private static void pad(BytesVector values, int row, int blanks) {
    if (blanks <= 0) {
      return;
    }
    int length = values.lengths[row];
    values.reserve(length + blanks);
    if (values.offsets[row] + length != values.used) {
      // Others were set since, so there is no room behind it.
      System.arraycopy(values.data, values.offsets[row], values.data, values.used, length);
      values.offsets[row] = values.used;
      values.used += length;
    }
    Arrays.fill(values.data, values.used, values.used + blanks, (byte) ' ');
    values.lengths[row] += blanks;
    values.used += blanks;
  }

  @Override
  int skipSuffix(byte[] source, int position) {
    return Suffixes.skipVarint(source, position);
  }
}
