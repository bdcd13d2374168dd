package dev.tidewater.server.command;

import picocli.CommandLine.Command;

/** {@code tidewater quickstart}. */
@Command(
    name = "quickstart",
    header = "Starts a server and shows a live Iceberg table, from nothing.",
    sortOptions = false)
public final class QuickstartCommand extends CommandWithHelp {
  @Override
  public Integer call() {
    return 0;
  }
}
