package dev.tidewater.types.row;

import dev.tidewater.types.vector.BytesVector;
import dev.tidewater.types.vector.ColumnVector;

/**
 * Arrays, records and jsonb. In a vector a value is its key, its suffixes and their length (see
 * {@link Suffixes}); a row takes the two apart.
 */
final class CompositeCodec extends VariableCodec {
  private final KeyWalker walker;

  CompositeCodec(KeyWalker walker) {
    this.walker = walker;
  }

  @Override
  boolean hasSuffix() {
    return walker.hasSuffix();
  }

  @Override
  void encode(ColumnVector vector, int row, ByteSink out) {
    BytesVector values = (BytesVector) vector;
    int start = values.offsets[row];
    int keyEnd = Suffixes.start(values.data, start + values.lengths[row]);
    out.putBytes(values.data, start, keyEnd - start);
  }

  @Override
  int decode(byte[] source, int position, ColumnVector out, int row) {
    int end = walker.skip(source, position);
    BytesVector values = (BytesVector) out;
    values.append(row, source, position, end - position);
    values.reserve(1);
    values.data[values.used++] = 0;
    values.lengths[row]++;
    return end;
  }

  @Override
  int skip(byte[] source, int position) {
    return walker.skip(source, position);
  }

  @Override
  boolean encodeSuffix(ColumnVector vector, int row, ByteSink out) {
    BytesVector values = (BytesVector) vector;
    int end = values.offsets[row] + values.lengths[row];
    int length = Suffixes.length(values.data, end);
    out.putVarint(length);
    out.putBytes(values.data, Suffixes.start(values.data, end), length);
    return length > 0;
  }

  @Override
  int decodeSuffix(byte[] source, int position, ColumnVector out, int row) {
    int length = Suffixes.readVarint(source, position);
    int start = Suffixes.skipVarint(source, position);
    if (length > 0) {
      BytesVector values = (BytesVector) out;
      int keyLength = values.lengths[row] - 1;
      ByteSink whole = new ByteSink(keyLength + length + 5);
      whole.putBytes(values.data, values.offsets[row], keyLength);
      whole.putBytes(source, start, length);
      Suffixes.close(whole, keyLength);
      values.append(row, whole.array(), 0, whole.size());
    }
    return start + length;
  }

  @Override
  int skipSuffix(byte[] source, int position) {
    return Suffixes.skipVarint(source, position) + Suffixes.readVarint(source, position);
  }
}
