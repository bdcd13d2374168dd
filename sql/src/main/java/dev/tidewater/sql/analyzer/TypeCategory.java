package dev.tidewater.sql.analyzer;

import dev.tidewater.types.ArrayType;
import dev.tidewater.types.RecordType;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TypeKind;

/** {@code pg_type.typcategory}: types within one are close enough to prefer each other. */
enum TypeCategory {
  ARRAY,
  BOOLEAN,
  DATE_TIME,
  NUMERIC,
  STRING,
  TIMESPAN,
  USER_DEFINED,
  INTERNAL,
  PSEUDO,
  /** Of parameters that stand for any type. */
  POLYMORPHIC,
  UNKNOWN;

  static TypeCategory of(SqlType type) {
    if (type instanceof ArrayType) {
      return ARRAY;
    }
    if (type instanceof RecordType) {
      return PSEUDO;
    }
    return switch (((ScalarType) type).kind()) {
      case BOOLEAN -> BOOLEAN;
      case INT2, INT4, INT8, UINT2, UINT4, UINT8, FLOAT4, FLOAT8, NUMERIC -> NUMERIC;
      case OID, REGCLASS, REGPROC, REGNAMESPACE, REGROLE, REGTYPE -> NUMERIC;
      case TEXT, VARCHAR, BPCHAR, NAME -> STRING;
      case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> DATE_TIME;
      case INTERVAL -> TIMESPAN;
      case BYTEA, UUID, JSONB, MZ_TIMESTAMP, VOID -> USER_DEFINED;
      case CHAR -> INTERNAL;
      case UNKNOWN -> UNKNOWN;
    };
  }

  /** {@code pg_type.typispreferred}. */
  static boolean isPreferred(SqlType type) {
    return type.is(TypeKind.BOOLEAN)
        || type.is(TypeKind.FLOAT8)
        || type.is(TypeKind.OID)
        || type.is(TypeKind.TEXT)
        || type.is(TypeKind.TIMESTAMPTZ)
        || type.is(TypeKind.INTERVAL);
  }
}
