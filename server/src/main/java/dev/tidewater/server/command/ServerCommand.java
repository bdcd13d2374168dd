package dev.tidewater.server.command;

import dev.tidewater.server.instance.ServerOptions;
import dev.tidewater.server.instance.TidewaterServer;
import dev.tidewater.server.instance.Version;
import dev.tidewater.server.shell.Style;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidewater server}: runs a server until it is told to stop. */
@Command(
    name = "server",
    header = "Runs a server until Ctrl-C or SIGTERM.%n",
    description =
        "%nEvery option can also be set in the environment (--sql-port as TIDEWATER_SQL_PORT) or in"
            + " the configuration file (sql-port=…); the command line comes first, then the"
            + " environment, then the file.%n",
    abbreviateSynopsis = true,
    optionListHeading = "Options:%n",
    sortOptions = false)
public final class ServerCommand extends CommandWithHelp {
  @Option(
      names = {"-d", "--data-directory"},
      paramLabel = "DIR",
      defaultValue = "tidewater-data",
      description =
          "Where everything is kept; made if it is not there (default: ${DEFAULT-VALUE}).")
  private Path dataDirectory = Path.of("tidewater-data");

  @Mixin private ListenSettings listenSettings = new ListenSettings();

  @Mixin private AccessSettings accessSettings = new AccessSettings();

  @Mixin private LogSettings logSettings = new LogSettings();

  @Option(
      names = ConfigurationDefaults.CONFIG_OPTION,
      paramLabel = "FILE",
      description = "Configuration file, lines of setting=value.")
  @SuppressWarnings("unused") // Read by ConfigurationDefaults before the options are.
  private @Nullable Path config;

  @Override
  public Integer call() throws InterruptedException {
    logSettings.apply();
    ServerOptions options = accessSettings.applyTo(listenSettings.options(dataDirectory));
    PrintStream out = System.out;
    Style style = Style.ofStandardOutput(System.getenv());
    CountDownLatch stopped = new CountDownLatch(1);
    TidewaterServer server = TidewaterServer.start(options);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.close();
                  out.println("Tidewater has stopped.");
                  stopped.countDown();
                },
                "shutdown"));
    out.println(style.bold("Tidewater " + Version.current()) + " is ready.");
    Greeting.print(server, out, style);
    if (options.password().isEmpty() && !server.sqlAddress().getAddress().isLoopbackAddress()) {
      out.println(
          style.red("warning:") + " others can reach this server, and it asks for no password");
    }
    out.flush();
    stopped.await();
    return 0;
  }
}
