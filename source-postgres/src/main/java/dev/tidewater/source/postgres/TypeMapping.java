package dev.tidewater.source.postgres;

import dev.tidewater.types.ArrayType;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TypeKind;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which of our types an upstream type becomes. */
final class TypeMapping {
  private static final int JSON_OID = 114;
  private static final int JSON_ARRAY_OID = 199;

  /** PostgreSQL keeps four bytes of header in the modifier of types with a length. */
  private static final int HEADER = 4;

  private static final Set<TypeKind> SUPPORTED =
      Set.of(
          TypeKind.BOOLEAN,
          TypeKind.INT2,
          TypeKind.INT4,
          TypeKind.INT8,
          TypeKind.FLOAT4,
          TypeKind.FLOAT8,
          TypeKind.NUMERIC,
          TypeKind.TEXT,
          TypeKind.VARCHAR,
          TypeKind.BPCHAR,
          TypeKind.BYTEA,
          TypeKind.DATE,
          TypeKind.TIME,
          TypeKind.TIMESTAMP,
          TypeKind.TIMESTAMPTZ,
          TypeKind.INTERVAL,
          TypeKind.UUID,
          TypeKind.JSONB,
          TypeKind.OID,
          TypeKind.NAME,
          TypeKind.CHAR);

  private static final Map<Integer, TypeKind> SCALARS = index(TypeKind::oid);
  private static final Map<Integer, TypeKind> ARRAYS = index(TypeKind::arrayOid);

  private TypeMapping() {}

  /** Empty for a type that has no counterpart here. */
  static Optional<SqlType> of(int oid, int modifier) {
    if (oid == JSON_OID) {
      return Optional.of(ScalarType.JSONB);
    }
    if (oid == JSON_ARRAY_OID) {
      return Optional.of(new ArrayType(ScalarType.JSONB));
    }
    TypeKind scalar = SCALARS.get(oid);
    if (scalar != null) {
      return Optional.of(withModifier(scalar, modifier));
    }
    TypeKind element = ARRAYS.get(oid);
    return element == null
        ? Optional.empty()
        : Optional.of(new ArrayType(withModifier(element, modifier)));
  }

  private static ScalarType withModifier(TypeKind kind, int modifier) {
    if (modifier < 0) {
      return ScalarType.of(kind);
    }
    return switch (kind) {
      case NUMERIC -> numeric(modifier - HEADER);
      case VARCHAR -> ScalarType.varchar(modifier - HEADER);
      case BPCHAR -> ScalarType.bpchar(modifier - HEADER);
      case TIME, TIMESTAMP, TIMESTAMPTZ -> new ScalarType(kind, modifier, ScalarType.NONE);
      // An interval's modifier restricts its fields, which its values show by themselves.
      default -> ScalarType.of(kind);
    };
  }

  /** A scale that is negative or above the precision is left to the values. */
  private static ScalarType numeric(int modifier) {
    int precision = modifier >>> 16;
    int scale = ((modifier & 0x7ff) ^ 0x400) - 0x400;
    return scale < 0 || scale > precision
        ? ScalarType.NUMERIC
        : ScalarType.numeric(precision, scale);
  }

  private static Map<Integer, TypeKind> index(Function<TypeKind, Integer> oid) {
    return SUPPORTED.stream().collect(Collectors.toUnmodifiableMap(oid, kind -> kind));
  }
}
