package dev.tidewater.server.shell;

/**
 * What is at the other end of standard input and output. Java can't tell the two apart, so the
 * {@code tidewater} script says it in system properties; without them nobody is taken to be there.
 */
public final class Terminal {
  private static final String STDIN_PROPERTY = "tidewater.stdin-is-terminal";
  private static final String STDOUT_PROPERTY = "tidewater.stdout-is-terminal";

  private Terminal() {}

  /** A person types. */
  public static boolean isInput() {
    return Boolean.getBoolean(STDIN_PROPERTY);
  }

  /** A person reads. */
  public static boolean isOutput() {
    return Boolean.getBoolean(STDOUT_PROPERTY);
  }
}
