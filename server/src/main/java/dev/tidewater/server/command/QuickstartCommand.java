package dev.tidewater.server.command;

import dev.tidewater.server.instance.TidewaterServer;
import dev.tidewater.server.quickstart.Tour;
import dev.tidewater.server.shell.Style;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidewater quickstart}: the guided tour. */
@Command(
    name = "quickstart",
    header = "Starts a server and shows a live Iceberg table, from nothing.%n",
    description =
        "%nCreates a load generator, a materialized view and an Iceberg sink, prints the statements,"
            + " and then shows the table's snapshots and rows as they arrive, read back from"
            + " Iceberg.%n",
    abbreviateSynopsis = true,
    optionListHeading = "Options:%n",
    sortOptions = false)
public final class QuickstartCommand extends CommandWithHelp {
  @Option(names = "--once", description = "End after a few commits rather than with Ctrl-C.")
  private boolean once;

  @Option(
      names = {"-d", "--data-directory"},
      paramLabel = "DIR",
      description =
          "Where everything is kept. Kill the server, start it again here, and the table goes on"
              + " (default: a temporary directory, deleted at the end).")
  private @Nullable Path dataDirectory;

  @Mixin private ListenSettings listenSettings = new ListenSettings();

  @Mixin private LogSettings logSettings = new LogSettings();

  @Override
  public Integer call() throws IOException, InterruptedException {
    logSettings.apply();
    PrintStream out = System.out;
    Tour tour = new Tour(out, Style.ofStandardOutput(System.getenv()));
    Path directory =
        dataDirectory == null ? Files.createTempDirectory("tidewater-quickstart-") : dataDirectory;
    Cleanup cleanup = new Cleanup(dataDirectory == null ? directory : null);
    Runtime.getRuntime().addShutdownHook(new Thread(cleanup, "shutdown"));
    try {
      TidewaterServer server = tour.begin(listenSettings.options(directory));
      cleanup.server = server;
      return tour.run(server, once ? Tour.Length.ONCE : Tour.Length.ENDLESS);
    } finally {
      cleanup.run();
    }
  }

  /** Stops the server and deletes the temporary directory, once, however the tour ends. */
  private static final class Cleanup implements Runnable {
    private final @Nullable Path temporary;
    private final AtomicBoolean done = new AtomicBoolean();
    private volatile @Nullable TidewaterServer server;

    Cleanup(@Nullable Path temporary) {
      this.temporary = temporary;
    }

    @Override
    public void run() {
      if (!done.compareAndSet(false, true)) {
        return;
      }
      TidewaterServer running = server;
      if (running != null) {
        running.close();
      }
      if (temporary != null) {
        Directories.deleteRecursively(temporary);
      }
      System.out.println("Tidewater has stopped.");
    }
  }
}
