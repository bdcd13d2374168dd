package dev.tidewater.pgwire.protocol;

import dev.tidewater.types.ArrayType;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.TypeKind;
import java.util.HashMap;
import java.util.Map;

/** Finds types by the object ids with which clients declare parameters. */
public final class TypesByOid {
  private static final Map<Integer, SqlType> TYPES = types();

  private TypesByOid() {}

  /** The type of an object id; 0 leaves it open. */
  public static SqlType of(int oid) {
    if (oid == 0) {
      return ScalarType.UNKNOWN;
    }
    SqlType type = TYPES.get(oid);
    if (type == null) {
      throw new TidewaterException(
              ErrorCode.UNDEFINED_OBJECT, "type with OID {oid} of a parameter is not known")
          .with("oid", Integer.toUnsignedString(oid));
    }
    return type;
  }

  private static Map<Integer, SqlType> types() {
    Map<Integer, SqlType> types = new HashMap<>();
    for (TypeKind kind : TypeKind.values()) {
      ScalarType scalar = ScalarType.of(kind);
      types.put(kind.oid(), scalar);
      if (kind.arrayOid() != 0) {
        types.put(kind.arrayOid(), new ArrayType(scalar));
      }
    }
    return Map.copyOf(types);
  }
}
