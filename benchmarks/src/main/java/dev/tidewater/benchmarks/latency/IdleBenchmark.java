package dev.tidewater.benchmarks.latency;

import dev.tidewater.server.instance.ServerOptions;
import dev.tidewater.server.instance.TidewaterServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Measures what an idle server costs: a table of a million rows, a materialized view over it and a
 * sink of each at a second, and nobody who changes or asks anything. The whole process counts.
 */
public final class IdleBenchmark {
  /** Until the first commits are through and the compilers have calmed down. */
  private static final int SETTLE_SECONDS = Integer.getInteger("settle", 60);

  private static final int MEASURED_SECONDS = Integer.getInteger("seconds", 120);
  private static final Pattern SNAPSHOT = Pattern.compile("\"snapshot-id\"");

  private IdleBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory("tidewater-idle");
    try (TidewaterServer server = TidewaterServer.start(ServerOptions.inDirectory(directory))) {
      prepare(server);
      Thread.sleep(SETTLE_SECONDS * 1000L);
      String before = snapshots(server);
      long cpu = cpuNanos();
      long start = System.nanoTime();
      Thread.sleep(MEASURED_SECONDS * 1000L); // To do nothing is what is measured.
      double share = 100.0 * (cpuNanos() - cpu) / (System.nanoTime() - start);
      System.out.printf(
          Locale.ROOT, "idle: %.2f %% of a core over %d s%n", share, MEASURED_SECONDS);
      System.out.println("snapshots before: " + before + ", after: " + snapshots(server));
    }
  }

  private static void prepare(TidewaterServer server) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + server.sqlPort() + "/tidewater?user=tidewater");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE facts (id bigint PRIMARY KEY, k bigint)");
      statement.execute(
          "INSERT INTO facts SELECT g, g % 1000 FROM generate_series(1, 1000000) AS g");
      statement.execute(
          "CREATE MATERIALIZED VIEW sums AS SELECT k, count(*) AS n FROM facts GROUP BY k");
      sink(statement, "facts", "id");
      sink(statement, "sums", "k");
    }
  }

  private static void sink(Statement statement, String relation, String key) throws SQLException {
    statement.execute(
        "CREATE SINK "
            + relation
            + "_sink FROM "
            + relation
            + " INTO ICEBERG CATALOG CONNECTION tidewater.public.embedded_catalog"
            + " (NAMESPACE = 'public', TABLE = '"
            + relation
            + "') KEY ("
            + key
            + ") MODE UPSERT WITH (COMMIT INTERVAL = '1s')");
  }

  private static long cpuNanos() {
    var process =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return process.getProcessCpuTime();
  }

  private static String snapshots(TidewaterServer server) throws IOException, InterruptedException {
    return snapshots(server, "facts") + " of facts, " + snapshots(server, "sums") + " of sums";
  }

  private static long snapshots(TidewaterServer server, String table)
      throws IOException, InterruptedException {
    URI uri =
        URI.create(
            "http://127.0.0.1:"
                + server.httpPort()
                + "/iceberg/v1/namespaces/public/tables/"
                + table);
    String metadata =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
            .body();
    int list = metadata.indexOf("\"snapshots\"");
    int end = metadata.indexOf("\"snapshot-log\"");
    return SNAPSHOT.matcher(metadata.substring(list, Math.max(list, end))).results().count();
  }
}
