package dev.tidewater.sql.analyzer;

import dev.tidewater.types.ArrayType;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TypeKind;

/** Small questions about types. */
final class Types {
  private Types() {}

  static boolean isUnknown(SqlType type) {
    return type.is(TypeKind.UNKNOWN);
  }

  /** The type without length, precision and scale. */
  static SqlType plain(SqlType type) {
    if (type instanceof ArrayType array) {
      return new ArrayType(array.element().withoutModifiers());
    }
    return type instanceof ScalarType scalar ? scalar.withoutModifiers() : type;
  }

  static boolean hasModifiers(SqlType type) {
    return !plain(type).equals(type);
  }

  /** Equal, modifiers apart. */
  static boolean same(SqlType one, SqlType other) {
    return one.equals(other) || plain(one).equals(plain(other));
  }

  /** As PostgreSQL names a type in messages: without modifiers. */
  static String display(SqlType type) {
    return plain(type).display();
  }

  /**
   * Whether equal values of a type are the same in every respect. Not so where equality looks away
   * from something that shows: the scale of numerics, trailing blanks, the sign of zero.
   */
  static boolean equalityIsIdentity(SqlType type) {
    if (type instanceof ArrayType array) {
      return equalityIsIdentity(array.element());
    }
    if (!(type instanceof ScalarType scalar)) {
      return false;
    }
    return switch (scalar.kind()) {
      case NUMERIC -> scalar.isFixedDecimal();
      case FLOAT4, FLOAT8, BPCHAR, INTERVAL, JSONB, UNKNOWN -> false;
      default -> true;
    };
  }
}
