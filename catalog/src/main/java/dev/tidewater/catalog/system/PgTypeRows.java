package dev.tidewater.catalog.system;

import dev.tidewater.catalog.Schema;
import dev.tidewater.types.ArrayType;
import dev.tidewater.types.RecordType;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TypeKind;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Types, as PostgreSQL's catalogs have them. */
final class PgTypeRows {
  /** {@code array_in}: by it clients tell arrays from other types. */
  private static final int ARRAY_INPUT = 750;

  private static final Set<TypeKind> PREFERRED =
      Set.of(
          TypeKind.BOOLEAN,
          TypeKind.TEXT,
          TypeKind.FLOAT8,
          TypeKind.TIMESTAMPTZ,
          TypeKind.INTERVAL,
          TypeKind.OID);

  /** Types of parameters and results that no column has, with PostgreSQL's numbers. */
  private static final Map<String, Integer> PSEUDO_TYPES =
      new TreeMap<>(
          Map.of(
              "record", RecordType.OID,
              "any", 2276,
              "anyarray", 2277,
              "anyelement", 2283,
              "anynonarray", 2776,
              "anycompatible", 5077,
              "anycompatiblearray", 5078));

  private PgTypeRows() {}

  static void register(Map<String, RowSource> sources) {
    sources.put("pg_catalog.pg_type", PgTypeRows::types);
    sources.put("mz_catalog.mz_types", PgTypeRows::mzTypes);
  }

  private static void types(SystemContext context, RowWriter rows) {
    long namespace = new DatabaseObjects(context).systemSchemaOid();
    for (TypeKind kind : TypeKind.values()) {
      ScalarType scalar = ScalarType.of(kind);
      type(rows, scalar, kind.internalName(), namespace)
          .set("typtype", kind == TypeKind.VOID || kind == TypeKind.UNKNOWN ? "p" : "b")
          .set("typcategory", category(kind))
          .set("typispreferred", PREFERRED.contains(kind))
          .set("typarray", kind.arrayOid());
      if (kind.arrayOid() != 0) {
        type(rows, new ArrayType(scalar), "_" + kind.internalName(), namespace)
            .set("typtype", "b")
            .set("typcategory", "A")
            .set("typinput", ARRAY_INPUT)
            .set("typelem", kind.oid());
      }
    }
    PSEUDO_TYPES.forEach(
        (name, oid) ->
            rows.row()
                .set("oid", oid)
                .set("typname", name)
                .set("typnamespace", namespace)
                .set("typowner", DatabaseObjects.OWNER_OID)
                .set("typtype", "p")
                .set("typcategory", "P")
                .set("typlen", name.equals("anyelement") || name.equals("any") ? 4 : -1)
                .set("typisdefined", true)
                .set("typdelim", ",")
                .set("typalign", "d")
                .set("typstorage", "x")
                .set("typtypmod", -1));
  }

  private static RowWriter type(RowWriter rows, SqlType type, String name, long namespace) {
    return rows.row()
        .set("oid", type.oid())
        .set("typname", name)
        .set("typnamespace", namespace)
        .set("typowner", DatabaseObjects.OWNER_OID)
        .set("typlen", type.length())
        .set("typbyval", byValue(type))
        .set("typisdefined", true)
        .set("typdelim", ",")
        .set("typalign", alignment(type))
        .set("typstorage", type.length() < 0 ? "x" : "p")
        .set("typtypmod", -1)
        .set("typcollation", isText(type) ? 100 : 0);
  }

  private static void mzTypes(SystemContext context, RowWriter rows) {
    String schema =
        context.catalog().schemas().stream()
            .filter(s -> s.database().isEmpty() && s.name().equals("pg_catalog"))
            .map(Schema::id)
            .map(Object::toString)
            .findFirst()
            .orElse("");
    for (TypeKind kind : TypeKind.values()) {
      rows.row()
          .set("id", "s" + kind.oid())
          .set("oid", kind.oid())
          .set("schema_id", schema)
          .set("name", kind.internalName())
          .set("category", kind == TypeKind.VOID ? "pseudo" : mzCategory(kind))
          .set("owner_id", MzCatalogRows.OWNER_ID);
    }
  }

  private static String mzCategory(TypeKind kind) {
    return switch (category(kind)) {
      case "N" -> "numeric";
      case "S" -> "string";
      case "B" -> "boolean";
      case "D" -> "date-time";
      case "T" -> "timespan";
      case "X" -> "unknown";
      default -> "user-defined";
    };
  }

  static boolean byValue(SqlType type) {
    int length = type.length();
    return length > 0 && length <= 8;
  }

  static String alignment(SqlType type) {
    return switch (type.length()) {
      case 1, 64 -> "c";
      case 2 -> "s";
      case 8, 16 -> type.is(TypeKind.UUID) ? "c" : "d";
      default -> "i";
    };
  }

  static boolean isText(SqlType type) {
    return type.is(TypeKind.TEXT) || type.is(TypeKind.VARCHAR) || type.is(TypeKind.BPCHAR);
  }

  private static String category(TypeKind kind) {
    return switch (kind) {
      case BOOLEAN -> "B";
      case INT2,
          INT4,
          INT8,
          FLOAT4,
          FLOAT8,
          NUMERIC,
          OID,
          REGCLASS,
          REGPROC,
          REGNAMESPACE,
          REGROLE,
          REGTYPE ->
          "N";
      case UINT2, UINT4, UINT8 -> "N";
      case TEXT, VARCHAR, BPCHAR, NAME -> "S";
      case CHAR -> "Z";
      case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> "D";
      case INTERVAL -> "T";
      case UNKNOWN -> "X";
      case VOID -> "P";
      case BYTEA, UUID, JSONB, MZ_TIMESTAMP -> "U";
    };
  }
}
