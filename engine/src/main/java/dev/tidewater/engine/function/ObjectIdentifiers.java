package dev.tidewater.engine.function;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.RecordType;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.TypeKind;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Between the numbers of relations, types, schemas and users and their names. */
final class ObjectIdentifiers {
  private static final int VARIABLE_HEADER = 4;

  private ObjectIdentifiers() {}

  /** What text means as regclass: a number, or the name of a relation. */
  static Long relationOid(SessionFunctions session, String text) {
    if (isNumber(text)) {
      return Long.valueOf(text.strip());
    }
    return session
        .relationOid(text)
        .orElseThrow(
            () ->
                new TidewaterException(
                        ErrorCode.UNDEFINED_TABLE, "relation \"{name}\" does not exist")
                    .with("name", text));
  }

  private static final Map<Long, String> PSEUDO_TYPES =
      Map.of(
          (long) RecordType.OID,
          "record",
          2276L,
          "\"any\"",
          2277L,
          "anyarray",
          2283L,
          "anyelement",
          2776L,
          "anynonarray",
          5077L,
          "anycompatible",
          5078L,
          "anycompatiblearray");

  /** What text means as regtype: a number, or the name of a type. */
  static Long typeOid(SessionFunctions session, String text) {
    if (isNumber(text)) {
      return Long.valueOf(text.strip());
    }
    return findType(session, text)
        .orElseThrow(
            () ->
                new TidewaterException(ErrorCode.UNDEFINED_OBJECT, "type \"{name}\" does not exist")
                    .with("name", text));
  }

  /** What text means as regnamespace: a number, or the name of a schema. */
  static Long schemaOid(SessionFunctions session, String text) {
    return isNumber(text)
        ? Long.valueOf(text.strip())
        : session.schemaOid(text).orElseThrow(() -> missing("schema", text));
  }

  /** What text means as regrole: a number, or the name of a user. */
  static Long userOid(SessionFunctions session, String text) {
    return isNumber(text)
        ? Long.valueOf(text.strip())
        : session.userOid(text).orElseThrow(() -> missing("role", text));
  }

  private static TidewaterException missing(String what, String name) {
    return new TidewaterException(ErrorCode.UNDEFINED_OBJECT, "{what} \"{name}\" does not exist")
        .with("what", what)
        .with("name", name);
  }

  private static boolean isNumber(String text) {
    String stripped = text.strip();
    return !stripped.isEmpty()
        && stripped.length() <= 10
        && stripped.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  static OptionalLong findType(SessionFunctions session, String text) {
    String name = text.strip().toLowerCase(Locale.ROOT);
    for (TypeKind kind : TypeKind.values()) {
      if (kind.sqlName().equals(name) || kind.internalName().equals(name)) {
        return OptionalLong.of(kind.oid());
      }
      if (name.equals(kind.sqlName() + "[]") || name.equals(kind.internalName() + "[]")) {
        return OptionalLong.of(kind.arrayOid());
      }
    }
    return session.typeOid(text);
  }

  static @Nullable Object formatType(@Nullable Object[] args) {
    if (args[0] == null) {
      return null;
    }
    return formatType((Long) args[0], args[1] == null ? -1 : (Integer) args[1]);
  }

  /** The SQL name of a type; {@code ???} if there is none of the number. */
  static String formatType(long oid, int modifier) {
    if (oid == 0) {
      return "-";
    }
    for (TypeKind kind : TypeKind.values()) {
      if (kind.oid() == oid) {
        return withModifier(kind, modifier).display();
      }
      if (kind.arrayOid() == oid) {
        return withModifier(kind, modifier).display() + "[]";
      }
    }
    return PSEUDO_TYPES.getOrDefault(oid, "???");
  }

  private static ScalarType withModifier(TypeKind kind, int modifier) {
    if (modifier < 0) {
      return ScalarType.of(kind);
    }
    int value = modifier - VARIABLE_HEADER;
    return switch (kind) {
      case NUMERIC -> ScalarType.numeric(value >> 16 & 0xffff, ((value & 0x7ff) ^ 1024) - 1024);
      case VARCHAR -> ScalarType.varchar(value);
      case BPCHAR -> ScalarType.bpchar(value);
      case TIME, TIMESTAMP, TIMESTAMPTZ, INTERVAL ->
          new ScalarType(kind, modifier, ScalarType.NONE);
      default -> ScalarType.of(kind);
    };
  }
}
