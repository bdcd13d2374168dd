package dev.tidewater.types.format;

import dev.tidewater.types.ArrayType;
import dev.tidewater.types.ArrayValue;
import dev.tidewater.types.Decimal;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.Jsonb;
import dev.tidewater.types.RecordType;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.TypeKind.Physical;
import dev.tidewater.types.row.ArrayFormat;
import dev.tidewater.types.row.ByteSink;
import dev.tidewater.types.row.Int128;
import dev.tidewater.types.row.JsonbFormat;
import dev.tidewater.types.row.RecordFormat;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.BytesVector;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.DoubleVector;
import dev.tidewater.types.vector.Int128Vector;
import dev.tidewater.types.vector.IntervalVector;
import dev.tidewater.types.vector.LongVector;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values as text, as PostgreSQL's input and output functions have them (DateStyle ISO, MDY;
 * IntervalStyle postgres; bytea as hex). Only timestamptz depends on the time zone. Immutable.
 *
 * <p>Reading applies the type's modifiers as an assignment does: numerics are rounded to the scale,
 * character(n) is padded, text that is too long fails.
 */
public final class TextFormat {
  /** With timestamptz shown in UTC. */
  public static final TextFormat UTC = new TextFormat(ZoneOffset.UTC);

  private static final byte[] HEX =
      "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  private final ZoneId zone;

  private TextFormat(ZoneId zone) {
    this.zone = zone;
  }

  /** With timestamptz read and shown in a zone. */
  public static TextFormat in(ZoneId zone) {
    return zone.equals(ZoneOffset.UTC) ? UTC : new TextFormat(zone);
  }

  public ZoneId zone() {
    return zone;
  }

  /** Appends the value in a row that is not NULL. */
  public void append(ColumnVector vector, SqlType type, int row, ByteSink out) {
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
      case BOOLEAN -> out.putByte(((LongVector) vector).values[row] != 0 ? 't' : 'f');
      case INT2,
          INT4,
          INT8,
          OID,
          REGCLASS,
          REGPROC,
          REGNAMESPACE,
          REGROLE,
          REGTYPE,
          UINT2,
          UINT4,
          MZ_TIMESTAMP ->
          Digits.appendLong(((LongVector) vector).values[row], out);
      case FLOAT4 -> Digits.appendFloat((float) ((DoubleVector) vector).values[row], out);
      case FLOAT8 -> Digits.appendDouble(((DoubleVector) vector).values[row], out);
      case NUMERIC -> appendNumeric(vector, scalar, row, out);
      case TEXT, VARCHAR, BPCHAR, NAME, CHAR, UNKNOWN -> {
        BytesVector values = (BytesVector) vector;
        out.putBytes(values.data, values.offsets[row], values.lengths[row]);
      }
      case BYTEA -> {
        BytesVector values = (BytesVector) vector;
        appendHex(values.data, values.offsets[row], values.lengths[row], out);
      }
      case DATE -> DateTimeWriter.appendDate(((LongVector) vector).values[row], out);
      case TIME -> DateTimeWriter.appendTime(((LongVector) vector).values[row], out);
      case TIMESTAMP -> DateTimeWriter.appendTimestamp(((LongVector) vector).values[row], out);
      case TIMESTAMPTZ ->
          DateTimeWriter.appendTimestampTz(((LongVector) vector).values[row], zone, out);
      case INTERVAL -> {
        IntervalVector values = (IntervalVector) vector;
        DateTimeWriter.appendInterval(
            values.months[row], values.days[row], values.micros[row], out);
      }
      case UUID -> {
        Int128Vector values = (Int128Vector) vector;
        appendUuid(values.high[row], values.low[row], out);
      }
      case UINT8 -> {
        Int128Vector values = (Int128Vector) vector;
        out.putUtf8(Int128.toBigInteger(values.high[row], values.low[row]).toString());
      }
      case JSONB -> out.putUtf8(JsonbFormat.read((BytesVector) vector, row).toString());
      case VOID -> {}
    }
  }

  private static void appendNumeric(ColumnVector vector, ScalarType type, int row, ByteSink out) {
    if (type.physical() == Physical.INT64) {
      long value = ((LongVector) vector).values[row];
      if (value != Values.NAN_INT64) {
        Digits.appendScaled(value, type.scale(), out);
        return;
      }
    }
    Digits.appendDecimal(Values.readDecimal(vector, type, row), out);
  }

  private void appendArray(ArrayType type, BytesVector vector, int row, ByteSink out) {
    ColumnVector elements = ArrayFormat.of(type).elements(vector, row);
    out.putByte('{');
    for (int i = 0; i < elements.capacity(); i++) {
      if (i > 0) {
        out.putByte(',');
      }
      if (elements.isNull(i)) {
        out.putUtf8("NULL");
      } else {
        int start = out.size();
        append(elements, type.element(), i, out);
        ArrayText.quoteFrom(start, out);
      }
    }
    out.putByte('}');
  }

  private void appendRecord(RecordType type, BytesVector vector, int row, ByteSink out) {
    RecordFormat format = RecordFormat.of(type);
    ColumnVector[] fields = format.allocate(1);
    format.decode(vector, row, fields, 0);
    out.putByte('(');
    for (int i = 0; i < fields.length; i++) {
      if (i > 0) {
        out.putByte(',');
      }
      if (!fields[i].isNull(0)) {
        int start = out.size();
        append(fields[i], type.fields().get(i).type(), 0, out);
        RecordText.quoteFrom(start, out);
      }
    }
    out.putByte(')');
  }

  /** Appends {@code \x} and two hexadecimal digits for each byte. */
  static void appendHex(byte[] bytes, int offset, int length, ByteSink out) {
    int at = out.claim(2 + 2 * length);
    byte[] array = out.array();
    array[at++] = '\\';
    array[at++] = 'x';
    for (int i = offset; i < offset + length; i++) {
      array[at++] = HEX[(bytes[i] >> 4) & 15];
      array[at++] = HEX[bytes[i] & 15];
    }
  }

  private static void appendUuid(long high, long low, ByteSink out) {
    int at = out.claim(36);
    byte[] array = out.array();
    for (int i = 0; i < 32; i++) {
      if (i == 8 || i == 12 || i == 16 || i == 20) {
        array[at++] = '-';
      }
      long half = i < 16 ? high : low;
      array[at++] = HEX[(int) (half >>> (60 - 4 * (i & 15))) & 15];
    }
  }

  /** The text of a value in Java form, see {@link Values}. */
  public String print(SqlType type, Object value) {
    ColumnVector vector = Values.allocate(type, 1);
    Values.write(vector, type, 0, value);
    ByteSink out = new ByteSink(32);
    append(vector, type, 0, out);
    return out.toString();
  }

  /**
   * Reads a text into a value in Java form.
   *
   * @throws TidewaterException with the code and words of PostgreSQL's input function
   */
  public Object parse(SqlType type, String text) {
    if (type instanceof ArrayType array) {
      return parseArray(array, text);
    }
    if (type instanceof RecordType) {
      throw new TidewaterException(
          ErrorCode.FEATURE_NOT_SUPPORTED, "input of anonymous composite types is not implemented");
    }
    ScalarType scalar = (ScalarType) type;
    return switch (scalar.kind()) {
      case BOOLEAN -> TextParsers.bool(text);
      case INT2 -> (short) TextParsers.integer(text, Short.MIN_VALUE, Short.MAX_VALUE, "smallint");
      case INT4 -> (int) TextParsers.integer(text, Integer.MIN_VALUE, Integer.MAX_VALUE, "integer");
      case INT8 -> TextParsers.integer(text, Long.MIN_VALUE, Long.MAX_VALUE, "bigint");
      case FLOAT4 -> TextParsers.real(text);
      case FLOAT8 -> TextParsers.doublePrecision(text);
      case NUMERIC -> Values.fit(Decimal.parse(text), scalar);
      case TEXT, UNKNOWN, VOID -> TextParsers.text(text);
      case VARCHAR -> Modifiers.assignVarchar(TextParsers.text(text), scalar);
      case BPCHAR -> Modifiers.assignBpchar(TextParsers.text(text), scalar);
      case NAME -> Modifiers.truncateName(TextParsers.text(text));
      case CHAR -> TextParsers.text(text).isEmpty() ? "" : text.substring(0, 1);
      case BYTEA -> TextParsers.bytea(text);
      case DATE -> DateTimeParser.date(text);
      case TIME -> Modifiers.roundMicros(DateTimeParser.time(text), scalar);
      case TIMESTAMP -> Modifiers.roundMicros(DateTimeParser.timestamp(text), scalar);
      case TIMESTAMPTZ -> Modifiers.roundMicros(DateTimeParser.timestampTz(text, zone), scalar);
      case INTERVAL -> Modifiers.roundInterval(IntervalParser.parse(text), scalar);
      case UUID -> TextParsers.uuid(text);
      case JSONB -> Jsonb.parse(text);
      case OID, REGCLASS, REGPROC, REGNAMESPACE, REGROLE, REGTYPE -> TextParsers.oid(text);
      case UINT2 -> TextParsers.integer(text, 0, 0xffff, "uint2");
      case UINT4 -> TextParsers.integer(text, 0, 0xffff_ffffL, "uint4");
      case UINT8 -> TextParsers.unsigned64(text);
      case MZ_TIMESTAMP -> TextParsers.integer(text, 0, Long.MAX_VALUE, "mz_timestamp");
    };
  }

  private ArrayValue parseArray(ArrayType type, String text) {
    List<@Nullable String> texts = ArrayText.parse(text);
    @Nullable Object[] elements = new @Nullable Object[texts.size()];
    for (int i = 0; i < elements.length; i++) {
      String element = texts.get(i);
      elements[i] = element == null ? null : parse(type.element(), element);
    }
    return ArrayValue.of(elements);
  }
}
