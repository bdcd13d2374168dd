package dev.tidewater.server.quickstart;

import dev.tidewater.server.instance.ServerOptions;
import dev.tidewater.server.instance.TidewaterServer;
import dev.tidewater.server.shell.Progress;
import dev.tidewater.server.shell.SqlClient;
import dev.tidewater.server.shell.Style;
import dev.tidewater.sink.iceberg.catalog.CatalogConfig;
import dev.tidewater.sink.iceberg.read.TableReader;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Starts a server, runs the statements of {@link Script}, and follows the Iceberg table. */
public final class Tour {
  /** When the tour ends by itself. */
  public enum Length {
    /** After a few commits. */
    ONCE,
    /** Not before it is interrupted. */
    ENDLESS
  }

  /** Commits that show that the table follows: the first snapshot and changes upon it. */
  private static final int COMMITS_ONCE = 4;

  /** A commit comes every second or two; if none comes for this long, something is wrong. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Between two looks at the table: less than the time between commits. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(400);

  private final PrintStream out;
  private final Style style;

  public Tour(PrintStream out, Style style) {
    this.out = out;
    this.style = style;
  }

  /** What can be told before anything has been started. */
  public TidewaterServer begin(ServerOptions options) {
    out.println(style.bold("Tidewater quickstart"));
    out.println();
    out.flush();
    long start = System.nanoTime();
    TidewaterServer server =
        Progress.during(() -> TidewaterServer.start(options), "Starting a server", out, style);
    out.println("A server has started in " + server.dataDirectory() + took(start));
    out.println();
    return server;
  }

  /** Goes the whole way on a server that runs; gives the exit code. */
  public int run(TidewaterServer server, Length length) throws InterruptedException {
    if (!runScript(server)) {
      return 1;
    }
    Instructions.print(server, out, style);
    out.println(
        length == Length.ONCE
            ? "Waiting for " + COMMITS_ONCE + " commits …"
            : "Following the table until Ctrl-C …");
    out.println();
    out.flush();
    follow(server, length);
    return 0;
  }

  private boolean runScript(TidewaterServer server) {
    SqlClient.Target target =
        new SqlClient.Target(
            server.sqlAddress().getAddress().isAnyLocalAddress()
                ? ServerOptions.DEFAULT_BIND_ADDRESS
                : server.sqlAddress().getHostString(),
            server.sqlPort(),
            "tidewater",
            "tidewater",
            "");
    try (SqlClient client = SqlClient.connectQuietly(target, out, style)) {
      for (Script.Step step : Script.STEPS) {
        out.println(style.dim("-- " + step.purpose()));
        out.println(style.cyan(step.sql() + ";"));
        long start = System.nanoTime();
        if (!Progress.during(() -> client.run(step.sql()), "Running", out, style)) {
          return false;
        }
        out.println(style.green("done") + took(start));
        out.println();
      }
      return true;
    } catch (SQLException e) {
      throw new TidewaterException(
              ErrorCode.CONNECTION_FAILURE, "could not talk to the server just started", e)
          .detail(String.valueOf(e.getMessage()));
    }
  }

  private void follow(TidewaterServer server, Length length) throws InterruptedException {
    CatalogConfig catalog = new CatalogConfig.Embedded(server.catalogDirectory());
    long lastChange = System.nanoTime();
    while (!TableReader.exists(catalog, Script.NAMESPACE, Script.TABLE)) {
      requirePatience(lastChange);
      pause();
    }
    try (TableReader reader = TableReader.open(catalog, Script.NAMESPACE, Script.TABLE)) {
      LiveTable table = new LiveTable(reader, out, style);
      int atStart = -1;
      int seen = 0;
      while (length == Length.ENDLESS || seen < atStart + COMMITS_ONCE) {
        int commits = table.update();
        if (atStart < 0) {
          atStart = commits > 0 ? commits - 1 : 0;
        }
        if (commits > seen) {
          lastChange = System.nanoTime();
          seen = commits;
        }
        if (length == Length.ONCE) {
          requirePatience(lastChange);
        }
        pause();
      }
    }
  }

  private static void requirePatience(long since) {
    if (System.nanoTime() - since > PATIENCE.toNanos()) {
      throw new TidewaterException(
              ErrorCode.EXTERNAL_SYSTEM, "the Iceberg table got no commit for {seconds} seconds")
          .with("seconds", PATIENCE.toSeconds())
          .hint("The server's log says why; try --log-level=info.");
    }
  }

  private static void pause() throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
  }

  private String took(long startNanos) {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    return style.dim(" (" + millis + " ms)");
  }
}
