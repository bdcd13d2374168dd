package dev.tidewater.source.postgres;

import dev.tidewater.source.postgres.UpstreamSession.Row;
import dev.tidewater.source.postgres.UpstreamTable.UpstreamColumn;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at an upstream database: whether it can be followed, and what there is to follow. */
public final class PostgresCatalog {
  // Columns that only newer versions of pg_publication_tables have are read through to_jsonb, so
  // that one text serves all versions.
  private static final String TABLES =
      """
      SELECT c.oid, n.nspname, c.relname, c.relreplident, to_jsonb(p) ->> 'rowfilter'
        FROM pg_publication_tables p
        JOIN pg_namespace n ON n.nspname = p.schemaname
        JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = p.tablename
       WHERE p.pubname = ? AND ? IN ('', c.oid::text)
       ORDER BY n.nspname, c.relname
      """;

  private static final String COLUMNS =
      """
      SELECT a.attrelid, a.attname, a.atttypid, a.atttypmod, format_type(a.atttypid, a.atttypmod),
             a.attnotnull
        FROM pg_publication_tables p
        JOIN pg_namespace n ON n.nspname = p.schemaname
        JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = p.tablename
        JOIN pg_attribute a ON a.attrelid = c.oid
       WHERE p.pubname = ? AND ? IN ('', c.oid::text) AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
         AND coalesce(jsonb_exists(nullif(to_jsonb(p) -> 'attnames', 'null'), a.attname::text), true)
       ORDER BY a.attrelid, a.attnum
      """;

  private static final String PRIMARY_KEYS =
      """
      SELECT c.oid, a.attname
        FROM pg_publication_tables p
        JOIN pg_namespace n ON n.nspname = p.schemaname
        JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = p.tablename
        JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
        JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (attnum, place) ON true
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
       WHERE p.pubname = ? AND ? IN ('', c.oid::text)
       ORDER BY c.oid, k.place
      """;

  /** In place of an object id: every table. */
  private static final String ALL = "";

  private PostgresCatalog() {}

  /**
   * Checks that the database can be reached and read by logical replication.
   *
   * @throws TidewaterException that says what is wrong and what to do
   */
  public static void validate(PostgresConnection connection) {
    try (UpstreamSession session = UpstreamSession.forQueries(connection)) {
      requireLogicalReplication(session);
    }
  }

  /** The tables of a publication, by schema and name, after the checks of {@link #validate}. */
  public static List<UpstreamTable> tables(PostgresConnection connection, String publication) {
    try (UpstreamSession session = UpstreamSession.forQueries(connection)) {
      requireLogicalReplication(session);
      return tables(session, publication);
    }
  }

  static List<UpstreamTable> tables(UpstreamSession session, String publication) {
    return tables(session, publication, ALL);
  }

  /** The table with the object id; empty if the publication has it no more. */
  static Optional<UpstreamTable> table(UpstreamSession session, String publication, int oid) {
    return tables(session, publication, Integer.toUnsignedString(oid)).stream().findFirst();
  }

  private static List<UpstreamTable> tables(
      UpstreamSession session, String publication, String oid) {
    requirePublication(session, publication);
    Map<Integer, List<UpstreamColumn>> columns = new LinkedHashMap<>();
    for (Row row : session.query(COLUMNS, publication, oid)) {
      columns
          .computeIfAbsent(row.oid(0), each -> new ArrayList<>())
          .add(
              new UpstreamColumn(
                  row.text(1), row.oid(2), (int) row.number(3), row.text(4), row.flag(5)));
    }
    Map<Integer, List<String>> keys = new LinkedHashMap<>();
    for (Row row : session.query(PRIMARY_KEYS, publication, oid)) {
      keys.computeIfAbsent(row.oid(0), each -> new ArrayList<>()).add(row.text(1));
    }
    List<UpstreamTable> tables = new ArrayList<>();
    for (Row row : session.query(TABLES, publication, oid)) {
      tables.add(
          new UpstreamTable(
              row.oid(0),
              row.text(1),
              row.text(2),
              columns.getOrDefault(row.oid(0), List.of()),
              keys.getOrDefault(row.oid(0), List.of()),
              row.text(3).charAt(0),
              row.orNull(4)));
    }
    return tables;
  }

  /** A publication that leaves some changes out would let the collections drift apart. */
  private static void requirePublication(UpstreamSession session, String publication) {
    List<Row> rows =
        session.query(
            "SELECT pubinsert AND pubupdate AND pubdelete AND pubtruncate FROM pg_publication"
                + " WHERE pubname = ?",
            publication);
    if (rows.isEmpty()) {
      throw new TidewaterException(
              ErrorCode.UNDEFINED_OBJECT, "publication {publication} does not exist upstream")
          .with("publication", publication)
          .hint("Create it there: CREATE PUBLICATION " + quoted(publication) + " FOR ALL TABLES;");
    }
    if (!rows.get(0).flag(0)) {
      throw new TidewaterException(
              ErrorCode.OBJECT_NOT_IN_PREREQUISITE_STATE,
              "publication {publication} leaves out some kinds of changes")
          .with("publication", publication)
          .hint(
              "Run upstream: ALTER PUBLICATION "
                  + quoted(publication)
                  + " SET (publish = 'insert, update, delete, truncate');");
    }
  }

  private static void requireLogicalReplication(UpstreamSession session) {
    String level = session.query("SHOW wal_level").get(0).text(0);
    if (!level.equals("logical")) {
      throw new TidewaterException(
              ErrorCode.OBJECT_NOT_IN_PREREQUISITE_STATE,
              "PostgreSQL at {host}:{port} does not write logical replication data")
          .with("host", session.where().host())
          .with("port", session.where().port())
          .detail("wal_level is " + level + ".")
          .hint("Run there: ALTER SYSTEM SET wal_level = logical; then restart the server.");
    }
    Row role =
        session
            .query("SELECT rolreplication OR rolsuper FROM pg_roles WHERE rolname = current_user")
            .get(0);
    if (!role.flag(0)) {
      throw new TidewaterException(
              ErrorCode.INSUFFICIENT_PRIVILEGE, "PostgreSQL user {user} may not replicate")
          .with("user", session.where().user())
          .hint("Run there: ALTER ROLE " + quoted(session.where().user()) + " REPLICATION;");
    }
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
