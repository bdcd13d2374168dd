package dev.tidewater.server.command;

import dev.tidewater.server.instance.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tidewater version}. */
@Command(name = "version", header = "Shows the version.")
public final class VersionCommand implements Callable<Integer> {
  @Mixin private HelpOption help = new HelpOption();

  @Override
  public Integer call() {
    System.out.println("tidewater " + Version.current());
    return 0;
  }
}
