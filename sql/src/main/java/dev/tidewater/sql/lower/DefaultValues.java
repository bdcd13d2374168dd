package dev.tidewater.sql.lower;

import dev.tidewater.plan.ScalarExpr.Literal;
import dev.tidewater.types.ArrayType;
import dev.tidewater.types.ArrayValue;
import dev.tidewater.types.Decimal;
import dev.tidewater.types.Interval;
import dev.tidewater.types.Jsonb;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import java.math.BigInteger;
import java.util.UUID;

/** Some value of each type; which one does not matter. */
final class DefaultValues {
  Literal of(SqlType type) {
    return new Literal(
        type instanceof ArrayType ? ArrayValue.EMPTY : value((ScalarType) type), type);
  }

  private static Object value(ScalarType type) {
    return switch (type.kind()) {
      case BOOLEAN -> false;
      case INT2 -> (short) 0;
      case INT4, DATE -> 0;
      case INT8, TIME, TIMESTAMP, TIMESTAMPTZ -> 0L;
      case OID, REGCLASS, REGPROC, REGNAMESPACE, REGROLE, REGTYPE, UINT2, UINT4, MZ_TIMESTAMP -> 0L;
      case UINT8 -> BigInteger.ZERO;
      case FLOAT4 -> 0f;
      case FLOAT8 -> 0d;
      case NUMERIC -> Decimal.of(0, Math.max(type.scale(), 0));
      case TEXT, VARCHAR, BPCHAR, NAME, CHAR, UNKNOWN -> "";
      case BYTEA -> new byte[0];
      case INTERVAL -> Interval.ZERO;
      case UUID -> new UUID(0, 0);
      case JSONB -> Jsonb.of(false);
      case VOID -> throw new IllegalStateException("no values of type void");
    };
  }
}
