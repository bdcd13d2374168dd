package dev.tidewater.engine.function;

import dev.tidewater.engine.function.SqlFunction.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The object ids of functions, operators and casts, as catalog relations show them: PostgreSQL's
 * own where it has them, so that drivers which know them by heart are right. Immutable.
 */
public final class FunctionOids {
  private static final FunctionOids STANDARD = new FunctionOids();
  private static final long NOT_LISTED = 0;

  /** A function, operator or cast and its number. */
  public record Listed(long oid, SqlFunction function) {}

  private final Map<String, Long> numbers = new HashMap<>();
  private final List<Listed> listed = new ArrayList<>();
  private final Map<Long, SqlFunction> functions = new HashMap<>();

  private FunctionOids() {
    for (String line : lines()) {
      String[] parts = line.split(" ", 3);
      numbers.put(parts[0] + " " + parts[2], Long.parseLong(parts[1]));
    }
    for (SqlFunction function : FunctionCatalog.standard().all()) {
      find(function)
          .filter(oid -> oid != NOT_LISTED)
          .ifPresent(oid -> listed.add(new Listed(oid, function)));
    }
    for (Listed one : listed) {
      if (isCalledByName(one.function())) {
        functions.put(one.oid(), one.function());
      }
    }
  }

  public static FunctionOids standard() {
    return STANDARD;
  }

  private static List<String> lines() {
    try (InputStream in = FunctionOids.class.getResourceAsStream("oids.txt")) {
      if (in == null) {
        throw new IllegalStateException("oids.txt is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether its kind is that of a row of {@code pg_proc}. */
  private static boolean isCalledByName(SqlFunction function) {
    return function.kind() != Kind.OPERATOR && function.kind() != Kind.CAST;
  }

  /** Its number; 0 if no catalog relation shows it; empty if it has none yet. */
  Optional<Long> find(SqlFunction function) {
    String section =
        switch (function.kind()) {
          case OPERATOR -> "operator ";
          case CAST -> "cast ";
          case FUNCTION, AGGREGATE, SET_RETURNING, WINDOW -> "function ";
        };
    return Optional.ofNullable(numbers.get(section + function.identity()));
  }

  /** All that catalog relations show, in the order of declaration. */
  public List<Listed> listed() {
    return List.copyOf(listed);
  }

  /** What is said of a function or an operator, by the relation that it is a row of. */
  Optional<String> description(String relation, long oid) {
    return listed.stream()
        .filter(one -> one.oid() == oid)
        .map(Listed::function)
        .filter(f -> relation.equals(isCalledByName(f) ? "pg_proc" : "pg_operator"))
        .map(SqlFunction::description)
        .findFirst();
  }

  /** The function, aggregates and the like included, of a number in {@code pg_proc}. */
  public Optional<SqlFunction> function(long oid) {
    return Optional.ofNullable(functions.get(oid));
  }
}
