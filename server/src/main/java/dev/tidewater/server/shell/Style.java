package dev.tidewater.server.shell;

import java.util.Locale;
import java.util.Map;

/** Emphasis in what is printed; none if nobody reads it or {@code NO_COLOR} is set. */
public enum Style {
  PLAIN,
  COLORED;

  private static final String RESET = "\u001b[0m";

  /** What suits standard output; see no-color.org. */
  public static Style ofStandardOutput(Map<String, String> environment) {
    boolean refused = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    boolean dumb = environment.getOrDefault("TERM", "").toLowerCase(Locale.ROOT).equals("dumb");
    return Terminal.isOutput() && !refused && !dumb ? COLORED : PLAIN;
  }

  public String bold(String text) {
    return wrap("\u001b[1m", text);
  }

  public String dim(String text) {
    return wrap("\u001b[2m", text);
  }

  public String red(String text) {
    return wrap("\u001b[31m", text);
  }

  public String green(String text) {
    return wrap("\u001b[32m", text);
  }

  public String cyan(String text) {
    return wrap("\u001b[36m", text);
  }

  private String wrap(String code, String text) {
    return this == PLAIN ? text : code + text + RESET;
  }
}
