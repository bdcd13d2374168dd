package dev.tidewater.testkit.component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/** Node.js with the npm package {@code pg}, PostgreSQL's client for JavaScript. */
public final class RealNode {
  /** The version of {@code pg} that scripts get. */
  public static final String PG_VERSION = "8.23.1";

  private final Path home;

  private RealNode(Path home) {
    this.home = home;
  }

  /** Finds Node.js and the package, or installs them. */
  public static RealNode ready() {
    HostCommand.ensureInstalled("node", "nodejs");
    HostCommand.ensureInstalled("npm", "npm");
    try {
      Path home = ComponentJars.targetDirectory().resolve("node-pg-" + PG_VERSION);
      Files.createDirectories(home);
      try (FileChannel channel =
              FileChannel.open(
                  home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        Path installed = home.resolve("installed");
        if (lock.isValid() && !Files.exists(installed)) {
          HostCommand.run(
              "npm", "install", "--no-audit", "--no-fund", "--prefix=" + home, "pg@" + PG_VERSION);
          Files.createFile(installed);
        }
      }
      return new RealNode(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs a script (CommonJS: {@code require('pg')} works) to its end.
   *
   * @param environment variables that the script finds in {@code process.env}
   */
  public ProgramOutput run(String script, Map<String, String> environment) {
    try {
      Path file = Files.createTempFile(home, "script", ".cjs");
      try {
        Files.writeString(file, script, StandardCharsets.UTF_8);
        return ProgramOutput.of(
            HostCommand.tryRun(List.of("node", file.toString()), environment, ""));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
