package dev.tidewater.server.command;

import dev.tidewater.server.instance.Version;
import picocli.CommandLine.Command;

/** {@code tidewater version}. */
@Command(name = "version", header = "Shows the version.%n")
public final class VersionCommand extends CommandWithHelp {
  @Override
  public Integer call() {
    System.out.println("tidewater " + Version.current());
    return 0;
  }
}
