package dev.tidewater.engine.function;

import static dev.tidewater.types.ScalarType.BOOLEAN;
import static dev.tidewater.types.ScalarType.INT4;
import static dev.tidewater.types.ScalarType.INT8;
import static dev.tidewater.types.ScalarType.NAME;
import static dev.tidewater.types.ScalarType.OID;
import static dev.tidewater.types.ScalarType.REGCLASS;
import static dev.tidewater.types.ScalarType.REGTYPE;
import static dev.tidewater.types.ScalarType.TEXT;

import dev.tidewater.types.ArrayType;
import dev.tidewater.types.ArrayValue;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Functions about the session, the catalog and the server, as clients ask them. */
final class SystemFunctions {
  /** {@code pg_encoding_to_char}'s number of UTF8. */
  private static final int UTF8 = 6;

  private SystemFunctions() {}

  static void declare(Declarations d) {
    session(d);
    CatalogFunctions.declare(d);
    sizes(d);
    lookups(d);
    d.function("format_type", "The SQL name of a type with its modifiers")
        .takes(OID, INT4)
        .gives(TEXT)
        .nulls(NullBehavior.ANY)
        .as(Rowwise.ofAll(ObjectIdentifiers::formatType));
    d.function("pg_typeof", "The type of the argument")
        .takes(ParameterType.Polymorphic.ANY)
        .gives(REGTYPE)
        .nulls(NullBehavior.NEVER)
        .as(Rowwise.bound(call -> args -> (long) call.argumentType(0).oid()));
    d.function("pg_encoding_to_char", "The name of an encoding")
        .takes(INT4)
        .gives(NAME)
        .as(Rowwise.of((Integer encoding) -> encoding == UTF8 ? "UTF8" : ""));
    d.function("gen_random_uuid", "A new uuid of version 4")
        .gives(ScalarType.UUID)
        .randomly()
        .as(Rowwise.ofAll(args -> randomUuid()));
    d.function("uuidv4", "A new uuid of version 4")
        .gives(ScalarType.UUID)
        .randomly()
        .as(Rowwise.ofAll(args -> randomUuid()));
    d.function("uuid_extract_version", "The version of a uuid; NULL of another variant")
        .takes(ScalarType.UUID)
        .gives(ScalarType.INT2)
        .orNull()
        .as(Rowwise.of((UUID v) -> v.variant() == 2 ? (short) v.version() : null));
    d.function("mz_now", "The logical time at which a query is answered")
        .gives(ScalarType.MZ_TIMESTAMP)
        .stable()
        .as(
            Rowwise.ofAll(
                args -> {
                  throw new TidewaterException(
                      ErrorCode.FEATURE_NOT_SUPPORTED, "mz_now() is not supported in this place");
                }));
  }

  /** Random bits need not be secret, only different. */
  private static UUID randomUuid() {
    long high = ThreadLocalRandom.current().nextLong();
    long low = ThreadLocalRandom.current().nextLong();
    return new UUID((high & ~0xf000L) | 0x4000L, (low & ~(3L << 62)) | (1L << 63));
  }

  private static void value(
      Declarations d,
      String name,
      String description,
      SqlType type,
      Function<SessionFunctions, @Nullable Object> function) {
    d.function(name, description)
        .gives(type)
        .orNull()
        .stable()
        .as(Rowwise.bound(call -> args -> function.apply(call.session())));
  }

  private static void session(Declarations d) {
    value(d, "current_database", "The database of the session", NAME, s -> s.currentDatabase());
    value(d, "current_catalog", "The database of the session", NAME, s -> s.currentDatabase());
    value(
        d,
        "current_schema",
        "The first schema of the search path",
        NAME,
        s -> s.currentSchema().orElse(null));
    d.function("current_schemas", "The search path, with system schemas if true")
        .takes(BOOLEAN)
        .gives(new ArrayType(NAME))
        .stable()
        .as(
            Rowwise.bound(
                call ->
                    args ->
                        ArrayValue.copyOf(
                            (Boolean) Rowwise.present(args[0])
                                ? call.session().currentSchemasWithSystem()
                                : call.session().currentSchemas())));
    for (String name : List.of("current_user", "current_role", "user")) {
      value(d, name, "The user whose rights count", NAME, s -> s.currentUser());
    }
    value(d, "session_user", "The user who connected", NAME, s -> s.sessionUser());
    value(
        d, "version", "Server version, as clients of PostgreSQL expect it", TEXT, s -> s.version());
    value(d, "mz_version", "Version of the product", TEXT, s -> s.productVersion());
    value(d, "mz_environment_id", "Identity of this installation", TEXT, s -> s.environmentId());
    value(d, "pg_backend_pid", "Number of the session", INT4, s -> s.backendPid());
    d.function("pg_cancel_backend", "Stops what a session is running")
        .takes(INT4)
        .gives(BOOLEAN)
        .randomly()
        .as(
            Rowwise.bound(
                call -> args -> call.session().cancelBackend((Integer) Rowwise.present(args[0]))));
    value(d, "pg_is_in_recovery", "Whether the server is a standby", BOOLEAN, s -> false);
    value(d, "pg_my_temp_schema", "Schema of temporary objects", OID, s -> 0L);
    value(d, "inet_server_addr", "Address of the server", TEXT, s -> null);
    value(d, "inet_server_port", "Port of the server", INT4, s -> null);
    d.function("pg_relation_is_publishable", "Whether a publication can hold it; there are none")
        .takes(REGCLASS)
        .gives(BOOLEAN)
        .stable()
        .as(Rowwise.of((Long oid) -> false));
    d.function("pg_tablespace_location", "Directory of a tablespace; empty")
        .takes(OID)
        .gives(TEXT)
        .stable()
        .as(Rowwise.of((Long oid) -> ""));
    d.function("pg_is_other_temp_schema", "Whether a schema is another session's")
        .takes(OID)
        .gives(BOOLEAN)
        .stable()
        .as(Rowwise.of((Long oid) -> false));
    d.function("current_setting", "A setting of the session")
        .takes(TEXT)
        .gives(TEXT)
        .stable()
        .as(
            Rowwise.bound(
                call -> args -> setting(call.session(), (String) Rowwise.present(args[0]), false)));
    d.function("current_setting", "A setting of the session, or NULL if there is none and true")
        .takes(TEXT, BOOLEAN)
        .gives(TEXT)
        .orNull()
        .stable()
        .as(
            Rowwise.bound(
                call ->
                    args ->
                        setting(
                            call.session(),
                            (String) Rowwise.present(args[0]),
                            (Boolean) Rowwise.present(args[1]))));
  }

  private static @Nullable String setting(
      SessionFunctions session, String name, boolean missingAllowed) {
    Optional<String> value = session.setting(name.toLowerCase(Locale.ROOT));
    if (value.isEmpty() && !missingAllowed) {
      throw new TidewaterException(
              ErrorCode.UNDEFINED_OBJECT, "unrecognized configuration parameter \"{name}\"")
          .with("name", name);
    }
    return value.orElse(null);
  }

  private static void sizes(Declarations d) {
    for (String name :
        List.of(
            "pg_relation_size",
            "pg_table_size",
            "pg_total_relation_size",
            "pg_indexes_size",
            "pg_database_size",
            "pg_tablespace_size")) {
      d.function(name, "Bytes on disk; not told, always 0")
          .takes(OID)
          .gives(INT8)
          .stable()
          .as(Rowwise.of((Long oid) -> 0L));
    }
    d.function("pg_relation_size", "Bytes on disk; not told, always 0")
        .takes(OID, TEXT)
        .gives(INT8)
        .stable()
        .as(Rowwise.of((Long oid, String fork) -> 0L));
    d.function("pg_database_size", "Bytes on disk; not told, always 0")
        .takes(NAME)
        .gives(INT8)
        .stable()
        .as(Rowwise.of((String name) -> 0L));
    d.function("pg_size_pretty", "A number of bytes with its unit")
        .takes(INT8)
        .gives(TEXT)
        .as(Rowwise.of(SystemFunctions::prettySize));
    d.function("pg_column_size", "Bytes of a value in a row")
        .takes(ParameterType.Polymorphic.ANY)
        .gives(INT4)
        .stable()
        .as(Rowwise.bound(call -> args -> Math.max(0, call.argumentType(0).physical().width())));
  }

  private static String prettySize(Long bytes) {
    List<String> units = List.of("bytes", "kB", "MB", "GB", "TB", "PB");
    double size = bytes;
    int unit = 0;
    // PostgreSQL changes to the next unit at ten thousand of one.
    while (Math.abs(size) >= 10_240 && unit < units.size() - 1) {
      size /= 1024;
      unit++;
    }
    return Math.round(size) + " " + units.get(unit);
  }

  private static void lookups(Declarations d) {
    d.function("to_regclass", "A relation by name, NULL if there is none")
        .takes(TEXT)
        .gives(REGCLASS)
        .orNull()
        .stable()
        .as(
            Rowwise.bound(
                call ->
                    args -> boxed(call.session().relationOid((String) Rowwise.present(args[0])))));
    d.function("to_regtype", "A type by name, NULL if there is none")
        .takes(TEXT)
        .gives(REGTYPE)
        .orNull()
        .stable()
        .as(
            Rowwise.bound(
                call ->
                    args ->
                        boxed(
                            ObjectIdentifiers.findType(
                                call.session(), (String) Rowwise.present(args[0])))));
  }

  private static @Nullable Long boxed(OptionalLong value) {
    return value.isPresent() ? (Long) value.getAsLong() : null;
  }
}
