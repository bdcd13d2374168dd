package dev.tidewater.engine.function;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What functions ask of the session and the catalog. A session implements what it has; every
 * default says that the function needs a session. Called on the thread that evaluates.
 */
public interface SessionFunctions {
  /** For views that are kept up to date, which belong to no session: UTC and nothing else. */
  SessionFunctions NONE = new SessionFunctions() {};

  /** Kinds of objects whose visibility can be asked. */
  enum ObjectKind {
    RELATION,
    TYPE,
    FUNCTION
  }

  default ZoneId timeZone() {
    return ZoneOffset.UTC;
  }

  default String currentDatabase() {
    throw unavailable("current_database");
  }

  /** Empty if no schema of the search path exists. */
  default Optional<String> currentSchema() {
    throw unavailable("current_schema");
  }

  /** The search path with the system schemas that are searched unnamed. */
  default List<String> currentSchemasWithSystem() {
    throw unavailable("current_schemas");
  }

  default List<String> currentSchemas() {
    throw unavailable("current_schemas");
  }

  default String currentUser() {
    throw unavailable("current_user");
  }

  default String sessionUser() {
    throw unavailable("session_user");
  }

  /** What {@code version()} says: begins with {@code PostgreSQL}. */
  default String version() {
    throw unavailable("version");
  }

  /** What {@code mz_version()} says. */
  default String productVersion() {
    throw unavailable("mz_version");
  }

  default String environmentId() {
    throw unavailable("mz_environment_id");
  }

  default int backendPid() {
    throw unavailable("pg_backend_pid");
  }

  /** Stops what a session is running; false if there is no such session. */
  default boolean cancelBackend(int processId) {
    throw unavailable("pg_cancel_backend");
  }

  /** Empty if there is no such object. */
  default Optional<Boolean> isVisible(ObjectKind kind, long oid) {
    throw unavailable("pg_table_is_visible");
  }

  default Optional<String> userName(long oid) {
    throw unavailable("pg_get_userbyid");
  }

  /** Empty if there is none of the name. */
  default OptionalLong userOid(String name) {
    throw unavailable("to_regrole");
  }

  /** Empty if there is none of the number. */
  default Optional<String> schemaName(long oid) {
    throw unavailable("regnamespace");
  }

  /** A schema of the current database; empty if there is none of the name. */
  default OptionalLong schemaOid(String name) {
    throw unavailable("regnamespace");
  }

  default Optional<String> indexDefinition(long oid) {
    throw unavailable("pg_get_indexdef");
  }

  /** A column of an index, counted from 1. */
  default Optional<String> indexColumn(long oid, int column) {
    throw unavailable("pg_get_indexdef");
  }

  default Optional<String> constraintDefinition(long oid) {
    throw unavailable("pg_get_constraintdef");
  }

  default Optional<String> viewDefinition(long oid) {
    throw unavailable("pg_get_viewdef");
  }

  /** The comment on an object or, with a number above 0, on its column. */
  default Optional<String> comment(long oid, int column) {
    throw unavailable("obj_description");
  }

  /** A setting by name; empty if there is none. */
  default Optional<String> setting(String name) {
    throw unavailable("current_setting");
  }

  /** A relation by its possibly qualified name; empty if there is none. */
  default OptionalLong relationOid(String name) {
    throw unavailable("to_regclass");
  }

  /** A type by its name; empty if there is none. */
  default OptionalLong typeOid(String name) {
    throw unavailable("to_regtype");
  }

  /** The possibly qualified name of a relation, as regclass prints it; empty if there is none. */
  default Optional<String> relationName(long oid) {
    throw unavailable("regclass");
  }

  /**
   * Whether a user may do something to an object.
   *
   * @param user empty for the current one
   * @param objectKind table, schema, database, column, function, …
   * @param object its name or its oid in digits
   * @param privilege such as {@code SELECT}
   */
  default boolean hasPrivilege(
      Optional<String> user, String objectKind, String object, String privilege) {
    throw unavailable("has_table_privilege");
  }

  private static TidewaterException unavailable(String function) {
    return new TidewaterException(
            ErrorCode.FEATURE_NOT_SUPPORTED, "{function} is not available outside of a session")
        .with("function", function);
  }
}
