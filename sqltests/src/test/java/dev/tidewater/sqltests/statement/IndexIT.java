package dev.tidewater.sqltests.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewater.server.instance.ServerOptions;
import dev.tidewater.server.instance.TidewaterServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Indexes: used, exact at every time, and gone when dropped. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IndexIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private TidewaterServer server;
  private Client client;

  @BeforeAll
  void start(@TempDir Path directory) {
    server = TidewaterServer.start(ServerOptions.inDirectory(directory));
    client = new Client(server);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  /** Waits until a query's plan says something: an index is used once all its rows are there. */
  private void awaitPlan(String query, String part) throws SQLException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (client.query("EXPLAIN " + query).stream().noneMatch(line -> line.contains(part))) {
      assertThat(System.nanoTime()).as("waiting for '%s' in %s", part, query).isLessThan(end);
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }

  @Test
  void lookUpsGoByTheBestIndex() throws SQLException {
    client.execute(
        "CREATE TABLE looked (id int PRIMARY KEY, a int, b text)",
        "INSERT INTO looked SELECT n, n % 100, 'b' || n % 7 FROM generate_series(1, 10000) AS n",
        "CREATE INDEX looked_a ON looked (a)",
        "CREATE INDEX looked_ba ON looked (b, a)");
    awaitPlan("SELECT * FROM looked WHERE a = 5", "by index (a)");
    awaitPlan("SELECT * FROM looked WHERE a = 5 AND b = 'b3'", "by index (b, a)");
    awaitPlan("SELECT * FROM looked WHERE a IN (5, 6, 7)", "by index (a)");
    awaitPlan("SELECT * FROM looked WHERE id = 5 AND a = 5", "by key (id)");
    assertThat(client.query("SELECT count(*) FROM looked WHERE a IN (5, 6, 7)"))
        .containsExactly("300");
    assertThat(client.query("SELECT count(*) FROM looked WHERE a = 5 AND b IN ('b1', 'b2')"))
        .isEqualTo(
            client.query(
                "SELECT count(*) FROM looked WHERE a + 0 = 5 AND b || '' IN ('b1', 'b2')"));
    try (Connection connection = client.connect();
        var lookUp =
            connection.prepareStatement("SELECT count(*) FROM looked WHERE a = ? OR a = ?")) {
      lookUp.setInt(1, 5);
      lookUp.setInt(2, 500);
      try (var rows = lookUp.executeQuery()) {
        rows.next();
        assertThat(rows.getInt(1)).isEqualTo(100);
      }
    }
  }

  @Test
  void indexedViewIsItsQueryAtEveryTimeWhileOthersWrite() throws Exception {
    client.execute(
        "CREATE TABLE facts (id int PRIMARY KEY, g int NOT NULL, n int NOT NULL)",
        "CREATE VIEW facts_sums AS SELECT g, count(*) AS c, sum(n) AS s FROM facts GROUP BY g",
        "INSERT INTO facts SELECT n, n % 5, n FROM generate_series(1, 100) AS n",
        "CREATE INDEX ON facts_sums (g)");
    awaitPlan("SELECT * FROM facts_sums", "from index");
    long end = System.currentTimeMillis() + 3_000;
    Thread writer = new Thread(() -> writeUntil(end), "writer");
    writer.start();
    int compared = 0;
    try (Connection connection = client.connect();
        Statement statement = connection.createStatement()) {
      while (System.currentTimeMillis() < end) {
        statement.execute("BEGIN");
        List<String> indexed = Client.query(connection, "SELECT * FROM facts_sums ORDER BY g");
        List<String> computed =
            Client.query(connection, "SELECT g, count(*), sum(n) FROM facts GROUP BY g ORDER BY g");
        statement.execute("COMMIT");
        assertThat(indexed).isEqualTo(computed);
        compared++;
      }
    }
    writer.join();
    assertThat(compared).isGreaterThan(10);
  }

  @Test
  void transactionThatBeganWithAnotherRelationReadsTheIndexAtItsTime() throws SQLException {
    client.execute(
        "CREATE TABLE first_read (id int PRIMARY KEY)",
        "CREATE TABLE behind (id int PRIMARY KEY)",
        "CREATE VIEW behind_count AS SELECT count(*) AS c FROM behind",
        "CREATE DEFAULT INDEX ON behind_count");
    awaitPlan("SELECT * FROM behind_count", "from index");
    awaitForgottenHistory();
    try (Connection connection = client.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("BEGIN");
      assertThat(Client.query(connection, "SELECT count(*) FROM first_read")).containsExactly("0");
      client.execute("INSERT INTO behind VALUES (1)");
      assertThat(Client.query(connection, "SELECT c FROM behind_count")).containsExactly("0");
      statement.execute("COMMIT");
      assertThat(Client.query(connection, "SELECT c FROM behind_count")).containsExactly("1");
    }
  }

  /** Waits, without reading any table, until time has gone further than an index remembers. */
  private void awaitForgottenHistory() throws SQLException {
    String writeFrontier =
        "SELECT write_frontier FROM mz_internal.mz_frontiers f"
            + " JOIN mz_tables t ON t.id = f.object_id WHERE t.name = 'behind'";
    long begin = Long.parseLong(client.query(writeFrontier).get(0));
    long end = System.nanoTime() + LIMIT.toNanos();
    while (Long.parseLong(client.query(writeFrontier).get(0)) < begin + 2_500) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }

  private void writeUntil(long endMillis) {
    Random random = new Random(7);
    try (Connection connection = client.connect();
        Statement statement = connection.createStatement()) {
      int next = 1_000;
      while (System.currentTimeMillis() < endMillis) {
        int g = random.nextInt(8);
        switch (random.nextInt(3)) {
          case 0 -> statement.execute("DELETE FROM facts WHERE g = " + g + " AND id % 3 = 0");
          case 1 -> statement.execute("UPDATE facts SET n = n + 1 WHERE g = " + g);
          default -> statement.execute("INSERT INTO facts VALUES (" + next++ + ", " + g + ", 3)");
        }
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatWasJustWrittenIsInTheIndex() throws SQLException {
    client.execute("CREATE TABLE own (id int PRIMARY KEY, g int)", "CREATE INDEX own_g ON own (g)");
    client.execute("INSERT INTO own VALUES (0, -1)");
    awaitPlan("SELECT count(*) FROM own WHERE g = 3", "by index (g)");
    try (Connection connection = client.connect();
        Statement statement = connection.createStatement()) {
      for (int i = 1; i <= 100; i++) {
        statement.execute("INSERT INTO own VALUES (" + i + ", 3)");
        assertThat(Client.query(connection, "SELECT count(*) FROM own WHERE g = 3"))
            .containsExactly(String.valueOf(i));
      }
    }
  }

  @Test
  void errorInAnIndexedViewIsItsOwnersUntilTheRowGoes() throws SQLException {
    client.execute(
        "CREATE TABLE divisors (id int PRIMARY KEY)",
        "INSERT INTO divisors VALUES (1), (2)",
        "CREATE VIEW quotients AS SELECT id, 10 / id AS q FROM divisors",
        "CREATE INDEX ON quotients (id)");
    awaitPlan("SELECT * FROM quotients", "from index");
    assertThat(client.query("SELECT q FROM quotients WHERE id = 2")).containsExactly("5");
    client.execute("INSERT INTO divisors VALUES (0)");
    assertThatThrownBy(() -> client.query("SELECT q FROM quotients WHERE id = 2"))
        .hasMessageContaining("division by zero");
    client.execute("DELETE FROM divisors WHERE id = 0");
    assertThat(client.query("SELECT q FROM quotients WHERE id = 2")).containsExactly("5");
  }

  @Test
  void droppingAnIndexFreesItsMemoryAndQueriesGoOn() throws SQLException {
    client.execute(
        "CREATE CLUSTER index_cluster (SIZE = '1')",
        "CREATE TABLE kept (id int PRIMARY KEY, g int)",
        "INSERT INTO kept SELECT n, n % 10 FROM generate_series(1, 1000) AS n",
        "CREATE VIEW kept_groups AS SELECT g, count(*) AS c FROM kept GROUP BY g",
        "CREATE INDEX kept_groups_g IN CLUSTER index_cluster ON kept_groups (g)");
    awaitPlan("SELECT * FROM kept_groups", "from index");
    String held =
        "SELECT count(*) FROM mz_introspection.mz_dataflow_arrangement_sizes"
            + " WHERE name LIKE '%kept_groups_g' AND size > 0";
    assertThat(client.query(held)).containsExactly("1");
    try (Connection connection = client.connect();
        var prepared = connection.prepareStatement("SELECT c FROM kept_groups WHERE g = 4")) {
      assertThat(prepared.execute()).isTrue();
      client.execute("DROP CLUSTER index_cluster CASCADE");
      assertThat(prepared.execute()).isTrue();
    }
    assertThat(client.query(held)).containsExactly("0");
    assertThat(client.query("SELECT c FROM kept_groups WHERE g = 4")).containsExactly("100");
  }
}
