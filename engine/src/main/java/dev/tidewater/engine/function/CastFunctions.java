package dev.tidewater.engine.function;

import static dev.tidewater.engine.function.CastContext.ASSIGNMENT;
import static dev.tidewater.engine.function.CastContext.EXPLICIT;
import static dev.tidewater.engine.function.CastContext.IMPLICIT;
import static dev.tidewater.types.ScalarType.BOOLEAN;
import static dev.tidewater.types.ScalarType.FLOAT4;
import static dev.tidewater.types.ScalarType.FLOAT8;
import static dev.tidewater.types.ScalarType.INT2;
import static dev.tidewater.types.ScalarType.INT4;
import static dev.tidewater.types.ScalarType.INT8;
import static dev.tidewater.types.ScalarType.JSONB;
import static dev.tidewater.types.ScalarType.NUMERIC;
import static dev.tidewater.types.ScalarType.OID;

import dev.tidewater.types.Decimal;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.Jsonb;
import dev.tidewater.types.Jsonb.JsonBoolean;
import dev.tidewater.types.Jsonb.JsonNumber;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.TypeKind;
import dev.tidewater.types.vector.DecimalVector;
import dev.tidewater.types.vector.DoubleVector;
import dev.tidewater.types.vector.LongVector;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** Casts between numbers, booleans, object ids and jsonb. */
final class CastFunctions {
  private static final List<ScalarType> INTEGERS = List.of(INT2, INT4, INT8);
  private static final List<ScalarType> REFERENCES =
      List.of(
          ScalarType.REGCLASS,
          ScalarType.REGPROC,
          ScalarType.REGNAMESPACE,
          ScalarType.REGROLE,
          ScalarType.REGTYPE);
  private static final ScalarType UINT2 = ScalarType.of(TypeKind.UINT2);
  private static final ScalarType UINT4 = ScalarType.of(TypeKind.UINT4);
  private static final ScalarType UINT8 = ScalarType.of(TypeKind.UINT8);

  /** Digits that PostgreSQL takes from a double and a real when it makes a numeric. */
  private static final int DOUBLE_DIGITS = 15;

  private static final int REAL_DIGITS = 6;

  private CastFunctions() {}

  static void declare(Declarations d) {
    integers(d);
    floats(d);
    numerics(d);
    references(d);
    unsigned(d);
    jsonb(d);
    d.cast(BOOLEAN, INT4, EXPLICIT, LongArithmetic.same());
    d.cast(INT4, BOOLEAN, EXPLICIT, LongArithmetic.unary(v -> v != 0 ? 1 : 0));
  }

  private static void integers(Declarations d) {
    d.cast(INT2, INT4, IMPLICIT, LongArithmetic.same());
    d.cast(INT2, INT8, IMPLICIT, LongArithmetic.same());
    d.cast(INT4, INT8, IMPLICIT, LongArithmetic.same());
    d.cast(INT4, INT2, ASSIGNMENT, LongArithmetic.narrow(INT2));
    d.cast(INT8, INT2, ASSIGNMENT, LongArithmetic.narrow(INT2));
    d.cast(INT8, INT4, ASSIGNMENT, LongArithmetic.narrow(INT4));
    for (ScalarType from : INTEGERS) {
      d.cast(from, FLOAT4, IMPLICIT, integerToFloat());
      d.cast(from, FLOAT8, IMPLICIT, integerToFloat());
      d.cast(from, NUMERIC, IMPLICIT, integerToNumeric());
    }
  }

  private static Implementation integerToFloat() {
    return call -> {
      boolean real = DoubleArithmetic.isReal(call.scalarResult());
      return (selection, args, out, errors) -> {
        long[] a = ((LongVector) args[0]).values;
        double[] result = ((DoubleVector) out).values;
        int limit = selection.limit();
        for (int i = 0; i < limit; i++) {
          result[i] = real ? (float) a[i] : (double) a[i];
        }
      };
    };
  }

  private static Implementation integerToNumeric() {
    return call -> {
      if (call.scalarResult().precision() != ScalarType.NONE) {
        return Rowwise.of((Number v) -> Decimal.of(v.longValue())).bind(call);
      }
      return (selection, args, out, errors) -> {
        long[] a = ((LongVector) args[0]).values;
        Decimal[] result = ((DecimalVector) out).values;
        for (int i = 0; i < selection.count(); i++) {
          int row = selection.row(i);
          result[row] = Decimal.of(a[row]);
        }
      };
    };
  }

  private static void floats(Declarations d) {
    d.cast(FLOAT4, FLOAT8, IMPLICIT, DoubleArithmetic.unary(v -> v));
    d.cast(FLOAT8, FLOAT4, ASSIGNMENT, DoubleArithmetic.unary(CastFunctions::toReal));
    for (ScalarType from : List.of(FLOAT4, FLOAT8)) {
      for (ScalarType to : INTEGERS) {
        d.cast(from, to, ASSIGNMENT, floatToInteger(to));
      }
    }
    d.cast(FLOAT4, NUMERIC, ASSIGNMENT, Rowwise.of((Float v) -> floatToNumeric(v, REAL_DIGITS)));
    d.cast(FLOAT8, NUMERIC, ASSIGNMENT, Rowwise.of((Double v) -> floatToNumeric(v, DOUBLE_DIGITS)));
  }

  private static double toReal(double value) {
    float real = (float) value;
    if (Float.isInfinite(real) && !Double.isInfinite(value)) {
      throw DoubleArithmetic.overflow();
    }
    if (real == 0 && value != 0) {
      throw DoubleArithmetic.underflow();
    }
    return real;
  }

  private static Implementation floatToInteger(ScalarType to) {
    // The first number that is too large is a power of two, which doubles hold exactly.
    double end = -(double) LongArithmetic.min(to);
    return call ->
        (selection, args, out, errors) -> {
          double[] a = ((DoubleVector) args[0]).values;
          long[] result = ((LongVector) out).values;
          for (int i = 0; i < selection.count(); i++) {
            int row = selection.row(i);
            double rounded = Math.rint(a[row]);
            if (rounded >= -end && rounded < end) {
              result[row] = (long) rounded;
            } else if (!out.isNull(row)) {
              out.setNull(row);
              errors.record(row, LongArithmetic.outOfRange(to));
            }
          }
        };
  }

  static Decimal floatToNumeric(double value, int digits) {
    if (Double.isNaN(value)) {
      return Decimal.NAN;
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? Decimal.POSITIVE_INFINITY : Decimal.NEGATIVE_INFINITY;
    }
    BigDecimal rounded =
        new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
    return Decimal.of(rounded.stripTrailingZeros());
  }

  private static void numerics(Declarations d) {
    for (ScalarType to : INTEGERS) {
      d.cast(NUMERIC, to, ASSIGNMENT, Rowwise.of((Decimal v) -> numericToInteger(v, to)));
    }
    d.cast(NUMERIC, FLOAT4, IMPLICIT, Rowwise.of((Decimal v) -> (float) numericToFloat(v, FLOAT4)));
    d.cast(NUMERIC, FLOAT8, IMPLICIT, Rowwise.of((Decimal v) -> numericToFloat(v, FLOAT8)));
    d.cast(NUMERIC, NUMERIC, IMPLICIT, Rowwise.of((Decimal v) -> v));
  }

  static Number numericToInteger(Decimal value, ScalarType to) {
    if (!value.isFinite()) {
      throw new TidewaterException(
              ErrorCode.FEATURE_NOT_SUPPORTED, "cannot convert {value} to {type}")
          .with("value", value.isNaN() ? "NaN" : "infinity")
          .with("type", to.kind().sqlName());
    }
    Decimal rounded = value.round(0);
    if (!rounded.fitsLong()) {
      throw LongArithmetic.outOfRange(to);
    }
    long result = rounded.unscaledLong();
    if (result < LongArithmetic.min(to) || result > LongArithmetic.max(to)) {
      throw LongArithmetic.outOfRange(to);
    }
    return result;
  }

  private static double numericToFloat(Decimal value, ScalarType to) {
    double result = value.doubleValue();
    boolean real = to.equals(FLOAT4);
    double rounded = real ? (float) result : result;
    boolean overflow = value.isFinite() && Double.isInfinite(rounded);
    boolean underflow = rounded == 0 && !value.isZero();
    if (overflow || underflow) {
      throw new TidewaterException(
              ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, "\"{value}\" is out of range for type {type}")
          .with("value", value)
          .with("type", to.kind().sqlName());
    }
    return rounded;
  }

  private static void references(Declarations d) {
    d.cast(INT8, OID, IMPLICIT, Rowwise.of((Long v) -> toOid(v)));
    d.cast(INT4, OID, IMPLICIT, LongArithmetic.unary(v -> v & 0xffff_ffffL));
    d.cast(INT2, OID, IMPLICIT, LongArithmetic.unary(v -> v & 0xffff_ffffL));
    d.cast(OID, INT8, ASSIGNMENT, LongArithmetic.same());
    d.cast(OID, INT4, ASSIGNMENT, LongArithmetic.unary(v -> (int) v));
    for (ScalarType reference : REFERENCES) {
      d.cast(reference, OID, IMPLICIT, LongArithmetic.same());
      d.cast(OID, reference, IMPLICIT, LongArithmetic.same());
      d.cast(reference, INT8, ASSIGNMENT, LongArithmetic.same());
      d.cast(reference, INT4, ASSIGNMENT, LongArithmetic.unary(v -> (int) v));
      d.cast(INT8, reference, IMPLICIT, Rowwise.of((Long v) -> toOid(v)));
      d.cast(INT4, reference, IMPLICIT, LongArithmetic.unary(v -> v & 0xffff_ffffL));
    }
  }

  private static Long toOid(long value) {
    if (value < 0 || value > 0xffff_ffffL) {
      throw new TidewaterException(ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, "OID out of range");
    }
    return value;
  }

  private static void unsigned(Declarations d) {
    List<ScalarType> types = List.of(UINT2, UINT4, UINT8);
    for (ScalarType from : types) {
      for (ScalarType to : types) {
        int direction = types.indexOf(to) - types.indexOf(from);
        if (direction != 0) {
          d.cast(from, to, direction > 0 ? IMPLICIT : ASSIGNMENT, toUnsigned(to));
        }
      }
      for (ScalarType to : INTEGERS) {
        boolean fits = types.indexOf(from) < INTEGERS.indexOf(to);
        d.cast(from, to, fits ? IMPLICIT : ASSIGNMENT, toInteger(to));
        d.cast(to, from, ASSIGNMENT, toUnsigned(from));
      }
      d.cast(from, NUMERIC, IMPLICIT, Rowwise.of((Number v) -> Decimal.of(integer(v), 0)));
      d.cast(from, FLOAT8, IMPLICIT, Rowwise.of((Number v) -> integer(v).doubleValue()));
      d.cast(NUMERIC, from, ASSIGNMENT, toUnsigned(from));
    }
    ScalarType time = ScalarType.MZ_TIMESTAMP;
    d.cast(INT4, time, ASSIGNMENT, toUnsigned(time));
    d.cast(INT8, time, ASSIGNMENT, toUnsigned(time));
    d.cast(UINT4, time, IMPLICIT, toUnsigned(time));
    d.cast(UINT8, time, IMPLICIT, toUnsigned(time));
    d.cast(NUMERIC, time, ASSIGNMENT, toUnsigned(time));
    d.cast(time, INT8, ASSIGNMENT, LongArithmetic.same());
    d.cast(time, NUMERIC, ASSIGNMENT, Rowwise.of((Long v) -> Decimal.of(v)));
  }

  private static BigInteger integer(Object value) {
    if (value instanceof Decimal decimal) {
      if (!decimal.isFinite()) {
        throw new TidewaterException(ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE, "value out of range");
      }
      return decimal.round(0).unscaled();
    }
    return value instanceof BigInteger big ? big : BigInteger.valueOf(((Number) value).longValue());
  }

  private static Implementation toUnsigned(ScalarType to) {
    int bits =
        switch (to.kind()) {
          case UINT2 -> 16;
          case UINT4 -> 32;
          case MZ_TIMESTAMP -> 63;
          default -> 64;
        };
    return Rowwise.of(
        (Object v) -> {
          BigInteger value = integer(v);
          if (value.signum() < 0 || value.bitLength() > bits) {
            throw LongArithmetic.outOfRange(to);
          }
          return bits == 64 ? value : (Object) value.longValue();
        });
  }

  private static Implementation toInteger(ScalarType to) {
    return Rowwise.of(
        (Object v) -> {
          BigInteger value = integer(v);
          if (value.bitLength() > 63 || value.longValue() > LongArithmetic.max(to)) {
            throw LongArithmetic.outOfRange(to);
          }
          return value.longValue();
        });
  }

  private static void jsonb(Declarations d) {
    d.cast(JSONB, BOOLEAN, EXPLICIT, Rowwise.of((Jsonb v) -> jsonBoolean(v)));
    d.cast(JSONB, NUMERIC, EXPLICIT, Rowwise.of((Jsonb v) -> jsonNumber(v, NUMERIC)));
    for (ScalarType to : INTEGERS) {
      d.cast(JSONB, to, EXPLICIT, Rowwise.of((Jsonb v) -> numericToInteger(jsonNumber(v, to), to)));
    }
    d.cast(
        JSONB,
        FLOAT4,
        EXPLICIT,
        Rowwise.of((Jsonb v) -> (float) numericToFloat(jsonNumber(v, FLOAT4), FLOAT4)));
    d.cast(
        JSONB,
        FLOAT8,
        EXPLICIT,
        Rowwise.of((Jsonb v) -> numericToFloat(jsonNumber(v, FLOAT8), FLOAT8)));
  }

  private static Boolean jsonBoolean(Jsonb value) {
    if (value instanceof JsonBoolean bool) {
      return bool.value();
    }
    throw cannotCastJson(value, BOOLEAN);
  }

  private static Decimal jsonNumber(Jsonb value, ScalarType to) {
    if (value instanceof JsonNumber number) {
      return number.value();
    }
    throw cannotCastJson(value, to);
  }

  private static TidewaterException cannotCastJson(Jsonb value, ScalarType to) {
    return new TidewaterException(
            ErrorCode.INVALID_PARAMETER_VALUE, "cannot cast jsonb {kind} to type {type}")
        .with("kind", value.typeName().equals("number") ? "numeric" : value.typeName())
        .with("type", to.kind().sqlName());
  }
}
