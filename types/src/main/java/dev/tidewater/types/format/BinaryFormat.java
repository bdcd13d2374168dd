package dev.tidewater.types.format;

import dev.tidewater.types.ArrayType;
import dev.tidewater.types.ArrayValue;
import dev.tidewater.types.DateTimes;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.Interval;
import dev.tidewater.types.Jsonb;
import dev.tidewater.types.RecordType;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.row.ArrayFormat;
import dev.tidewater.types.row.ByteSink;
import dev.tidewater.types.row.Bytes;
import dev.tidewater.types.row.JsonbFormat;
import dev.tidewater.types.row.RecordFormat;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.BytesVector;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.DoubleVector;
import dev.tidewater.types.vector.Int128Vector;
import dev.tidewater.types.vector.IntervalVector;
import dev.tidewater.types.vector.LongVector;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Values in PostgreSQL's binary format, as its send and receive functions have them: numbers
 * big-endian, dates and times counted from 2000-01-01.
 */
public final class BinaryFormat {
  /** The version with which binary jsonb begins. */
  private static final int JSONB_VERSION = 1;

  private static final int ARRAY_HEADER = 20;

  private BinaryFormat() {}

  /** Appends the value in a row that is not NULL, without a length. */
  public static void append(ColumnVector vector, SqlType type, int row, ByteSink out) {
    if (type instanceof ArrayType array) {
      appendArray(array, (BytesVector) vector, row, out);
      return;
    }
    if (type instanceof RecordType record) {
      appendRecord(record, (BytesVector) vector, row, out);
      return;
    }
    ScalarType scalar = (ScalarType) type;
    switch (scalar.kind()) {
      case BOOLEAN -> out.putByte((int) ((LongVector) vector).values[row]);
      case INT2, UINT2 -> out.putShort((int) ((LongVector) vector).values[row]);
      case INT4, OID, REGCLASS, REGPROC, REGNAMESPACE, REGROLE, REGTYPE, UINT4 ->
          out.putInt((int) ((LongVector) vector).values[row]);
      case INT8, TIME, MZ_TIMESTAMP -> out.putLong(((LongVector) vector).values[row]);
      case DATE -> out.putInt(postgresDays(((LongVector) vector).values[row]));
      case TIMESTAMP, TIMESTAMPTZ -> out.putLong(postgresMicros(((LongVector) vector).values[row]));
      case FLOAT4 -> out.putInt(Float.floatToIntBits((float) ((DoubleVector) vector).values[row]));
      case FLOAT8 -> out.putLong(Double.doubleToLongBits(((DoubleVector) vector).values[row]));
      case NUMERIC -> NumericBinary.append(Values.readDecimal(vector, scalar, row), out);
      case TEXT, VARCHAR, BPCHAR, NAME, CHAR, UNKNOWN, BYTEA -> {
        BytesVector values = (BytesVector) vector;
        out.putBytes(values.data, values.offsets[row], values.lengths[row]);
      }
      case INTERVAL -> {
        IntervalVector values = (IntervalVector) vector;
        out.putLong(values.micros[row]);
        out.putInt(values.days[row]);
        out.putInt(values.months[row]);
      }
      case UUID -> {
        Int128Vector values = (Int128Vector) vector;
        out.putLong(values.high[row]);
        out.putLong(values.low[row]);
      }
      case UINT8 -> out.putLong(((Int128Vector) vector).low[row]);
      case JSONB -> {
        out.putByte(JSONB_VERSION);
        out.putUtf8(JsonbFormat.read((BytesVector) vector, row).toString());
      }
      case VOID -> {}
    }
  }

  private static int postgresDays(long days) {
    return DateTimes.isInfiniteDate(days)
        ? (int) days
        : (int) (days - DateTimes.POSTGRES_EPOCH_DAYS);
  }

  private static long postgresMicros(long micros) {
    return DateTimes.isInfiniteTimestamp(micros)
        ? micros
        : micros - DateTimes.POSTGRES_EPOCH_MICROS;
  }

  private static void appendRecord(RecordType type, BytesVector vector, int row, ByteSink out) {
    RecordFormat format = RecordFormat.of(type);
    ColumnVector[] fields = format.allocate(1);
    format.decode(vector, row, fields, 0);
    out.putInt(fields.length);
    for (int i = 0; i < fields.length; i++) {
      SqlType field = type.fields().get(i).type();
      out.putInt(field.oid());
      int lengthAt = out.size();
      out.putInt(-1);
      if (!fields[i].isNull(0)) {
        append(fields[i], field, 0, out);
        out.setInt(lengthAt, out.size() - lengthAt - Integer.BYTES);
      }
    }
  }

  private static void appendArray(ArrayType type, BytesVector vector, int row, ByteSink out) {
    ColumnVector elements = ArrayFormat.of(type).elements(vector, row);
    int count = elements.capacity();
    out.putInt(count == 0 ? 0 : 1);
    out.putInt(elements.hasNulls ? 1 : 0);
    out.putInt(type.element().oid());
    if (count == 0) {
      return;
    }
    out.putInt(count);
    out.putInt(1);
    for (int i = 0; i < count; i++) {
      int start = out.size();
      out.putInt(-1);
      if (!elements.isNull(i)) {
        append(elements, type.element(), i, out);
        out.setInt(start, out.size() - start - 4);
      }
    }
  }

  /** The binary form of a value in Java form, see {@link Values}. */
  public static byte[] print(SqlType type, Object value) {
    ColumnVector vector = Values.allocate(type, 1);
    Values.write(vector, type, 0, value);
    ByteSink out = new ByteSink(32);
    append(vector, type, 0, out);
    return out.toByteArray();
  }

  /**
   * Reads a value into its Java form; the type's modifiers are applied as an assignment does.
   *
   * @throws TidewaterException INVALID_BINARY_REPRESENTATION if the bytes don't make a value
   */
  public static Object parse(SqlType type, byte[] bytes, int offset, int length) {
    if (type instanceof ArrayType array) {
      return parseArray(array, bytes, offset, length);
    }
    if (type instanceof RecordType) {
      throw new TidewaterException(
          ErrorCode.FEATURE_NOT_SUPPORTED, "input of anonymous composite types is not implemented");
    }
    ScalarType scalar = (ScalarType) type;
    return switch (scalar.kind()) {
      case BOOLEAN -> {
        require(length == 1, type);
        yield bytes[offset] != 0;
      }
      case INT2 -> {
        require(length == 2, type);
        yield Bytes.readShort(bytes, offset);
      }
      case UINT2 -> {
        require(length == 2, type);
        yield (long) (Bytes.readShort(bytes, offset) & 0xffff);
      }
      case INT4 -> readInt(type, bytes, offset, length);
      case OID, REGCLASS, REGPROC, REGNAMESPACE, REGROLE, REGTYPE, UINT4 ->
          readInt(type, bytes, offset, length) & 0xffff_ffffL;
      case INT8, MZ_TIMESTAMP -> readLong(type, bytes, offset, length);
      case UINT8 -> new BigInteger(1, slice(type, bytes, offset, length, 8));
      case FLOAT4 -> Float.intBitsToFloat(readInt(type, bytes, offset, length));
      case FLOAT8 -> Double.longBitsToDouble(readLong(type, bytes, offset, length));
      case NUMERIC -> Values.fit(NumericBinary.parse(bytes, offset, length), scalar);
      case TEXT, UNKNOWN -> text(bytes, offset, length);
      case VARCHAR -> Modifiers.assignVarchar(text(bytes, offset, length), scalar);
      case BPCHAR -> Modifiers.assignBpchar(text(bytes, offset, length), scalar);
      case NAME -> Modifiers.truncateName(text(bytes, offset, length));
      case CHAR -> {
        require(length <= 1, type);
        yield text(bytes, offset, length);
      }
      case BYTEA -> java.util.Arrays.copyOfRange(bytes, offset, offset + length);
      case DATE -> date(readInt(type, bytes, offset, length));
      case TIME -> time(readLong(type, bytes, offset, length), scalar);
      case TIMESTAMP, TIMESTAMPTZ ->
          Modifiers.roundMicros(timestamp(readLong(type, bytes, offset, length)), scalar);
      case INTERVAL -> {
        require(length == 16, type);
        yield Modifiers.roundInterval(
            new Interval(
                Bytes.readInt(bytes, offset + 12),
                Bytes.readInt(bytes, offset + 8),
                Bytes.readLong(bytes, offset)),
            scalar);
      }
      case UUID -> {
        require(length == 16, type);
        yield new UUID(Bytes.readLong(bytes, offset), Bytes.readLong(bytes, offset + 8));
      }
      case JSONB -> {
        require(length > 1 && bytes[offset] == JSONB_VERSION, type);
        yield Jsonb.parse(text(bytes, offset + 1, length - 1));
      }
      case VOID -> false;
    };
  }

  public static Object parse(SqlType type, byte[] bytes) {
    return parse(type, bytes, 0, bytes.length);
  }

  private static void require(boolean valid, SqlType type) {
    if (!valid) {
      throw Errors.invalidBinary(type.display());
    }
  }

  private static int readInt(SqlType type, byte[] bytes, int offset, int length) {
    require(length == 4, type);
    return Bytes.readInt(bytes, offset);
  }

  private static long readLong(SqlType type, byte[] bytes, int offset, int length) {
    require(length == 8, type);
    return Bytes.readLong(bytes, offset);
  }

  private static byte[] slice(SqlType type, byte[] bytes, int offset, int length, int wanted) {
    require(length == wanted, type);
    return java.util.Arrays.copyOfRange(bytes, offset, offset + length);
  }

  private static String text(byte[] bytes, int offset, int length) {
    try {
      ByteBuffer slice = ByteBuffer.wrap(bytes, offset, length);
      return TextParsers.text(StandardCharsets.UTF_8.newDecoder().decode(slice).toString());
    } catch (CharacterCodingException e) {
      throw new TidewaterException(
          ErrorCode.CHARACTER_NOT_IN_REPERTOIRE, "invalid byte sequence for encoding \"UTF8\"", e);
    }
  }

  private static int date(int postgresDays) {
    if (DateTimes.isInfiniteDate(postgresDays)) {
      return postgresDays;
    }
    return (int) DateTimes.checkDate((long) postgresDays + DateTimes.POSTGRES_EPOCH_DAYS);
  }

  private static long time(long micros, ScalarType type) {
    if (micros < 0 || micros > DateTimes.MICROS_PER_DAY) {
      throw new TidewaterException(ErrorCode.DATETIME_FIELD_OVERFLOW, "time out of range");
    }
    return Modifiers.roundMicros(micros, type);
  }

  private static long timestamp(long postgresMicros) {
    if (DateTimes.isInfiniteTimestamp(postgresMicros)) {
      return postgresMicros;
    }
    long micros = postgresMicros + DateTimes.POSTGRES_EPOCH_MICROS;
    return DateTimes.checkTimestamp(postgresMicros > 0 && micros < 0 ? Long.MIN_VALUE : micros);
  }

  private static ArrayValue parseArray(ArrayType type, byte[] bytes, int offset, int length) {
    require(length >= 12, type);
    int dimensions = Bytes.readInt(bytes, offset);
    if (dimensions == 0) {
      return ArrayValue.EMPTY;
    }
    if (dimensions > 1) {
      throw new TidewaterException(
          ErrorCode.FEATURE_NOT_SUPPORTED, "arrays of more than one dimension are not supported");
    }
    require(dimensions == 1 && length >= ARRAY_HEADER, type);
    int count = Bytes.readInt(bytes, offset + 12);
    // Each element takes four bytes at least, which bounds what is allocated for it.
    require(count >= 0 && count <= (length - ARRAY_HEADER) / 4, type);
    @Nullable Object[] elements = new @Nullable Object[count];
    int at = offset + ARRAY_HEADER;
    int end = offset + length;
    for (int i = 0; i < count; i++) {
      require(at + 4 <= end, type);
      int size = Bytes.readInt(bytes, at);
      at += 4;
      require(size >= -1 && size <= end - at, type);
      if (size >= 0) {
        elements[i] = parse(type.element(), bytes, at, size);
        at += size;
      }
    }
    require(at == end, type);
    return ArrayValue.of(elements);
  }
}
