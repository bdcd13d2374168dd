package dev.tidewater.server.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** A subcommand, which like all of them has {@code --help}. */
abstract class CommandWithHelp implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this.")
  @SuppressWarnings("unused") // Acted on by picocli.
  private boolean help;
}
