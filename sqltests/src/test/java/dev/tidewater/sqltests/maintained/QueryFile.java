package dev.tidewater.sqltests.maintained;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Statements in sections, each begun by a line of two hyphens and its name: {@code setup}, {@code
 * queries}, {@code queries at once} (not maintained), and any number of {@code changes}. A
 * statement ends with a semicolon at the end of a line.
 */
record QueryFile(
    List<String> setup,
    List<String> queries,
    List<String> queriesAtOnce,
    List<List<String>> changes) {

  static QueryFile read(Path path) throws IOException {
    QueryFile file =
        new QueryFile(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    List<String> section = file.setup;
    StringBuilder statement = new StringBuilder();
    for (String line : Files.readAllLines(path)) {
      if (line.startsWith("-- ")) {
        section = file.section(line.substring(3), section);
      } else if (!line.isBlank()) {
        statement.append(statement.isEmpty() ? "" : "\n").append(line);
        if (line.endsWith(";")) {
          section.add(statement.substring(0, statement.length() - 1));
          statement.setLength(0);
        }
      }
    }
    if (!statement.isEmpty()) {
      throw new IllegalArgumentException(path + " ends within " + statement);
    }
    return file;
  }

  private List<String> section(String name, List<String> current) {
    return switch (name) {
      case "setup" -> setup;
      case "queries" -> queries;
      case "queries at once" -> queriesAtOnce;
      case "changes" -> {
        changes.add(new ArrayList<>());
        yield changes.get(changes.size() - 1);
      }
      default -> current; // A comment.
    };
  }
}
