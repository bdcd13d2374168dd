package dev.tidewater.server.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tidewater quickstart}. */
@Command(
    name = "quickstart",
    header = "Starts a server and shows a live Iceberg table, from nothing.",
    sortOptions = false)
public final class QuickstartCommand implements Callable<Integer> {
  @Mixin private HelpOption help = new HelpOption();

  @Override
  public Integer call() {
    return 0;
  }
}
