package dev.tidewater.benchmarks.latency;

import dev.tidewater.server.instance.ServerOptions;
import dev.tidewater.server.instance.TidewaterServer;
import dev.tidewater.testkit.component.RealPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Measures how long after the commit of an UPDATE in a real PostgreSQL its effect is seen in a
 * materialized view over the source. The source's tick of a second is part of it.
 */
public final class SourceLatencyBenchmark {
  private static final int WARM_UP = 20;
  private static final int SAMPLES = Integer.getInteger("samples", 100);
  private static final int ACCOUNTS = 100_000;

  private SourceLatencyBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory("tidewater-source-latency");
    try (RealPostgres postgres = RealPostgres.start();
        TidewaterServer server = TidewaterServer.start(ServerOptions.inDirectory(directory));
        Connection upstream = postgres.connect();
        Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + server.sqlPort() + "/tidewater?user=tidewater")) {
      postgres.execute(
          "CREATE TABLE accounts (id bigint PRIMARY KEY, branch bigint, balance bigint)",
          "INSERT INTO accounts SELECT g, g % 100, 0 FROM generate_series(1, " + ACCOUNTS + ") g",
          "CREATE PUBLICATION tidewater FOR ALL TABLES");
      prepare(connection, postgres);
      Latencies.printHead();
      measure(upstream, connection);
    }
  }

  private static void prepare(Connection connection, RealPostgres postgres) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE SECRET password AS '" + postgres.password() + "'");
      statement.execute(
          "CREATE CONNECTION pg TO POSTGRES (HOST '"
              + postgres.host()
              + "', PORT "
              + postgres.port()
              + ", USER '"
              + postgres.user()
              + "', PASSWORD SECRET password, DATABASE '"
              + postgres.database()
              + "', SSL MODE 'disable')");
      statement.execute(
          "CREATE SOURCE bank FROM POSTGRES CONNECTION pg (PUBLICATION 'tidewater') FOR ALL TABLES");
      statement.execute(
          "CREATE MATERIALIZED VIEW branches AS"
              + " SELECT branch, sum(balance) AS total FROM accounts GROUP BY branch");
    }
  }

  private static void measure(Connection upstream, Connection connection) throws SQLException {
    long[] nanos = new long[SAMPLES];
    try (PreparedStatement update =
            upstream.prepareStatement("UPDATE accounts SET balance = ? WHERE id = 100");
        PreparedStatement select =
            connection.prepareStatement("SELECT total FROM branches WHERE branch = 0")) {
      for (int i = 0; i < WARM_UP + SAMPLES; i++) {
        update.setLong(1, i + 1L);
        update.executeUpdate();
        long start = System.nanoTime();
        while (total(select) != i + 1L) {
          Thread.onSpinWait();
        }
        if (i >= WARM_UP) {
          nanos[i - WARM_UP] = System.nanoTime() - start;
        }
      }
    }
    Latencies.print("UPDATE in PostgreSQL to its sight in a materialized view, tick 1 s", nanos);
  }

  private static long total(PreparedStatement select) throws SQLException {
    try (ResultSet result = select.executeQuery()) {
      return result.next() ? result.getLong(1) : Long.MIN_VALUE;
    }
  }
}
