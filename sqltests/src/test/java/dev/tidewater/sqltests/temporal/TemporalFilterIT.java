package dev.tidewater.sqltests.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.server.instance.ServerOptions;
import dev.tidewater.server.instance.TidewaterServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A maintained view with {@code mz_now()} changes at the times that its rows say, and at no other.
 */
class TemporalFilterIT {
  @TempDir Path directory;

  /** A change of the view: when, how, which row. */
  private record Change(long time, long diff, int id) {}

  @Test
  void rowsComeAndGoAtTheirTimesWithoutInput() throws SQLException {
    try (TidewaterServer server = start();
        Connection connection = connect(server)) {
      execute(connection, "CREATE TABLE events (id int, begins timestamptz, ends timestamptz)");
      execute(
          connection,
          "CREATE MATERIALIZED VIEW current AS SELECT id FROM events"
              + " WHERE mz_now() >= begins AND mz_now() < ends");
      execute(
          connection,
          "INSERT INTO events VALUES (1, now() - interval '1 hour', now() + interval '1500 ms'),"
              + " (2, now() + interval '700 ms', now() + interval '1 hour'),"
              + " (3, now() + interval '600 ms', now() + interval '900 ms'),"
              + " (4, now() - interval '2 hours', now() - interval '1 hour')");
      List<Change> changes = subscribe(connection, "current", 5);
      assertThat(changes.get(0).id()).isEqualTo(1);
      assertThat(changes.subList(1, 5))
          .containsExactly(
              new Change(millis(connection, "begins", 3), 1, 3),
              new Change(millis(connection, "begins", 2), 1, 2),
              new Change(millis(connection, "ends", 3), -1, 3),
              new Change(millis(connection, "ends", 1), -1, 1));
      assertThat(ids(connection)).containsExactly(2);
    }
    try (TidewaterServer server = start();
        Connection connection = connect(server)) {
      assertThat(ids(connection)).containsExactly(2);
    }
  }

  /** The changes of a relation from its rows of now on, until there are enough. */
  private static List<Change> subscribe(Connection connection, String relation, int count)
      throws SQLException {
    List<Change> changes = new ArrayList<>();
    execute(connection, "BEGIN");
    execute(connection, "DECLARE c CURSOR FOR SUBSCRIBE " + relation);
    while (changes.size() < count) {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("FETCH 1 c WITH (TIMEOUT = '30s')")) {
        assertThat(rows.next()).as("changes so far: " + changes).isTrue();
        changes.add(new Change(rows.getLong(1), rows.getLong(2), rows.getInt(3)));
      }
    }
    execute(connection, "COMMIT");
    return changes;
  }

  /** The first millisecond at or behind a time of a row, at which a bound by it takes effect. */
  private static long millis(Connection connection, String column, int id) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT " + column + "::mz_timestamp FROM events WHERE id = " + id)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static List<Integer> ids(Connection connection) throws SQLException {
    List<Integer> ids = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM current ORDER BY id")) {
      while (rows.next()) {
        ids.add(rows.getInt(1));
      }
    }
    return ids;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private TidewaterServer start() {
    return TidewaterServer.start(ServerOptions.inDirectory(directory));
  }

  private static Connection connect(TidewaterServer server) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + server.sqlPort() + "/tidewater?user=tidewater");
  }
}
