package dev.tidewater.testkit.component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A server run as a child process, its output kept in a file. It ends with this JVM at the latest,
 * unless the JVM is killed.
 */
public final class ServerProcess implements AutoCloseable {
  /** A busy machine with two cores starts the slowest component in about ten seconds. */
  static final Duration START_LIMIT = Duration.ofSeconds(90);

  /** Between two looks at whether a component is up. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(25);

  private final String name;
  private final Path log;
  private final Process process;
  private final Thread reaper;

  private ServerProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
    this.reaper = new Thread(process::destroyForcibly, "reaper of " + name);
    Runtime.getRuntime().addShutdownHook(reaper);
  }

  /**
   * Starts a command.
   *
   * @param log to which its output is appended
   */
  public static ServerProcess start(String name, List<String> command, Path log) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      return new ServerProcess(name, log, process);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name, e);
    }
  }

  /** A port that was free a moment ago. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether somebody listens on the port of this machine. */
  public static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns once the condition holds; fails with the log if the process ends or time runs out. */
  public void awaitUp(BooleanSupplier up) {
    Instant limit = Instant.now().plus(START_LIMIT);
    while (!up.getAsBoolean()) {
      if (!process.isAlive()) {
        throw new IllegalStateException(
            name + " ended with exit code " + process.exitValue() + ":\n" + output());
      }
      if (Instant.now().isAfter(limit)) {
        throw new IllegalStateException(
            name + " is not up after " + START_LIMIT + ":\n" + output());
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }

  public long pid() {
    return process.pid();
  }

  /** Whether the process has not ended yet. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Sends a signal by its name and returns once the process has ended. */
  public void end(String signal) {
    if (process.isAlive()) {
      HostCommand.run("kill", "-" + signal, Long.toString(process.pid()));
    }
    awaitEnd();
  }

  /** What it has printed so far. */
  public String output() {
    try {
      return Files.readString(log, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "(no log: " + e.getMessage() + ")";
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      process.destroyForcibly();
    }
    awaitEnd();
    try {
      Runtime.getRuntime().removeShutdownHook(reaper);
    } catch (IllegalStateException shuttingDown) {
      // The hook is running by itself then.
    }
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(name + " does not end:\n" + output());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
