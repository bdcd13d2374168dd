package dev.tidewater.sqltests.logic;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What of the suite is not run here, each with its reason. One a line, separated by tabs: whether
 * the statement is skipped or only run without what matches, a pattern of the SQL text, the reason.
 */
record SkipList(List<Entry> entries) {
  enum Kind {
    SKIP,
    WITHOUT
  }

  record Entry(Kind kind, Pattern sql, String reason) {}

  SkipList {
    entries = List.copyOf(entries);
  }

  static SkipList read() {
    List<Entry> entries = new ArrayList<>();
    try (InputStream in =
        Objects.requireNonNull(SkipList.class.getResourceAsStream("/logic/skipped.tsv"))) {
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      for (String line : lines) {
        if (!line.isBlank() && !line.startsWith("#")) {
          String[] parts = line.split("\t", 3);
          Kind kind = Kind.valueOf(parts[0].toUpperCase(Locale.ROOT));
          entries.add(
              new Entry(kind, Pattern.compile(parts[1], Pattern.CASE_INSENSITIVE), parts[2]));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new SkipList(entries);
  }

  boolean contains(String sql) {
    return entries.stream()
        .anyMatch(entry -> entry.kind() == Kind.SKIP && entry.sql().matcher(sql).lookingAt());
  }

  /** What is to be run of a statement. */
  String without(String sql) {
    String rest = sql;
    for (Entry entry : entries) {
      if (entry.kind() == Kind.WITHOUT) {
        rest = entry.sql().matcher(rest).replaceAll("");
      }
    }
    return rest;
  }
}
