package dev.tidewater.source.postgres;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.format.TextFormat;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.BytesVector;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.LongVector;
import java.nio.charset.StandardCharsets;

/** Reads values of one type from PostgreSQL's text form into the first row of a vector. */
interface TextDecoder {
  void decode(byte[] data, int offset, int length, ColumnVector out);

  /** The quickest reader for the type. */
  static TextDecoder of(SqlType type) {
    return type instanceof ScalarType scalar ? ofScalar(scalar) : general(type);
  }

  private static TextDecoder ofScalar(ScalarType type) {
    return switch (type.kind()) {
      case BOOLEAN ->
          (data, offset, length, out) -> ((LongVector) out).values[0] = data[offset] == 't' ? 1 : 0;
      case INT2, INT4, INT8 ->
          (data, offset, length, out) ->
              ((LongVector) out).values[0] = integer(data, offset, length);
      case TEXT, VARCHAR ->
          (data, offset, length, out) -> ((BytesVector) out).append(0, data, offset, length);
      case TIMESTAMP, TIMESTAMPTZ -> new TimestampDecoder(general(type));
      default -> general(type);
    };
  }

  /** Reads whatever form PostgreSQL accepts. */
  static TextDecoder general(SqlType type) {
    return (data, offset, length, out) -> {
      Object value =
          TextFormat.UTC.parse(type, new String(data, offset, length, StandardCharsets.UTF_8));
      Values.write(out, type, 0, value);
    };
  }

  private static long integer(byte[] data, int offset, int length) {
    boolean negative = data[offset] == '-';
    long value = 0;
    // Counted down, as the smallest number has no positive counterpart.
    for (int i = negative ? offset + 1 : offset; i < offset + length; i++) {
      int digit = data[i] - '0';
      if (digit < 0 || digit > 9) {
        throw new TidewaterException(
                ErrorCode.INVALID_TEXT_REPRESENTATION, "{text} is not an integer")
            .with("text", new String(data, offset, length, StandardCharsets.UTF_8));
      }
      value = value * 10 - digit;
    }
    return negative ? value : -value;
  }
}
