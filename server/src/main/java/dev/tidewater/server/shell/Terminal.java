package dev.tidewater.server.shell;

import java.util.Optional;

/**
 * What is at the other end of standard input and output. Java can't tell the two apart, so the
 * {@code tidewater} script says it in system properties.
 */
public final class Terminal {
  private static final String STDIN_PROPERTY = "tidewater.stdin-is-terminal";
  private static final String STDOUT_PROPERTY = "tidewater.stdout-is-terminal";

  private Terminal() {}

  /** A person types. */
  public static boolean isInput() {
    return isTerminal(STDIN_PROPERTY);
  }

  /** A person reads. */
  public static boolean isOutput() {
    return isTerminal(STDOUT_PROPERTY);
  }

  private static boolean isTerminal(String property) {
    return Optional.ofNullable(System.getProperty(property))
        .map(Boolean::parseBoolean)
        .orElseGet(() -> System.console() != null);
  }
}
