package dev.tidewater.pgwire;

import java.util.Set;

/** Command tags of statements that return rows. */
final class CommandTags {
  private static final Set<String> COUNTING =
      Set.of("SELECT", "INSERT 0", "UPDATE", "DELETE", "MERGE", "FETCH", "MOVE", "COPY");

  private CommandTags() {}

  /** The tag, with the number of rows if this kind of statement tells it. */
  static String of(String verb, long rows) {
    return COUNTING.contains(verb) ? verb + " " + rows : verb;
  }
}
