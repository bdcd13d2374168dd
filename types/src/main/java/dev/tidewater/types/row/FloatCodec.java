package dev.tidewater.types.row;

import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.DoubleVector;
import org.jspecify.annotations.Nullable;

/**
 * Floating-point numbers in IEEE's total order: negative ones with all bits turned, the others with
 * the sign turned; any NaN is the one NaN above all. The suffix is 1 for -0.0.
 */
final class FloatCodec extends FixedCodec {
  static final FloatCodec FLOAT32 = new FloatCodec(4);
  static final FloatCodec FLOAT64 = new FloatCodec(8);

  private static final byte NEGATIVE_ZERO = 1;

  private final int width;

  private FloatCodec(int width) {
    this.width = width;
  }

  @Override
  int width() {
    return width;
  }

  @Override
  boolean hasSuffix() {
    return true;
  }

  @Override
  void write(ColumnVector vector, int row, byte[] target, int position) {
    writeValue(((DoubleVector) vector).values[row], target, position);
  }

  private void writeValue(double value, byte[] target, int position) {
    // Adding zero turns -0.0 into 0.0 and nothing else.
    double canonical = value + 0.0;
    if (width == 8) {
      long bits = Double.doubleToLongBits(canonical);
      Bytes.writeLong(target, position, bits ^ ((bits >> 63) | Long.MIN_VALUE));
    } else {
      int bits = Float.floatToIntBits((float) canonical);
      Bytes.writeInt(target, position, bits ^ ((bits >> 31) | Integer.MIN_VALUE));
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
    double[] values = ((DoubleVector) vector).values;
    for (int i = 0; i < count; i++) {
      writeValue(values[rows == null ? i : rows[i]], target, positions[i] + delta);
    }
  }

  @Override
  void read(byte[] source, int position, ColumnVector out, int row) {
    ((DoubleVector) out).values[row] = readValue(source, position);
  }

  private double readValue(byte[] source, int position) {
    if (width == 8) {
      long bits = Bytes.readLong(source, position);
      return Double.longBitsToDouble(bits ^ ((~bits >> 63) | Long.MIN_VALUE));
    }
    int bits = Bytes.readInt(source, position);
    return Float.intBitsToFloat(bits ^ ((~bits >> 31) | Integer.MIN_VALUE));
  }

  @Override
  void readRun(byte[] source, int[] positions, int delta, int count, ColumnVector out, int base) {
    double[] values = ((DoubleVector) out).values;
    for (int i = 0; i < count; i++) {
      values[base + i] = readValue(source, positions[i] + delta);
    }
  }

  @Override
  boolean encodeSuffix(ColumnVector vector, int row, ByteSink out) {
    boolean negativeZero =
        Double.doubleToRawLongBits(((DoubleVector) vector).values[row]) == Long.MIN_VALUE;
    out.putByte(negativeZero ? NEGATIVE_ZERO : 0);
    return negativeZero;
  }

  @Override
  int decodeSuffix(byte[] source, int position, ColumnVector out, int row) {
    if (source[position] == NEGATIVE_ZERO) {
      ((DoubleVector) out).values[row] = -0.0;
    }
    return position + 1;
  }
}
