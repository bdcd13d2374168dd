package dev.tidewater.sqltests.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.server.instance.ServerOptions;
import dev.tidewater.server.instance.TidewaterServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The forms in which SUBSCRIBE shows changes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubscribeFormatIT {
  private TidewaterServer server;
  private Client client;

  @BeforeAll
  void start(@TempDir Path directory) throws SQLException {
    server = TidewaterServer.start(ServerOptions.inDirectory(directory));
    client = new Client(server);
    client.execute("CREATE TABLE t (v text, k int, n int)");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @BeforeEach
  void fill() throws SQLException {
    client.execute("TRUNCATE t", "INSERT INTO t VALUES ('a', 1, 10), ('b', 2, NULL)");
  }

  /**
   * What a subscription gives for the rows that are there, and then for each statement; without the
   * times, which differ each time.
   */
  private List<List<String>> changes(String subscribe, String... statements) throws SQLException {
    List<List<String>> changes = new ArrayList<>();
    try (Connection connection = client.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("DECLARE c CURSOR FOR " + subscribe);
      changes.add(fetch(connection));
      for (String sql : statements) {
        client.execute(sql);
        changes.add(fetch(connection));
      }
      connection.rollback();
    }
    return changes;
  }

  private static List<String> fetch(Connection connection) throws SQLException {
    return Client.query(connection, "FETCH ALL c").stream()
        .map(row -> row.substring(row.indexOf('\t') + 1))
        .toList();
  }

  @Test
  void upsertGivesTheNewValuesOfAKey() throws SQLException {
    assertThat(
            changes(
                "SUBSCRIBE t ENVELOPE UPSERT (KEY (k))",
                "UPDATE t SET v = 'c', n = 11 WHERE k = 1",
                "DELETE FROM t WHERE k = 2",
                "INSERT INTO t VALUES ('x', 1, 1)",
                "DELETE FROM t WHERE v = 'x'"))
        .containsExactly(
            List.of("upsert\t1\ta\t10", "upsert\t2\tb\tnull"),
            List.of("upsert\t1\tc\t11"),
            List.of("delete\t2\tnull\tnull"),
            // One time alone does not show that the key has another row.
            List.of("upsert\t1\tx\t1"),
            List.of("delete\t1\tnull\tnull"));
  }

  @Test
  void severalRowsOfAKeyAreAViolation() throws SQLException {
    assertThat(
            changes(
                "SUBSCRIBE t ENVELOPE UPSERT (KEY (k))",
                "INSERT INTO t VALUES ('y', 7, 1), ('z', 7, 2), ('y', 8, 3)",
                "DELETE FROM t WHERE k = 7"))
        .element(1)
        .isEqualTo(List.of("key_violation\t7\tnull\tnull", "upsert\t8\ty\t3"));
    assertThat(changes("SUBSCRIBE t ENVELOPE DEBEZIUM (KEY (k))", "DELETE FROM t WHERE k = 8"))
        .element(1)
        .isEqualTo(List.of("delete\t8\ty\t3\tnull\tnull"));
  }

  @Test
  void debeziumGivesTheValuesBeforeAndAfter() throws SQLException {
    assertThat(
            changes(
                "SUBSCRIBE (SELECT k, v FROM t) ENVELOPE DEBEZIUM (KEY (k))",
                "UPDATE t SET v = NULL WHERE k = 1",
                "DELETE FROM t WHERE k = 2",
                "INSERT INTO t VALUES ('d', 2, 0)"))
        .containsExactly(
            List.of("insert\t1\tnull\ta", "insert\t2\tnull\tb"),
            List.of("upsert\t1\ta\tnull"),
            List.of("delete\t2\tb\tnull"),
            List.of("insert\t2\tnull\td"));
  }

  @Test
  void rowsOfATimeComeInTheOrderThatIsAskedFor() throws SQLException {
    assertThat(
            changes(
                "SUBSCRIBE t WITHIN TIMESTAMP ORDER BY n NULLS FIRST, mz_diff DESC",
                "UPDATE t SET v = upper(v)"))
        .containsExactly(
            List.of("1\tb\t2\tnull", "1\ta\t1\t10"),
            List.of("1\tB\t2\tnull", "-1\tb\t2\tnull", "1\tA\t1\t10", "-1\ta\t1\t10"));
  }

  @Test
  void progressTellsWhereItBeginsAndWhenTimeHasPassed() throws SQLException {
    try (Connection connection = client.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("DECLARE c CURSOR FOR SUBSCRIBE t WITH (PROGRESS)");
      List<String> rows = Client.query(connection, "FETCH 4 c WITH (TIMEOUT = '30s')");
      String begin = rows.get(0).substring(0, rows.get(0).indexOf('\t'));
      assertThat(rows)
          .containsExactly(
              begin + "\tt\tnull\tnull\tnull\tnull",
              begin + "\tf\t1\ta\t1\t10",
              begin + "\tf\t1\tb\t2\tnull",
              (Long.parseLong(begin) + 1) + "\tt\tnull\tnull\tnull\tnull");
      connection.rollback();
    }
  }

  @Test
  void withoutASnapshotOnlyChangesCome() throws SQLException {
    try (Connection connection = client.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(
          "DECLARE c CURSOR FOR SUBSCRIBE (SELECT count(*) FROM t) WITH (SNAPSHOT = false)");
      assertThat(Client.query(connection, "FETCH ALL c WITH (TIMEOUT = '0s')")).isEmpty();
      client.execute("DELETE FROM t WHERE k = 1");
      assertThat(fetch(connection)).containsExactly("1\t1", "-1\t2");
      connection.rollback();
    }
  }
}
