package dev.tidewater.types;

/**
 * The kinds of scalar type, with PostgreSQL's name and object id, and how a value is held in a
 * vector and in a row.
 */
public enum TypeKind {
  BOOLEAN("boolean", "bool", 16, 1000, Physical.INT8),
  INT2("smallint", "int2", 21, 1005, Physical.INT16),
  INT4("integer", "int4", 23, 1007, Physical.INT32),
  INT8("bigint", "int8", 20, 1016, Physical.INT64),
  FLOAT4("real", "float4", 700, 1021, Physical.FLOAT32),
  FLOAT8("double precision", "float8", 701, 1022, Physical.FLOAT64),
  /** With a precision the physical form depends on it: see {@link SqlType#physical()}. */
  NUMERIC("numeric", "numeric", 1700, 1231, Physical.DECIMAL),
  TEXT("text", "text", 25, 1009, Physical.BYTES),
  VARCHAR("character varying", "varchar", 1043, 1015, Physical.BYTES),
  /** Blank-padded; trailing blanks carry no meaning in comparisons. */
  BPCHAR("character", "bpchar", 1042, 1014, Physical.BYTES),
  BYTEA("bytea", "bytea", 17, 1001, Physical.BYTES),
  /** Days since 1970-01-01. */
  DATE("date", "date", 1082, 1182, Physical.INT32),
  /** Microseconds since midnight, 24:00:00 included. */
  TIME("time without time zone", "time", 1083, 1183, Physical.INT64),
  /** Microseconds since 1970-01-01 00:00:00, no zone. */
  TIMESTAMP("timestamp without time zone", "timestamp", 1114, 1115, Physical.INT64),
  /** Microseconds since 1970-01-01 00:00:00 UTC. */
  TIMESTAMPTZ("timestamp with time zone", "timestamptz", 1184, 1185, Physical.INT64),
  INTERVAL("interval", "interval", 1186, 1187, Physical.INTERVAL),
  UUID("uuid", "uuid", 2950, 2951, Physical.INT128),
  JSONB("jsonb", "jsonb", 3802, 3807, Physical.BYTES),

  // For catalog relations.
  OID("oid", "oid", 26, 1028, Physical.INT64),
  NAME("name", "name", 19, 1003, Physical.BYTES),
  /** PostgreSQL's one-byte {@code "char"}. */
  CHAR("\"char\"", "char", 18, 1002, Physical.BYTES),
  REGCLASS("regclass", "regclass", 2205, 2210, Physical.INT64),
  REGPROC("regproc", "regproc", 24, 1008, Physical.INT64),
  REGNAMESPACE("regnamespace", "regnamespace", 4089, 4090, Physical.INT64),
  REGROLE("regrole", "regrole", 4096, 4097, Physical.INT64),
  REGTYPE("regtype", "regtype", 2206, 2211, Physical.INT64),

  // Unsigned integers and the timeline's time, as Materialize has them.
  UINT2("uint2", "uint2", 16460, 16461, Physical.INT32),
  UINT4("uint4", "uint4", 16462, 16463, Physical.INT64),
  UINT8("uint8", "uint8", 16464, 16465, Physical.INT128),
  MZ_TIMESTAMP("mz_timestamp", "mz_timestamp", 16552, 16553, Physical.INT64),

  /** A literal or parameter whose type is still open; never the type of a stored column. */
  UNKNOWN("unknown", "unknown", 705, 0, Physical.BYTES),
  VOID("void", "void", 2278, 0, Physical.INT8);

  /** How a value is laid out; all but {@link #BYTES} and {@link #DECIMAL} have a fixed width. */
  public enum Physical {
    INT8(1),
    INT16(2),
    INT32(4),
    INT64(8),
    INT128(16),
    FLOAT32(4),
    FLOAT64(8),
    /** The length that decides the order; the parts follow at the end of a row. */
    INTERVAL(16),
    /** Numeric of any scale. */
    DECIMAL(-1),
    BYTES(-1);

    private final int width;

    Physical(int width) {
      this.width = width;
    }

    /** Bytes in an encoded row, null tag not counted; -1 if it varies. */
    public int width() {
      return width;
    }

    public boolean isFixed() {
      return width > 0;
    }
  }

  private final String sqlName;
  private final String internalName;
  private final int oid;
  private final int arrayOid;
  private final Physical physical;

  TypeKind(String sqlName, String internalName, int oid, int arrayOid, Physical physical) {
    this.sqlName = sqlName;
    this.internalName = internalName;
    this.oid = oid;
    this.arrayOid = arrayOid;
    this.physical = physical;
  }

  /** The name that {@code format_type} prints. */
  public String sqlName() {
    return sqlName;
  }

  /** The name in {@code pg_type.typname}. */
  public String internalName() {
    return internalName;
  }

  public int oid() {
    return oid;
  }

  public int arrayOid() {
    return arrayOid;
  }

  public Physical physical() {
    return physical;
  }
}
