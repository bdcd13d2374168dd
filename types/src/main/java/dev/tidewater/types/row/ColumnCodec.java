package dev.tidewater.types.row;

import dev.tidewater.types.ArrayType;
import dev.tidewater.types.RecordType;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TypeKind;
import dev.tidewater.types.vector.ColumnVector;

/**
 * Encodes the values of one type in two parts: a key, whose byte order is SQL's order and which is
 * the same for SQL-equal values; and a suffix, which tells SQL-equal values apart, such as 1.0 from
 * 1.00. The suffix of the value that {@code decode} makes from a key alone is the single byte 0.
 *
 * <p>NULL never gets here. Immutable.
 */
abstract sealed class ColumnCodec permits FixedCodec, VariableCodec {

  /** The codec for the values of a type; all codecs are shared. */
  static ColumnCodec of(SqlType type) {
    if (type instanceof ArrayType array) {
      return new CompositeCodec(new ArrayKeyWalker(array.element()));
    }
    if (type instanceof RecordType record) {
      return new CompositeCodec(RecordFormat.of(record).walker());
    }
    ScalarType scalar = (ScalarType) type;
    return switch (scalar.physical()) {
      case INT8 -> LongCodec.UNSIGNED_BYTE;
      case INT16 -> LongCodec.INT16;
      case INT32 -> LongCodec.INT32;
      case INT64 -> LongCodec.INT64;
      case INT128 -> scalar.kind() == TypeKind.UUID ? Int128Codec.UNSIGNED : Int128Codec.SIGNED;
      case FLOAT32 -> FloatCodec.FLOAT32;
      case FLOAT64 -> FloatCodec.FLOAT64;
      case INTERVAL -> IntervalCodec.INSTANCE;
      case DECIMAL -> DecimalCodec.INSTANCE;
      case BYTES -> ofBytes(scalar);
    };
  }

  private static ColumnCodec ofBytes(ScalarType type) {
    return switch (type.kind()) {
      case JSONB -> new CompositeCodec(JsonbKeyWalker.INSTANCE);
      case BPCHAR -> BlankPaddedCodec.of(type);
      default -> BytesCodec.INSTANCE;
    };
  }

  /** Bytes of every key; -1 if they vary. */
  abstract int width();

  /** Whether SQL-equal values may differ, so that keys alone don't give a value back. */
  abstract boolean hasSuffix();

  /** Appends the key of the value. */
  abstract void encode(ColumnVector vector, int row, ByteSink out);

  /** Sets the value from a key and returns the key's end. */
  abstract int decode(byte[] source, int position, ColumnVector out, int row);

  /** The end of the key that begins here. */
  abstract int skip(byte[] source, int position);

  /** Appends the suffix; false if it is the byte 0. */
  boolean encodeSuffix(ColumnVector vector, int row, ByteSink out) {
    out.putByte(0);
    return false;
  }

  /** Refines the value, which was decoded from its key, and returns the suffix's end. */
  int decodeSuffix(byte[] source, int position, ColumnVector out, int row) {
    return position + 1;
  }

  int skipSuffix(byte[] source, int position) {
    return position + 1;
  }
}
