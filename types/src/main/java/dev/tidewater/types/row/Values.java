package dev.tidewater.types.row;

import dev.tidewater.types.ArrayType;
import dev.tidewater.types.ArrayValue;
import dev.tidewater.types.Decimal;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.Interval;
import dev.tidewater.types.Jsonb;
import dev.tidewater.types.PowersOfTen;
import dev.tidewater.types.RecordType;
import dev.tidewater.types.RecordValue;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.vector.BytesVector;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.DecimalVector;
import dev.tidewater.types.vector.DoubleVector;
import dev.tidewater.types.vector.Int128Vector;
import dev.tidewater.types.vector.IntervalVector;
import dev.tidewater.types.vector.LongVector;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Moves single values between vectors and their Java form. For edges, literals and tests; inner
 * loops read vectors.
 *
 * <pre>
 *   SQL type                         Java form
 *   boolean                          Boolean
 *   smallint, integer, bigint        Short, Integer, Long
 *   real, double precision           Float, Double
 *   numeric, with modifiers or not   Decimal
 *   text, varchar, bpchar, name, "char", unknown    String
 *   bytea                            byte[]
 *   date                             Integer: days since 1970-01-01 (see DateTimes for ±infinity)
 *   time                             Long: microseconds since midnight
 *   timestamp, timestamptz           Long: microseconds since 1970-01-01 00:00 (UTC)
 *   interval                         Interval
 *   uuid                             java.util.UUID
 *   jsonb                            Jsonb
 *   oid, regclass, regproc, regtype  Long
 *   uint2, uint4, mz_timestamp       Long
 *   uint8                            java.math.BigInteger
 *   arrays                           ArrayValue
 *   records                          RecordValue
 * </pre>
 */
public final class Values {
  private static final BigInteger NAN_128 = BigInteger.ONE.shiftLeft(127).subtract(BigInteger.ONE);

  /** How NaN is held in a decimal of up to 18 digits. */
  public static final long NAN_INT64 = Long.MAX_VALUE;

  /** How NaN is held in a decimal of up to 38 digits: the upper half. */
  public static final long NAN_INT128_HIGH = Long.MAX_VALUE;

  /** How NaN is held in a decimal of up to 38 digits: the lower half. */
  public static final long NAN_INT128_LOW = -1;

  private Values() {}

  /** An empty vector of the class that holds a type. */
  public static ColumnVector allocate(SqlType type, int capacity) {
    return switch (type.physical()) {
      case INT8, INT16, INT32, INT64 -> new LongVector(capacity);
      case FLOAT32, FLOAT64 -> new DoubleVector(capacity);
      case INT128 -> new Int128Vector(capacity);
      case DECIMAL -> new DecimalVector(capacity);
      case INTERVAL -> new IntervalVector(capacity);
      case BYTES -> new BytesVector(capacity);
    };
  }

  /** The value in a row; null for NULL. */
  public static @Nullable Object read(ColumnVector vector, SqlType type, int row) {
    if (vector.isNull(row)) {
      return null;
    }
    if (type instanceof ArrayType array) {
      return ArrayFormat.of(array).read((BytesVector) vector, row);
    }
    if (type instanceof RecordType record) {
      return RecordFormat.of(record).read((BytesVector) vector, row);
    }
    ScalarType scalar = (ScalarType) type;
    return switch (scalar.kind()) {
      case BOOLEAN, VOID -> ((LongVector) vector).values[row] != 0;
      case INT2 -> (short) ((LongVector) vector).values[row];
      case INT4, DATE -> (int) ((LongVector) vector).values[row];
      case INT8,
          TIME,
          TIMESTAMP,
          TIMESTAMPTZ,
          OID,
          REGCLASS,
          REGPROC,
          REGNAMESPACE,
          REGROLE,
          REGTYPE,
          UINT2,
          UINT4,
          MZ_TIMESTAMP ->
          ((LongVector) vector).values[row];
      case FLOAT4 -> (float) ((DoubleVector) vector).values[row];
      case FLOAT8 -> ((DoubleVector) vector).values[row];
      case NUMERIC -> readDecimal(vector, scalar, row);
      case TEXT, VARCHAR, BPCHAR, NAME, CHAR, UNKNOWN -> readText((BytesVector) vector, row);
      case BYTEA -> readBytes((BytesVector) vector, row);
      case INTERVAL -> readInterval((IntervalVector) vector, row);
      case UUID -> {
        Int128Vector values = (Int128Vector) vector;
        yield new UUID(values.high[row], values.low[row]);
      }
      case UINT8 -> {
        Int128Vector values = (Int128Vector) vector;
        yield Int128.toBigInteger(values.high[row], values.low[row]);
      }
      case JSONB -> JsonbFormat.read((BytesVector) vector, row);
    };
  }

  /** The text in a row that is not NULL. */
  public static String readText(BytesVector vector, int row) {
    return new String(
        vector.data, vector.offsets[row], vector.lengths[row], StandardCharsets.UTF_8);
  }

  private static byte[] readBytes(BytesVector vector, int row) {
    int start = vector.offsets[row];
    return java.util.Arrays.copyOfRange(vector.data, start, start + vector.lengths[row]);
  }

  private static Interval readInterval(IntervalVector vector, int row) {
    return new Interval(vector.months[row], vector.days[row], vector.micros[row]);
  }

  /** The numeric in a row that is not NULL, whichever way its type holds it. */
  public static Decimal readDecimal(ColumnVector vector, ScalarType type, int row) {
    return switch (type.physical()) {
      case INT64 -> {
        long value = ((LongVector) vector).values[row];
        yield value == NAN_INT64 ? Decimal.NAN : Decimal.of(value, type.scale());
      }
      case INT128 -> {
        Int128Vector values = (Int128Vector) vector;
        long high = values.high[row];
        long low = values.low[row];
        if (high == low >> 63) {
          yield Decimal.of(low, type.scale());
        }
        yield high == NAN_INT128_HIGH && low == NAN_INT128_LOW
            ? Decimal.NAN
            : Decimal.of(Int128.toBigInteger(high, low), type.scale());
      }
      default -> ((DecimalVector) vector).values[row];
    };
  }

  /**
   * Sets a row, which must not have been set before unless to NULL.
   *
   * @throws TidewaterException NUMERIC_VALUE_OUT_OF_RANGE if a numeric does not fit the type's
   *     precision; digits beyond its scale are rounded
   */
  public static void write(ColumnVector vector, SqlType type, int row, @Nullable Object value) {
    if (value == null) {
      vector.setNull(row);
      return;
    }
    vector.nulls[row] = false;
    if (type instanceof ArrayType array) {
      ArrayFormat.of(array).write((ArrayValue) value, (BytesVector) vector, row);
      return;
    }
    if (type instanceof RecordType record) {
      RecordFormat.of(record).write((RecordValue) value, (BytesVector) vector, row);
      return;
    }
    ScalarType scalar = (ScalarType) type;
    switch (scalar.kind()) {
      case BOOLEAN, VOID -> ((LongVector) vector).values[row] = (Boolean) value ? 1 : 0;
      case INT2,
          INT4,
          DATE,
          INT8,
          TIME,
          TIMESTAMP,
          TIMESTAMPTZ,
          OID,
          REGCLASS,
          REGPROC,
          REGNAMESPACE,
          REGROLE,
          REGTYPE,
          UINT2,
          UINT4,
          MZ_TIMESTAMP ->
          ((LongVector) vector).values[row] = ((Number) value).longValue();
      case FLOAT4, FLOAT8 -> ((DoubleVector) vector).values[row] = ((Number) value).doubleValue();
      case NUMERIC -> writeDecimal((Decimal) value, vector, scalar, row);
      case TEXT, VARCHAR, BPCHAR, NAME, CHAR, UNKNOWN ->
          writeText((String) value, (BytesVector) vector, row);
      case BYTEA -> {
        byte[] bytes = (byte[]) value;
        ((BytesVector) vector).append(row, bytes, 0, bytes.length);
      }
      case INTERVAL -> writeInterval((Interval) value, (IntervalVector) vector, row);
      case UUID -> {
        Int128Vector values = (Int128Vector) vector;
        values.high[row] = ((UUID) value).getMostSignificantBits();
        values.low[row] = ((UUID) value).getLeastSignificantBits();
      }
      case UINT8 -> writeInt128((BigInteger) value, (Int128Vector) vector, row);
      case JSONB -> JsonbFormat.write((Jsonb) value, (BytesVector) vector, row);
    }
  }

  /** Sets a row to a text. */
  public static void writeText(String value, BytesVector vector, int row) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    vector.append(row, bytes, 0, bytes.length);
  }

  private static void writeInterval(Interval value, IntervalVector vector, int row) {
    vector.months[row] = value.months();
    vector.days[row] = value.days();
    vector.micros[row] = value.micros();
  }

  private static void writeInt128(BigInteger value, Int128Vector vector, int row) {
    vector.high[row] = Int128.high(value);
    vector.low[row] = Int128.low(value);
  }

  /**
   * Sets a row to a numeric, in the way in which the type holds it.
   *
   * @throws TidewaterException as {@link #write}
   */
  public static void writeDecimal(Decimal value, ColumnVector vector, ScalarType type, int row) {
    if (!type.isFixedDecimal()) {
      ((DecimalVector) vector).values[row] =
          type.precision() == ScalarType.NONE ? value : fit(value, type);
    } else if (type.precision() <= ScalarType.MAX_INT64_PRECISION) {
      ((LongVector) vector).values[row] =
          value.isNaN() ? NAN_INT64 : unscaledAt(fit(value, type), type.scale()).longValueExact();
    } else {
      writeInt128(
          value.isNaN() ? NAN_128 : unscaledAt(fit(value, type), type.scale()),
          (Int128Vector) vector,
          row);
    }
  }

  private static BigInteger unscaledAt(Decimal value, int scale) {
    return scale >= 0 ? value.unscaled() : value.unscaled().divide(PowersOfTen.big(-scale));
  }

  /**
   * The value rounded to a numeric type's scale.
   *
   * @throws TidewaterException NUMERIC_VALUE_OUT_OF_RANGE if it then has too many digits
   */
  public static Decimal fit(Decimal value, ScalarType type) {
    if (value.isNaN() || type.precision() == ScalarType.NONE) {
      return value;
    }
    if (value.isInfinite()) {
      throw overflow()
          .detail(
              "A field with precision "
                  + type.precision()
                  + ", scale "
                  + type.scale()
                  + " cannot hold an infinite value.");
    }
    Decimal rounded = value.round(type.scale());
    int integerDigits = type.precision() - type.scale();
    if (magnitudeDigits(rounded) > integerDigits) {
      throw overflow()
          .detail(
              "A field with precision "
                  + type.precision()
                  + ", scale "
                  + type.scale()
                  + " must round to an absolute value less than "
                  + (integerDigits == 0 ? "1" : "10^" + integerDigits)
                  + ".");
    }
    return rounded;
  }

  /** The least e for which the absolute value is below 10^e; the lowest for zero. */
  private static int magnitudeDigits(Decimal value) {
    if (value.isZero()) {
      return Integer.MIN_VALUE;
    }
    int digits =
        value.fitsLong()
            ? PowersOfTen.digits(value.unscaledLong())
            : PowersOfTen.digits(value.unscaled());
    return digits - value.scale();
  }

  private static TidewaterException overflow() {
    return new TidewaterException(ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, "numeric field overflow");
  }
}
