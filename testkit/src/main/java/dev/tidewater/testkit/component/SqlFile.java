package dev.tidewater.testkit.component;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Files of SQL among the resources of tests and benchmarks. */
public final class SqlFile {
  private SqlFile() {}

  /** The statements of a file, which all end with a semicolon at the end of a line. */
  public static List<String> statements(String resource) {
    List<String> statements = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    for (String line : text(resource).lines().toList()) {
      if (line.startsWith("--")) {
        continue;
      }
      statement.append(line).append('\n');
      if (line.endsWith(";")) {
        statements.add(statement.toString().strip().replaceAll(";$", ""));
        statement.setLength(0);
      }
    }
    return statements;
  }

  /** Queries by name: each stands behind a line {@code -- name} with one word. */
  public static Map<String, String> queries(String resource) {
    Map<String, String> queries = new LinkedHashMap<>();
    String name = "";
    StringBuilder query = new StringBuilder();
    for (String line : text(resource).lines().toList()) {
      if (line.matches("-- \\w+")) {
        name = line.substring(3);
      } else if (!line.startsWith("--")) {
        query.append(line).append('\n');
        if (line.endsWith(";")) {
          queries.put(name, query.toString().strip().replaceAll(";$", ""));
          query.setLength(0);
        }
      }
    }
    return queries;
  }

  private static String text(String resource) {
    try (InputStream in =
        Objects.requireNonNull(SqlFile.class.getResourceAsStream(resource), resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
