package dev.tidewater.sqltests.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.server.instance.ServerOptions;
import dev.tidewater.server.instance.TidewaterServer;
import dev.tidewater.sink.iceberg.catalog.CatalogConfig;
import dev.tidewater.sink.iceberg.read.TableReader;
import dev.tidewater.sink.iceberg.read.TableSnapshot;
import dev.tidewater.testkit.component.RealSpark;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real server writes tables in both modes, commit by commit, and Spark reads them through the
 * embedded catalog's REST service.
 */
class SparkReadsTablesIT {
  /** Starting a sink and several commits a second apart, on a busy machine. */
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private static final String COLUMNS =
      "id bigint PRIMARY KEY, b boolean, s smallint, i integer, r real, d double precision,"
          + " n numeric(38,2), nn numeric, t text, v varchar(10), c char(3), y bytea, da date,"
          + " ts timestamp, tz timestamptz, iv interval, u uuid, j jsonb, ia integer[], ta text[],"
          + " ti time";

  private static final String TYPICAL =
      "true, -32768, 2147483647, 1.5, -0.1, 12345678901234567890.12, 1.5, 'ağaç 𝔘', 'short', 'ab',"
          + " '\\x00ff7f', DATE '2026-11-22', TIMESTAMP '2026-11-22 09:54:03.123456',"
          + " TIMESTAMPTZ '2026-11-22 09:54:03.123456+13:45', INTERVAL '1 year 2 months 3 days 4"
          + " seconds', '01234567-89ab-cdef-fedc-ba9876543210', '{\"b\": [1, null], \"a\": \"x\"}',"
          + " ARRAY[1, NULL, 3], ARRAY['a', '']";

  private static final String NULLS =
      "NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,"
          + " NULL, NULL, NULL, NULL, NULL";

  /**
   * A typical row as Spark shows it; it writes binary values in base64, and would write times in
   * JSON in milliseconds only, so these are cast to text.
   */
  private static final String TYPICAL_IN_SPARK =
      "\"b\":true,\"s\":-32768,\"i\":2147483647,\"r\":1.5,\"d\":-0.1,"
          + "\"n\":12345678901234567890.12,\"nn\":1.5000000000,\"t\":\"ağaç 𝔘\",\"v\":\"short\","
          + "\"c\":\"ab \",\"y\":\"AP9/\",\"da\":\"2026-11-22\","
          + "\"iv\":\"1 year 2 mons 3 days 00:00:04\","
          + "\"u\":\"01234567-89ab-cdef-fedc-ba9876543210\","
          + "\"j\":\"{\\\"a\\\": \\\"x\\\", \\\"b\\\": [1, null]}\","
          + "\"ia\":[1,null,3],\"ta\":[\"a\",\"\"],\"ti\":\"23:59:59.999999\","
          + "\"ts\":\"2026-11-22 09:54:03.123456\",\"tz\":\"2026-11-21 20:09:03.123456\"}";

  private static final String NULLS_IN_SPARK =
      "\"b\":null,\"s\":null,\"i\":null,\"r\":null,\"d\":null,\"n\":null,\"nn\":null,\"t\":null,"
          + "\"v\":null,\"c\":null,\"y\":null,\"da\":null,\"iv\":null,"
          + "\"u\":null,\"j\":null,\"ia\":null,\"ta\":null,\"ti\":null,\"ts\":null,\"tz\":null}";

  @TempDir Path directory;

  @Test
  void readsUpsertAndAppendTablesOfAllTypesAfterSeveralCommits() throws Exception {
    try (TidewaterServer server = TidewaterServer.start(ServerOptions.inDirectory(directory));
        Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + server.sqlPort() + "/tidewater?user=tidewater");
        Statement sql = connection.createStatement()) {
      CatalogConfig catalog = new CatalogConfig.Embedded(server.catalogDirectory());
      createTypes(sql);
      createAccounts(sql);
      awaitRow(catalog, "types", 3);
      sql.execute("UPDATE all_types SET t = 'changed', ia = NULL, n = -0.01 WHERE id = 1");
      sql.execute("DELETE FROM all_types WHERE id = 3");
      sql.execute("INSERT INTO all_types VALUES (4, " + TYPICAL + ", TIME '23:59:59.999999')");
      awaitRow(catalog, "types", 4);
      for (int round = 1; round <= 3; round++) {
        changeAccounts(sql, round);
        awaitRow(catalog, "accounts", 1_000_000 + round);
        awaitRow(catalog, "log", 1_000_000 + round);
      }

      List<List<String>> answers =
          RealSpark.ready()
              .run(
                  URI.create(server.icebergUrl()),
                  List.of(
                      "SELECT * EXCEPT (ts, tz), CAST(ts AS string) AS ts, CAST(tz AS string) AS tz"
                          + " FROM public.types ORDER BY id",
                      "SELECT id, owner, balance FROM public.accounts ORDER BY id",
                      "SELECT id, owner, balance FROM (SELECT id, owner, balance, sum(_mz_diff) AS"
                          + " copies FROM public.log GROUP BY id, owner, balance) WHERE copies <> 0"
                          + " ORDER BY id",
                      "SELECT count(DISTINCT _mz_timestamp) AS times FROM public.log",
                      "SELECT count(*) AS snapshots FROM public.accounts.snapshots"));

      assertThat(answers.get(0))
          .containsExactly(
              "{\"id\":1,"
                  + TYPICAL_IN_SPARK
                      .replace("ağaç 𝔘", "changed")
                      .replace("[1,null,3]", "null")
                      .replace("12345678901234567890.12", "-0.01"),
              "{\"id\":2," + NULLS_IN_SPARK,
              "{\"id\":4," + TYPICAL_IN_SPARK);
      List<String> relation = rows(sql, "SELECT id, owner, balance FROM accounts ORDER BY id");
      assertThat(answers.get(1)).isEqualTo(relation);
      assertThat(answers.get(2)).isEqualTo(relation);
      assertThat(answers.get(3)).containsExactly("{\"times\":10}");
      assertThat(equalityDeletes(catalog, "accounts")).isPositive();
      try (TableReader accounts = TableReader.open(catalog, "public", "accounts")) {
        assertThat(answers.get(4))
            .containsExactly("{\"snapshots\":" + accounts.snapshots().size() + "}");
      }
    }
  }

  /** Spark can't read Iceberg's type time, so that column is exported as text. */
  private static void createTypes(Statement sql) throws SQLException {
    sql.execute("CREATE TABLE all_types (" + COLUMNS + ")");
    sql.execute("INSERT INTO all_types VALUES (1, " + TYPICAL + ", TIME '23:59:59.999999')");
    sql.execute("INSERT INTO all_types VALUES (2, " + NULLS + ")");
    sql.execute("INSERT INTO all_types VALUES (3, " + NULLS + ")");
    sql.execute(
        "CREATE MATERIALIZED VIEW types AS SELECT id, b, s, i, r, d, n, nn, t, v, c, y, da, ts, tz,"
            + " iv, u, j, ia, ta, ti::text AS ti FROM all_types");
    sql.execute(sink("types", "types", "KEY (id) MODE UPSERT"));
  }

  private static void createAccounts(Statement sql) throws SQLException {
    sql.execute("CREATE TABLE accounts (id bigint PRIMARY KEY, owner text, balance numeric(38,2))");
    insertAccounts(sql, 0, 2_000);
    sql.execute(sink("accounts", "accounts", "KEY (id) MODE UPSERT"));
    sql.execute(sink("log", "accounts", "MODE APPEND"));
  }

  private static String sink(String table, String relation, String mode) {
    return "CREATE SINK "
        + table
        + "_sink FROM "
        + relation
        + " INTO ICEBERG CATALOG CONNECTION embedded_catalog (NAMESPACE 'public', TABLE '"
        + table
        + "') "
        + mode
        + " WITH (COMMIT INTERVAL '1s')";
  }

  private static void insertAccounts(Statement sql, int from, int count) throws SQLException {
    StringBuilder values = new StringBuilder();
    for (int id = from; id < from + count; id++) {
      values.append(id == from ? "" : ", ");
      values.append('(').append(id).append(", 'owner ").append(id % 7).append("', ");
      values.append(id).append(".50)");
    }
    sql.execute("INSERT INTO accounts VALUES " + values);
  }

  /** Three transactions: updates, deletes, and rows of new keys, the last of them a marker. */
  private static void changeAccounts(Statement sql, int round) throws SQLException {
    sql.execute(
        "UPDATE accounts SET balance = balance + 1, owner = 'round %d' WHERE id %% 10 = %d"
            .formatted(round, round));
    sql.execute("DELETE FROM accounts WHERE id % 50 = " + (round + 1));
    insertAccounts(sql, 1_000_000 + round, 1);
  }

  private static void awaitRow(CatalogConfig catalog, String table, long id) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!holds(catalog, table, id)) {
      assertThat(System.nanoTime() - end).as("row %d arrives in %s", id, table).isNegative();
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }

  private static boolean holds(CatalogConfig catalog, String table, long id) {
    if (!TableReader.exists(catalog, "public", table)) {
      return false;
    }
    try (TableReader reader = TableReader.open(catalog, "public", table)) {
      return reader.rows().stream().anyMatch(row -> Objects.equals(row.get(0), id));
    }
  }

  private static long equalityDeletes(CatalogConfig catalog, String table) {
    try (TableReader reader = TableReader.open(catalog, "public", table)) {
      List<TableSnapshot> snapshots = reader.snapshots();
      return snapshots.get(snapshots.size() - 1).count("total-equality-deletes");
    }
  }

  /** What a query of the server answers, written as Spark writes it. */
  private static List<String> rows(Statement sql, String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (ResultSet found = sql.executeQuery(query)) {
      while (found.next()) {
        rows.add(
            "{\"id\":%d,\"owner\":\"%s\",\"balance\":%s}"
                .formatted(found.getLong(1), found.getString(2), found.getString(3)));
      }
    }
    return rows;
  }
}
