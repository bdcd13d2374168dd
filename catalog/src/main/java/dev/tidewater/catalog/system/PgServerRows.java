package dev.tidewater.catalog.system;

import dev.tidewater.catalog.Database;
import dev.tidewater.catalog.Schema;
import dev.tidewater.catalog.system.RuntimeStatus.SessionInfo;
import dev.tidewater.catalog.system.SystemContext.Setting;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL's catalogs tell about the server: databases, roles, settings, sessions. */
final class PgServerRows {
  private static final int UTF8 = 6;
  private static final int DEFAULT_TABLESPACE = 1663;
  private static final int GLOBAL_TABLESPACE = 1664;

  private PgServerRows() {}

  static void register(Map<String, RowSource> sources) {
    sources.put("pg_catalog.pg_database", PgServerRows::databases);
    sources.put("pg_catalog.pg_namespace", PgServerRows::namespaces);
    sources.put("pg_catalog.pg_roles", PgServerRows::roles);
    sources.put("pg_catalog.pg_authid", PgServerRows::authIds);
    sources.put("pg_catalog.pg_user", PgServerRows::users);
    sources.put("pg_catalog.pg_shadow", PgServerRows::users);
    sources.put("pg_catalog.pg_settings", PgServerRows::settings);
    sources.put("pg_catalog.pg_am", PgServerRows::accessMethods);
    sources.put("pg_catalog.pg_tablespace", PgServerRows::tablespaces);
    sources.put("pg_catalog.pg_collation", PgServerRows::collations);
    sources.put("pg_catalog.pg_language", PgServerRows::languages);
    sources.put("pg_catalog.pg_stat_activity", PgServerRows::activity);
    sources.put("pg_catalog.pg_timezone_names", PgServerRows::timeZones);
  }

  private static void databases(SystemContext context, RowWriter rows) {
    for (Database database : context.catalog().databases()) {
      rows.row()
          .set("oid", database.id().oid())
          .set("datname", database.name())
          .set("datdba", DatabaseObjects.OWNER_OID)
          .set("encoding", UTF8)
          .set("datlocprovider", "c")
          .set("datallowconn", true)
          .set("datconnlimit", -1)
          .set("dattablespace", DEFAULT_TABLESPACE)
          .set("datcollate", "C")
          .set("datctype", "C");
    }
  }

  private static void namespaces(SystemContext context, RowWriter rows) {
    for (Schema schema : new DatabaseObjects(context).schemas()) {
      rows.row()
          .set("oid", schema.id().oid())
          .set("nspname", schema.name())
          .set("nspowner", DatabaseObjects.OWNER_OID);
    }
  }

  private static RowWriter role(SystemContext context, RowWriter rows) {
    return rows.row()
        .set("oid", DatabaseObjects.OWNER_OID)
        .set("rolname", context.user())
        .set("rolsuper", true)
        .set("rolinherit", true)
        .set("rolcreaterole", true)
        .set("rolcreatedb", true)
        .set("rolcanlogin", true)
        .set("rolconnlimit", -1);
  }

  private static void roles(SystemContext context, RowWriter rows) {
    role(context, rows).set("rolpassword", "********");
  }

  private static void authIds(SystemContext context, RowWriter rows) {
    role(context, rows);
  }

  private static void users(SystemContext context, RowWriter rows) {
    rows.row()
        .set("usename", context.user())
        .set("usesysid", DatabaseObjects.OWNER_OID)
        .set("usecreatedb", true)
        .set("usesuper", true)
        .set("userepl", false)
        .set("usebypassrls", true);
  }

  private static void settings(SystemContext context, RowWriter rows) {
    for (Setting setting : context.settings()) {
      rows.row()
          .set("name", setting.name())
          .set("setting", setting.value())
          .set("category", "Settings")
          .set("short_desc", setting.description())
          .set("context", "user")
          .set("vartype", "string")
          .set("source", setting.value().equals(setting.defaultValue()) ? "default" : "session")
          .set("boot_val", setting.defaultValue())
          .set("reset_val", setting.defaultValue())
          .set("pending_restart", false);
    }
  }

  private static void accessMethods(SystemContext context, RowWriter rows) {
    rows.row().set("oid", 2).set("amname", "heap").set("amtype", "t");
    rows.row().set("oid", 403).set("amname", "btree").set("amtype", "i");
  }

  private static void tablespaces(SystemContext context, RowWriter rows) {
    rows.row()
        .set("oid", DEFAULT_TABLESPACE)
        .set("spcname", "pg_default")
        .set("spcowner", DatabaseObjects.OWNER_OID);
    rows.row()
        .set("oid", GLOBAL_TABLESPACE)
        .set("spcname", "pg_global")
        .set("spcowner", DatabaseObjects.OWNER_OID);
  }

  private static void collations(SystemContext context, RowWriter rows) {
    collation(context, rows, 100, "default", "d", null);
    collation(context, rows, 950, "C", "c", "C");
    collation(context, rows, 951, "POSIX", "c", "POSIX");
  }

  private static void collation(
      SystemContext context,
      RowWriter rows,
      int oid,
      String name,
      String provider,
      @Nullable String locale) {
    rows.row()
        .set("oid", oid)
        .set("collname", name)
        .set("collnamespace", systemNamespace(context))
        .set("collowner", DatabaseObjects.OWNER_OID)
        .set("collprovider", provider)
        .set("collisdeterministic", true)
        .set("collencoding", -1)
        .set("collcollate", locale)
        .set("collctype", locale);
  }

  private static int systemNamespace(SystemContext context) {
    return new DatabaseObjects(context)
        .schemas().stream()
            .filter(schema -> schema.name().equals("pg_catalog"))
            .mapToInt(schema -> schema.id().oid())
            .findFirst()
            .orElse(0);
  }

  private static void languages(SystemContext context, RowWriter rows) {
    List<String> names = List.of("internal", "c", "sql");
    for (int i = 0; i < names.size(); i++) {
      rows.row()
          .set("oid", 12 + i)
          .set("lanname", names.get(i))
          .set("lanowner", DatabaseObjects.OWNER_OID);
    }
  }

  private static void activity(SystemContext context, RowWriter rows) {
    for (SessionInfo session : context.status().sessions()) {
      rows.row()
          .set(
              "datid",
              context
                  .catalog()
                  .database(session.database())
                  .map(database -> (Object) database.id().oid())
                  .orElse(null))
          .set("datname", session.database())
          .set("pid", session.processId())
          .set("usesysid", DatabaseObjects.OWNER_OID)
          .set("usename", session.user())
          .set("application_name", session.applicationName())
          .set("client_addr", session.clientAddress())
          .set("backend_start", session.connectedAtMicros())
          .set("state", session.state())
          .set("query", session.query())
          .set("backend_type", "client backend");
    }
  }

  private static void timeZones(SystemContext context, RowWriter rows) {
    ZoneId.getAvailableZoneIds().stream().sorted().forEach(name -> rows.row().set("name", name));
  }
}
