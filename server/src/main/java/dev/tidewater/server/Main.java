package dev.tidewater.server;

import dev.tidewater.server.command.ConfigurationDefaults;
import dev.tidewater.server.command.QuickstartCommand;
import dev.tidewater.server.command.ServerCommand;
import dev.tidewater.server.command.SqlCommand;
import dev.tidewater.server.command.VersionCommand;
import dev.tidewater.server.shell.Style;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The {@code tidewater} command. */
@Command(
    name = "tidewater",
    header = "Tidewater: a streaming SQL database that keeps Apache Iceberg tables up to date.%n",
    synopsisSubcommandLabel = "COMMAND",
    description = "%nNew here? Start with @|bold tidewater quickstart|@.",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footer = "%n'tidewater COMMAND --help' shows a command's options.",
    subcommands = {
      QuickstartCommand.class,
      ServerCommand.class,
      SqlCommand.class,
      VersionCommand.class
    })
public final class Main implements Runnable {
  private static final int USAGE_ERROR = 2;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this.")
  @SuppressWarnings("unused") // Acted on by picocli.
  private boolean help;

  @CommandLine.Spec
  @SuppressWarnings("NullAway.Init") // Set by picocli.
  private CommandLine.Model.CommandSpec spec;

  public static void main(String[] arguments) {
    System.exit(run(arguments, System.getenv()));
  }

  /** Runs a command and gives its exit code. */
  static int run(String[] arguments, Map<String, String> environment) {
    CommandLine command = commandLine(environment);
    try {
      command.setDefaultValueProvider(
          ConfigurationDefaults.of(command, Arrays.asList(arguments), environment));
    } catch (ParameterException e) {
      command.getErr().println("error: " + e.getMessage());
      return USAGE_ERROR;
    }
    return command.execute(arguments);
  }

  static CommandLine commandLine(Map<String, String> environment) {
    Help.Ansi ansi =
        Style.ofStandardOutput(environment) == Style.COLORED ? Help.Ansi.ON : Help.Ansi.OFF;
    return new CommandLine(new Main())
        .setColorScheme(Help.defaultColorScheme(ansi))
        .setUsageHelpAutoWidth(true)
        .setAbbreviatedOptionsAllowed(false)
        .setParameterExceptionHandler(
            (exception, arguments) -> {
              CommandLine failed = exception.getCommandLine();
              failed.getErr().println("error: " + exception.getMessage());
              failed
                  .getErr()
                  .println("Try '" + failed.getCommandSpec().qualifiedName() + " --help'.");
              return USAGE_ERROR;
            })
        .setExecutionExceptionHandler(
            (exception, failed, parsed) -> {
              print(exception, System.err, environment);
              return 1;
            });
  }

  private static void print(Exception exception, PrintStream err, Map<String, String> environment) {
    Style style = Style.ofStandardOutput(environment);
    err.println(style.red("error:") + " " + exception.getMessage());
    if (!(exception instanceof TidewaterException known)
        || known.code().kind() == ErrorCode.Kind.INTERNAL) {
      exception.printStackTrace(err);
      return;
    }
    if (known.detail() != null) {
      err.println("  " + known.detail());
    }
    if (known.hint() != null) {
      err.println("  " + known.hint());
    }
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
