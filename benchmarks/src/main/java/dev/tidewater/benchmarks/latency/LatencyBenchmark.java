package dev.tidewater.benchmarks.latency;

import dev.tidewater.server.instance.ServerOptions;
import dev.tidewater.server.instance.TidewaterServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Measures, over the wire, in one process with the server: a committed INSERT of one row; a SELECT
 * by primary key on a table of a million rows; from an UPDATE of a table to its sight in a
 * materialized view; {@code SELECT 1}.
 */
public final class LatencyBenchmark {
  private static final int ROWS = Integer.getInteger("rows", 1_000_000);
  private static final int WARM_UP = 500;
  private static final int SAMPLES = 2_000;

  private LatencyBenchmark() {}

  /** Something to time; the argument counts up. */
  private interface Action {
    void run(int i) throws SQLException;
  }

  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory("tidewater-latency");
    try (TidewaterServer server = TidewaterServer.start(ServerOptions.inDirectory(directory));
        Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + server.sqlPort() + "/tidewater?user=tidewater")) {
      prepare(connection);
      Latencies.printHead();
      selectOne(connection);
      insert(connection);
      pointSelect(connection);
      updateToView(connection);
    }
  }

  private static void prepare(Connection connection) throws Exception {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE small (id bigint PRIMARY KEY, v text)");
      statement.execute(
          "CREATE TABLE big (id bigint PRIMARY KEY, k bigint, name text, amount numeric(38,2))");
      statement.execute("CREATE TABLE input (id bigint PRIMARY KEY, v bigint)");
      statement.execute("INSERT INTO input VALUES (1, 0)");
      statement.execute(
          "CREATE MATERIALIZED VIEW output AS SELECT id, sum(v) AS v FROM input GROUP BY id");
    }
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY big FROM STDIN");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < ROWS; i++) {
      lines.append(i).append('\t').append(i % 1000).append("\tname-").append(i).append('\t');
      lines.append(i % 10_000).append(".25\n");
      if (lines.length() > 1 << 16 || i == ROWS - 1) {
        byte[] bytes = lines.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        lines.setLength(0);
      }
    }
    copy.endCopy();
  }

  private static void selectOne(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT 1")) {
      measure("SELECT 1", i -> one(statement));
    }
  }

  private static void insert(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO small VALUES (?, ?)")) {
      measure(
          "INSERT of one row, committed",
          i -> {
            statement.setLong(1, i);
            statement.setString(2, "value " + i);
            statement.executeUpdate();
          });
    }
  }

  private static void pointSelect(Connection connection) throws SQLException {
    Random random = new Random(42);
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT * FROM big WHERE id = ?")) {
      measure(
          "SELECT by primary key of " + ROWS + " rows",
          i -> {
            statement.setLong(1, random.nextInt(ROWS));
            one(statement);
          });
    }
  }

  private static void updateToView(Connection connection) throws SQLException {
    try (PreparedStatement update =
            connection.prepareStatement("UPDATE input SET v = ? WHERE id = 1");
        PreparedStatement select = connection.prepareStatement("SELECT v FROM output")) {
      measure(
          "UPDATE to its sight in a materialized view",
          i -> {
            update.setLong(1, i);
            update.executeUpdate();
            if (one(select) != i) {
              throw new IllegalStateException("the view is behind");
            }
          });
    }
  }

  private static long one(PreparedStatement statement) throws SQLException {
    try (ResultSet result = statement.executeQuery()) {
      if (!result.next()) {
        throw new IllegalStateException("no row");
      }
      return result.getLong(1);
    }
  }

  private static void measure(String what, Action action) throws SQLException {
    long[] nanos = new long[SAMPLES];
    for (int i = 0; i < WARM_UP + SAMPLES; i++) {
      long start = System.nanoTime();
      action.run(i);
      if (i >= WARM_UP) {
        nanos[i - WARM_UP] = System.nanoTime() - start;
      }
    }
    Latencies.print(what, nanos);
  }
}
