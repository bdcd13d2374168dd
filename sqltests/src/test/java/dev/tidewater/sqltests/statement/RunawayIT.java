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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Queries that would never end or take all memory: they can be ended, and others go on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunawayIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  /** Must look at each pair: rows that are equal in all that counts would be taken together. */
  private static final String CROSS_JOIN = "SELECT count(*) FROM many a, many b WHERE a.v < b.v";

  private TidewaterServer server;
  private Client client;

  @BeforeAll
  void start(@TempDir Path directory) throws SQLException {
    server = TidewaterServer.start(ServerOptions.inDirectory(directory));
    client = new Client(server);
    client.execute(
        "CREATE TABLE many (id int PRIMARY KEY, v text)",
        "INSERT INTO many SELECT n, 'value ' || n FROM generate_series(1, 1000000) AS n");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void crossJoinOfMillionsIsCancelledWhileOthersGoOn() throws Exception {
    try (Connection runaway = client.connect();
        Statement statement = runaway.createStatement()) {
      CompletableFuture<Void> running =
          CompletableFuture.runAsync(
              () ->
                  assertThatThrownBy(() -> statement.execute(CROSS_JOIN))
                      .hasMessageContaining("canceling statement due to user request"));
      long end = System.nanoTime() + LIMIT.toNanos();
      while (client.query(cancelOthers()).isEmpty()) {
        assertThat(System.nanoTime()).isLessThan(end);
        assertThat(client.query("SELECT v FROM many WHERE id = 77")).containsExactly("value 77");
        LockSupport.parkNanos(LOOK_EVERY.toNanos());
      }
      running.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      assertThat(Client.query(runaway, "SELECT v FROM many WHERE id = 5"))
          .containsExactly("value 5");
    }
  }

  private static String cancelOthers() {
    return "SELECT pg_cancel_backend(pid) FROM pg_stat_activity"
        + " WHERE query LIKE '%many a, many b%' AND state = 'active' AND pid <> pg_backend_pid()";
  }

  @Test
  void statementTimeoutEndsIt() throws SQLException {
    try (Connection connection = client.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET statement_timeout = '500ms'");
      assertThatThrownBy(() -> statement.execute(CROSS_JOIN))
          .hasMessageContaining("canceling statement due to statement timeout");
    }
  }

  @Test
  void memoryLimitEndsAQueryAndLeavesOthersAlone() throws SQLException {
    try (Connection connection = client.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET max_query_memory = '16MB'");
      assertThatThrownBy(
              () -> statement.execute("SELECT a.v, b.v FROM many a JOIN many b ON a.v = b.v"))
          .hasMessageContaining("memory limit of 16777216 bytes");
      assertThat(Client.query(connection, "SELECT count(*) FROM many")).containsExactly("1000000");
    }
  }

  @Test
  void resultLimitEndsAResultButNotACopyOrACursor() throws SQLException {
    try (Connection connection = client.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET max_result_size = '1MB'");
      assertThatThrownBy(() -> statement.execute("SELECT * FROM many"))
          .hasMessageContaining("result exceeds max size of 1MB");
      assertThat(Client.query(connection, "SELECT v FROM many WHERE id < 3"))
          .isEqualTo(List.of("value 1", "value 2"));
      statement.execute("BEGIN");
      statement.execute("DECLARE c CURSOR FOR SELECT id FROM many");
      assertThat(Client.query(connection, "FETCH 500000 FROM c")).hasSize(500_000);
      statement.execute("ROLLBACK");
    }
  }
}
