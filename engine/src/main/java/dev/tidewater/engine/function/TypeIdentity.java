package dev.tidewater.engine.function;

import dev.tidewater.types.ArrayType;
import dev.tidewater.types.RecordType;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TypeKind;
import java.util.Optional;

/** How types are named in identities of functions: {@code int4}, {@code text[]}. */
final class TypeIdentity {
  private static final String ARRAY_MARK = "[]";

  private TypeIdentity() {}

  static String of(SqlType type) {
    if (type instanceof ArrayType array) {
      return array.element().kind().internalName() + ARRAY_MARK;
    }
    if (type instanceof RecordType record) {
      return record.signature();
    }
    return ((ScalarType) type).kind().internalName();
  }

  /** The type of a name, without modifiers. */
  static Optional<SqlType> parse(String identity) {
    boolean array = identity.endsWith(ARRAY_MARK);
    String name = array ? identity.substring(0, identity.length() - ARRAY_MARK.length()) : identity;
    for (TypeKind kind : TypeKind.values()) {
      if (kind.internalName().equals(name)) {
        ScalarType scalar = ScalarType.of(kind);
        return Optional.of(array ? new ArrayType(scalar) : scalar);
      }
    }
    return Optional.empty();
  }
}
