package dev.tidewater.testkit.component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a command of the machine to its end, and installs the Debian package that brings it. */
final class HostCommand {
  /** The slowest is apt-get update and install over a slow line. */
  private static final long LIMIT_MINUTES = 10;

  private HostCommand() {}

  /** What a command left behind. */
  record Result(int exitCode, String output, String errors) {}

  /** Runs it; fails with its output if it ends with anything but 0. */
  static String run(String... command) {
    Result result = tryRun(List.of(command), Map.of(), "");
    if (result.exitCode() != 0) {
      throw new IllegalStateException(
          String.join(" ", command)
              + " ended with exit code "
              + result.exitCode()
              + ":\n"
              + result.output()
              + result.errors());
    }
    return result.output();
  }

  /** Runs it with additional environment variables and the given standard input. */
  static Result tryRun(List<String> command, Map<String, String> environment, String input) {
    try {
      Path directory = Files.createTempDirectory("tidewater-command");
      try {
        return runIn(directory, command, environment, input);
      } finally {
        TemporaryDirectory.delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + String.join(" ", command), e);
    }
  }

  /** Installs the package if no directory of PATH has the program. */
  static synchronized void ensureInstalled(String program, String debianPackage) {
    if (onPath(program)) {
      return;
    }
    run("apt-get", "update", "-q");
    run(
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "install",
        "-q",
        "-y",
        "--no-install-recommends",
        debianPackage);
    if (!onPath(program)) {
      throw new IllegalStateException(debianPackage + " did not bring " + program);
    }
  }

  private static boolean onPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    return Arrays.stream(path.split(":", -1))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  private static Result runIn(
      Path directory, List<String> command, Map<String, String> environment, String input)
      throws IOException {
    Path in = Files.writeString(directory.resolve("in"), input, StandardCharsets.UTF_8);
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException(String.join(" ", command) + " does not end");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + command.get(0), e);
    }
    return new Result(process.exitValue(), text(out), text(err));
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
