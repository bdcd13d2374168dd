package dev.tidewater.types;

/** PostgreSQL's {@code pg_type.typlen}, which RowDescription repeats. */
final class TypeLengths {
  private static final int VARIABLE = -1;
  private static final int ZERO_ENDED = -2;
  private static final int NAME_BYTES = 64;

  private TypeLengths() {}

  static int of(TypeKind kind) {
    return switch (kind) {
      case BOOLEAN, CHAR -> 1;
      case INT2, UINT2 -> 2;
      case INT4,
          FLOAT4,
          DATE,
          OID,
          REGCLASS,
          REGPROC,
          REGNAMESPACE,
          REGROLE,
          REGTYPE,
          UINT4,
          VOID ->
          4;
      case INT8, FLOAT8, TIME, TIMESTAMP, TIMESTAMPTZ, UINT8, MZ_TIMESTAMP -> 8;
      case INTERVAL, UUID -> 16;
      case NAME -> NAME_BYTES;
      case UNKNOWN -> ZERO_ENDED;
      case NUMERIC, TEXT, VARCHAR, BPCHAR, BYTEA, JSONB -> VARIABLE;
    };
  }
}
