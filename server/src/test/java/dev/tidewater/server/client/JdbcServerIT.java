package dev.tidewater.server.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewater.server.instance.ServerOptions;
import dev.tidewater.server.instance.TidewaterServer;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** pgjdbc against the real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JdbcServerIT {
  private TidewaterServer server;

  @BeforeAll
  void start(@TempDir Path directory) throws SQLException {
    server = TidewaterServer.start(ServerOptions.inDirectory(directory));
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE TABLE every_type (
            id int PRIMARY KEY, flag boolean, small smallint, big bigint, single real,
            wide double precision, exact numeric(20,4), free numeric, word text, short varchar(5),
            padded char(3), bytes bytea, day date, clock time, stamp timestamp, moment timestamptz,
            lapse interval, ident uuid, doc jsonb)
          """);
      statement.execute("CREATE TABLE numbers (n bigint PRIMARY KEY, square bigint)");
    }
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private Connection connect(String parameters) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:"
            + server.sqlPort()
            + "/tidewater?user=tidewater"
            + parameters);
  }

  /** Thresholds: never prepared on the server, and at once, which also turns on binary transfer. */
  @ParameterizedTest
  @ValueSource(strings = {"0", "-1"})
  void valuesOfEveryTypeGoInAndComeOut(String prepareThreshold) throws SQLException {
    try (Connection connection = connect("&prepareThreshold=" + prepareThreshold);
        Statement delete = connection.createStatement()) {
      delete.execute("DELETE FROM every_type");
      UUID ident = UUID.fromString("0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0");
      OffsetDateTime moment =
          OffsetDateTime.of(2024, 2, 29, 23, 59, 59, 999_999_000, ZoneOffset.UTC);
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO every_type VALUES"
                  + " (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?::interval,?,?::jsonb)")) {
        insert.setInt(1, 1);
        insert.setBoolean(2, true);
        insert.setShort(3, (short) -5);
        insert.setLong(4, Long.MIN_VALUE);
        insert.setFloat(5, 1.5f);
        insert.setDouble(6, -0.1);
        insert.setBigDecimal(7, new BigDecimal("12345.6789"));
        insert.setBigDecimal(8, new BigDecimal("1e-20"));
        insert.setString(9, "ünïcödé 🚀");
        insert.setString(10, "five5");
        insert.setString(11, "ab");
        insert.setBytes(12, new byte[] {0, 1, -1});
        insert.setObject(13, LocalDate.of(2024, 2, 29));
        insert.setObject(14, LocalTime.of(1, 2, 3, 456_789_000));
        insert.setObject(15, LocalDateTime.of(1999, 12, 31, 23, 59, 59));
        insert.setObject(16, moment);
        insert.setString(17, "1 year 2 days 03:04:05");
        insert.setObject(18, ident);
        insert.setString(19, "{\"a\": [1, null]}");
        assertThat(insert.executeUpdate()).isEqualTo(1);
      }
      try (PreparedStatement select = connection.prepareStatement("SELECT * FROM every_type")) {
        // Twice, because the driver learns from the first time how to read the second.
        for (int i = 0; i < 2; i++) {
          try (ResultSet row = select.executeQuery()) {
            assertThat(row.next()).isTrue();
            assertThat(row.getBoolean(2)).isTrue();
            assertThat(row.getShort(3)).isEqualTo((short) -5);
            assertThat(row.getLong(4)).isEqualTo(Long.MIN_VALUE);
            assertThat(row.getFloat(5)).isEqualTo(1.5f);
            assertThat(row.getDouble(6)).isEqualTo(-0.1);
            assertThat(row.getBigDecimal(7)).isEqualTo(new BigDecimal("12345.6789"));
            assertThat(row.getBigDecimal(8)).isEqualByComparingTo("1e-20");
            assertThat(row.getString(9)).isEqualTo("ünïcödé 🚀");
            assertThat(row.getString(10)).isEqualTo("five5");
            assertThat(row.getString(11)).isEqualTo("ab ");
            assertThat(row.getBytes(12)).containsExactly(0, 1, -1);
            assertThat(row.getObject(13, LocalDate.class)).isEqualTo("2024-02-29");
            assertThat(row.getObject(14, LocalTime.class)).isEqualTo("01:02:03.456789");
            assertThat(row.getObject(15, LocalDateTime.class)).isEqualTo("1999-12-31T23:59:59");
            assertThat(row.getObject(16, OffsetDateTime.class)).isEqualTo(moment);
            assertThat(row.getString(17)).contains("1 year");
            assertThat(row.getObject(18, UUID.class)).isEqualTo(ident);
            assertThat(row.getString(19)).isEqualTo("{\"a\": [1, null]}");
          }
        }
      }
    }
  }

  @Test
  void nullsGoInAndComeOut() throws SQLException {
    try (Connection connection = connect("");
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO every_type (id, word, big) VALUES (?, ?, ?)")) {
      insert.setInt(1, 100);
      insert.setString(2, null);
      insert.setNull(3, java.sql.Types.BIGINT);
      insert.executeUpdate();
      try (Statement statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery("SELECT word, big FROM every_type WHERE id = 100")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getString(1)).isNull();
        assertThat(row.getObject(2)).isNull();
      }
    }
  }

  @Test
  void batchesTransactionsAndFetchSizesWork() throws SQLException {
    try (Connection connection = connect("&reWriteBatchedInserts=true")) {
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO numbers VALUES (?, ?)")) {
        for (long n = 0; n < 1_000; n++) {
          insert.setLong(1, n);
          insert.setLong(2, n * n);
          insert.addBatch();
        }
        insert.executeBatch();
      }
      connection.commit();
      try (Statement statement = connection.createStatement()) {
        statement.setFetchSize(33);
        try (ResultSet rows = statement.executeQuery("SELECT * FROM numbers ORDER BY n")) {
          for (long n = 0; n < 1_000; n++) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong(2)).isEqualTo(n * n);
          }
          assertThat(rows.next()).isFalse();
        }
      }
      connection.rollback();
    }
  }

  @Test
  void duplicateKeyFailsTheCommitAndKeepsNothing() throws SQLException {
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE keyed (id int PRIMARY KEY)");
      statement.execute("INSERT INTO keyed VALUES (1)");
      assertSqlState(() -> statement.execute("INSERT INTO keyed VALUES (1)"), "23505");
      connection.setAutoCommit(false);
      statement.execute("INSERT INTO keyed VALUES (2)");
      statement.execute("INSERT INTO keyed VALUES (1)");
      assertSqlState(connection::commit, "23505");
      assertThat(count(statement, "keyed")).isEqualTo(1);
      connection.commit();
    }
  }

  @Test
  void errorFailsTheTransactionUntilItIsRolledBack() throws SQLException {
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      assertSqlState(() -> statement.execute("SELECT 1/0"), "22012");
      assertSqlState(() -> statement.execute("SELECT 1"), "25P02");
      connection.rollback();
      assertThat(statement.execute("SELECT 1")).isTrue();
      connection.commit();
    }
  }

  @Test
  void batchWithoutTransactionIsKeptAsAWholeOrNotAtAll() throws SQLException {
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE batched (id int PRIMARY KEY)");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO batched VALUES (?)")) {
        for (int id : new int[] {1, 2, 1}) {
          insert.setInt(1, id);
          insert.addBatch();
        }
        assertSqlState(insert::executeBatch, "23505");
      }
      assertThat(count(statement, "batched")).isZero();
    }
  }

  @Test
  void batchOfUpdatesWorks() throws SQLException {
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE updated (id int PRIMARY KEY, v int)");
      statement.execute("INSERT INTO updated VALUES (1, 0), (2, 0)");
      try (PreparedStatement update =
          connection.prepareStatement("UPDATE updated SET v = v + ? WHERE id = ?")) {
        for (int id = 1; id <= 3; id++) {
          update.setInt(1, id);
          update.setInt(2, id);
          update.addBatch();
        }
        assertThat(update.executeBatch()).containsExactly(1, 1, 0);
      }
    }
  }

  @Test
  void metadataTellsOfTablesSchemasAndTypes() throws SQLException {
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE described");
      statement.execute("SET database = described");
      statement.execute("CREATE TABLE facts (id int PRIMARY KEY, word text)");
      statement.execute("CREATE VIEW words AS SELECT word FROM facts");
      statement.execute("CREATE MATERIALIZED VIEW counted AS SELECT count(*) AS n FROM facts");
      DatabaseMetaData metadata = connection.getMetaData();
      assertThat(metadata.getDatabaseProductName()).isEqualTo("PostgreSQL");
      assertThat(rows(metadata.getTables(null, "public", "%", null), 2, 3, 4))
          .containsExactly(
              "public|facts_pkey|INDEX",
              "public|counted|MATERIALIZED VIEW",
              "public|facts|TABLE",
              "public|words|VIEW");
      assertThat(rows(metadata.getSchemas(), 1)).contains("public", "pg_catalog");
      assertThat(rows(metadata.getTableTypes(), 1)).contains("TABLE", "VIEW", "MATERIALIZED VIEW");
      assertThat(rows(metadata.getTypeInfo(), 1, 2)).contains("int8|-5", "text|12", "jsonb|1111");
      assertThat(rows(metadata.getImportedKeys(null, "public", "facts"), 1)).isEmpty();
      assertThat(rows(metadata.getTablePrivileges(null, "public", "facts"), 3, 6))
          .contains("facts|SELECT");
    }
  }

  private static List<String> rows(ResultSet result, int... columns) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (result) {
      while (result.next()) {
        StringJoiner row = new StringJoiner("|");
        for (int column : columns) {
          row.add(result.getString(column));
        }
        rows.add(row.toString());
      }
    }
    return rows;
  }

  @Test
  void sessionsAreSeenInPgStatActivity() throws SQLException {
    try (Connection connection = connect("&ApplicationName=seen");
        Connection other = connect("&ApplicationName=other");
        Statement statement = connection.createStatement();
        Statement idle = other.createStatement()) {
      idle.execute("SELECT 42");
      assertThat(
              rows(
                  statement.executeQuery(
                      "SELECT application_name, state, query FROM pg_stat_activity"
                          + " WHERE application_name IN ('seen', 'other') ORDER BY 1"),
                  1,
                  2,
                  3))
          .hasSize(2)
          .contains("other|idle|SELECT 42")
          .anyMatch(row -> row.startsWith("seen|active|SELECT application_name"));
    }
  }

  private static long count(Statement statement, String table) throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void assertSqlState(ThrowingCallable action, String sqlState) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(sqlState));
  }

  @Test
  void copyManagerLoadsRows() throws Exception {
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE loaded (id bigint, word text)");
      StringBuilder data = new StringBuilder();
      for (int i = 0; i < 20_000; i++) {
        data.append(i).append("\tword ").append(i).append('\n');
      }
      long copied =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("COPY loaded FROM STDIN", new StringReader(data.toString()));
      assertThat(copied).isEqualTo(20_000);
      try (ResultSet rows = statement.executeQuery("SELECT count(*), max(id) FROM loaded")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong(1)).isEqualTo(20_000);
        assertThat(rows.getLong(2)).isEqualTo(19_999);
      }
    }
  }
}
