package dev.tidewater.sqltests.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewater.server.instance.ServerOptions;
import dev.tidewater.server.instance.TidewaterServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the isolation levels promise, seen where an input is behind: a source that ticks slowly. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolationIT {
  private static final String NEWEST =
      "SELECT max(id) FROM t, (SELECT count(*) AS n FROM slow) AS s WHERE s.n >= 0";

  private TidewaterServer server;
  private Client client;

  @BeforeAll
  void start(@TempDir Path directory) throws SQLException {
    server = TidewaterServer.start(ServerOptions.inDirectory(directory));
    client = new Client(server);
    client.execute(
        "CREATE TABLE t (id int PRIMARY KEY)",
        "INSERT INTO t VALUES (1)",
        "CREATE SOURCE slow FROM LOAD GENERATOR COUNTER (TICK INTERVAL '4s')");
    assertThat(client.query(NEWEST)).containsExactly("1");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void strictReadsWaitAndSerializableOnesTakeWhatIsComplete() throws SQLException {
    try (Connection connection = client.connect();
        Statement statement = connection.createStatement()) {
      // Strict: the source has passed this write when the query answers.
      statement.execute("INSERT INTO t VALUES (2)");
      assertThat(Client.query(connection, NEWEST)).containsExactly("2");
      // The source has just ticked, and will not for some seconds.
      statement.execute("INSERT INTO t VALUES (3)");
      statement.execute("SET transaction_isolation = 'serializable'");
      assertThat(Client.query(connection, "EXPLAIN TIMESTAMP FOR " + NEWEST))
          .anyMatch(line -> line.strip().equals("can respond immediately: true"));
      assertThat(Client.query(connection, NEWEST)).containsExactly("2");
      assertThat(Client.query(connection, "SELECT max(id) FROM t"))
          .as("the table by itself is complete")
          .containsExactly("3");
      statement.execute("SET transaction_isolation = 'strict serializable'");
      assertThat(Client.query(connection, NEWEST)).containsExactly("3");
    }
  }

  @Test
  void levelOfATransactionIsItsOwn() throws SQLException {
    try (Connection connection = client.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("BEGIN ISOLATION LEVEL READ COMMITTED");
      assertThat(Client.query(connection, "SHOW transaction_isolation"))
          .containsExactly("read committed");
      statement.execute("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE");
      Client.query(connection, "SELECT max(id) FROM t");
      assertThatThrownBy(
              () -> statement.execute("SET TRANSACTION ISOLATION LEVEL STRICT SERIALIZABLE"))
          .hasMessageContaining("must be called before any query");
      statement.execute("ROLLBACK");
      assertThat(Client.query(connection, "SHOW transaction_isolation"))
          .containsExactly("strict serializable");
      connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
      assertThat(Client.query(connection, "SHOW transaction_isolation"))
          .containsExactly("serializable");
    }
  }
}
