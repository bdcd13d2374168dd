package dev.tidewater.server.shell;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What is said of a statement without rows: JDBC keeps the server's command tag to itself. */
final class CompletionLine {
  private static final Set<String> COUNTED = Set.of("INSERT", "UPDATE", "DELETE", "COPY");
  private static final Set<String> WITH_OBJECT = Set.of("CREATE", "DROP", "ALTER");
  private static final List<String> TWO_WORD_OBJECTS = List.of("MATERIALIZED");

  private CompletionLine() {}

  /** {@code INSERT 3}, {@code CREATE MATERIALIZED VIEW}, {@code SET}. */
  static String of(String sql, int count) {
    String[] words = sql.strip().toUpperCase(Locale.ROOT).split("[^\\p{L}_]+", 4);
    String verb = words[0];
    if (COUNTED.contains(verb)) {
      return verb + " " + count;
    }
    if (!WITH_OBJECT.contains(verb) || words.length < 2) {
      return verb;
    }
    if (TWO_WORD_OBJECTS.contains(words[1]) && words.length > 2) {
      return verb + " " + words[1] + " " + words[2];
    }
    return verb + " " + words[1];
  }
}
