package dev.tidewater.engine.function;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of {@code pg_get_keywords}, which drivers ask for. */
final class Keywords {
  private static final Map<String, String> CATEGORIES =
      Map.of(
          "U", "unreserved",
          "C", "unreserved (cannot be function or type name)",
          "T", "reserved (can be function or type name)",
          "R", "reserved");

  private Keywords() {}

  static Iterator<@Nullable Object[]> rows() {
    try (InputStream in = Keywords.class.getResourceAsStream("keywords.txt")) {
      if (in == null) {
        throw new IllegalStateException("keywords.txt is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(Keywords::row)
          .toList()
          .iterator();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Object[] row(String line) {
    String[] parts = line.split(" ", -1);
    boolean bare = parts[2].equals("t");
    return new @Nullable Object[] {
      parts[0], parts[1], bare, CATEGORIES.get(parts[1]), bare ? "can be bare label" : "requires AS"
    };
  }
}
