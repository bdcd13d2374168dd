package dev.tidewater.types;

import dev.tidewater.types.TypeKind.Physical;

/**
 * A scalar type: a kind and up to two modifiers.
 *
 * @param kind what it is
 * @param precision numeric: total digits; varchar and char: length in characters; time types and
 *     interval: digits of fractional seconds; {@link #NONE} if not given
 * @param scale numeric: digits after the point; else {@link #NONE}
 */
public record ScalarType(TypeKind kind, int precision, int scale) implements SqlType {
  /** A modifier that was not given. */
  public static final int NONE = -1;

  /** The most digits that fit in eight bytes with room for NaN. */
  public static final int MAX_INT64_PRECISION = 18;

  /** The most digits that fit in sixteen bytes with room for NaN. */
  public static final int MAX_INT128_PRECISION = 38;

  public static final ScalarType BOOLEAN = of(TypeKind.BOOLEAN);
  public static final ScalarType INT2 = of(TypeKind.INT2);
  public static final ScalarType INT4 = of(TypeKind.INT4);
  public static final ScalarType INT8 = of(TypeKind.INT8);
  public static final ScalarType FLOAT4 = of(TypeKind.FLOAT4);
  public static final ScalarType FLOAT8 = of(TypeKind.FLOAT8);
  public static final ScalarType NUMERIC = of(TypeKind.NUMERIC);
  public static final ScalarType TEXT = of(TypeKind.TEXT);
  public static final ScalarType VARCHAR = of(TypeKind.VARCHAR);
  public static final ScalarType BPCHAR = of(TypeKind.BPCHAR);
  public static final ScalarType BYTEA = of(TypeKind.BYTEA);
  public static final ScalarType DATE = of(TypeKind.DATE);
  public static final ScalarType TIME = of(TypeKind.TIME);
  public static final ScalarType TIMESTAMP = of(TypeKind.TIMESTAMP);
  public static final ScalarType TIMESTAMPTZ = of(TypeKind.TIMESTAMPTZ);
  public static final ScalarType INTERVAL = of(TypeKind.INTERVAL);
  public static final ScalarType UUID = of(TypeKind.UUID);
  public static final ScalarType JSONB = of(TypeKind.JSONB);
  public static final ScalarType OID = of(TypeKind.OID);
  public static final ScalarType NAME = of(TypeKind.NAME);
  public static final ScalarType CHAR = of(TypeKind.CHAR);
  public static final ScalarType REGCLASS = of(TypeKind.REGCLASS);
  public static final ScalarType REGPROC = of(TypeKind.REGPROC);
  public static final ScalarType REGNAMESPACE = of(TypeKind.REGNAMESPACE);
  public static final ScalarType REGROLE = of(TypeKind.REGROLE);
  public static final ScalarType REGTYPE = of(TypeKind.REGTYPE);
  public static final ScalarType MZ_TIMESTAMP = of(TypeKind.MZ_TIMESTAMP);
  public static final ScalarType UNKNOWN = of(TypeKind.UNKNOWN);
  public static final ScalarType VOID = of(TypeKind.VOID);

  public static ScalarType of(TypeKind kind) {
    return new ScalarType(kind, NONE, NONE);
  }

  public static ScalarType numeric(int precision, int scale) {
    return new ScalarType(TypeKind.NUMERIC, precision, scale);
  }

  public static ScalarType varchar(int length) {
    return new ScalarType(TypeKind.VARCHAR, length, NONE);
  }

  public static ScalarType bpchar(int length) {
    return new ScalarType(TypeKind.BPCHAR, length, NONE);
  }

  /** The same kind without modifiers, which is the type of most expressions over it. */
  public ScalarType withoutModifiers() {
    return precision == NONE && scale == NONE ? this : of(kind);
  }

  /** A numeric whose values all have this scale and are held as scaled integers. */
  public boolean isFixedDecimal() {
    return kind == TypeKind.NUMERIC && precision != NONE && precision <= MAX_INT128_PRECISION;
  }

  @Override
  public Physical physical() {
    if (isFixedDecimal()) {
      return precision <= MAX_INT64_PRECISION ? Physical.INT64 : Physical.INT128;
    }
    return kind.physical();
  }

  @Override
  public int oid() {
    return kind.oid();
  }

  @Override
  public int typmod() {
    return switch (kind) {
      case NUMERIC -> precision == NONE ? -1 : ((precision << 16) | (scale & 0x7ff)) + 4;
      case VARCHAR, BPCHAR -> precision == NONE ? -1 : precision + 4;
      default -> precision;
    };
  }

  @Override
  public String display() {
    if (precision == NONE) {
      return kind.sqlName();
    }
    return switch (kind) {
      case NUMERIC -> "numeric(" + precision + "," + scale + ")";
      case TIME -> "time(" + precision + ") without time zone";
      case TIMESTAMP -> "timestamp(" + precision + ") without time zone";
      case TIMESTAMPTZ -> "timestamp(" + precision + ") with time zone";
      default -> kind.sqlName() + "(" + precision + ")";
    };
  }
}
