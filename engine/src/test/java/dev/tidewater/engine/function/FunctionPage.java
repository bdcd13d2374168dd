package dev.tidewater.engine.function;

import dev.tidewater.engine.function.ParameterType.Columns;
import dev.tidewater.engine.function.SqlFunction.Arity;
import dev.tidewater.engine.function.SqlFunction.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The page of the documentation that lists what the catalog of functions holds. */
final class FunctionPage {
  private static final String HEAD =
      """
      # Functions and operators

      Everything that can be called, as `\\df`, `\\da`, `\\do` and `\\dC` of psql show it, too. This page is made from the catalog of functions: a test fails when it is not current, and `-Ddocs.rewrite=true` writes it anew.

      Besides these there is what has a syntax of its own, as in PostgreSQL: `CASE`, `COALESCE`, `NULLIF`, `GREATEST`, `LEAST`, `EXTRACT`, `POSITION`, `SUBSTRING`, `OVERLAY`, `TRIM`, `AT TIME ZONE`, `LIKE`, `SIMILAR TO`, `BETWEEN`, `IN`, `ANY`, `ALL`, `ROW`, `ARRAY`; and what the session answers: `now()`, `current_timestamp`, `current_date`, `current_user` and their kin.
      """;

  private FunctionPage() {}

  static String text() {
    return HEAD.replace("\\\\", "\\")
        + section("Functions", "function", Kind.FUNCTION)
        + section("Functions that give rows", "function", Kind.SET_RETURNING)
        + section("Aggregates", "aggregate", Kind.AGGREGATE)
        + section("Window functions", "function", Kind.WINDOW)
        + section("Operators", "operator", Kind.OPERATOR)
        + casts();
  }

  private static List<SqlFunction> listed(Kind kind) {
    return FunctionOids.standard().listed().stream()
        .map(FunctionOids.Listed::function)
        .filter(function -> function.kind() == kind)
        .toList();
  }

  private static String section(String title, String what, Kind kind) {
    String rows =
        listed(kind).stream()
            .sorted(Comparator.comparing(SqlFunction::name))
            .map(f -> row(call(f), result(f), f.description()))
            .collect(Collectors.joining());
    return "\n## " + title + "\n\n| " + what + " | gives | |\n|---|---|---|\n" + rows;
  }

  private static String row(String call, String result, String description) {
    return "| `%s` | `%s` | %s |\n".formatted(escaped(call), result, escaped(description));
  }

  /** A bar would end the cell of a table. */
  private static String escaped(String text) {
    return text.replace("|", "\\|");
  }

  private static String call(SqlFunction function) {
    List<String> types = function.parameters().stream().map(ParameterType::identity).toList();
    if (function.kind() == Kind.OPERATOR) {
      return types.size() == 1
          ? function.name() + " " + types.get(0)
          : types.get(0) + " " + function.name() + " " + types.get(1);
    }
    if (function.arity() == Arity.STAR) {
      return function.name() + "(*)";
    }
    var direct = OrderedSetAggregates.directArguments(function.name());
    if (direct.isPresent()) {
      int split = direct.getAsInt();
      return "%s(%s) WITHIN GROUP (ORDER BY %s)"
          .formatted(
              function.name(),
              String.join(", ", types.subList(0, split)),
              String.join(", ", types.subList(split, types.size())));
    }
    String more = function.arity() == Arity.VARIADIC ? ", …" : "";
    return function.name() + "(" + String.join(", ", types) + more + ")";
  }

  private static String result(SqlFunction function) {
    if (function.result() instanceof Columns columns) {
      return String.join(", ", columns.names());
    }
    return function.result().identity();
  }

  private static String casts() {
    String rows =
        listed(Kind.CAST).stream()
            .filter(cast -> !cast.parameters().get(0).identity().equals(cast.result().identity()))
            .map(
                cast ->
                    "| `%s` | `%s` | %s |\n"
                        .formatted(
                            cast.parameters().get(0).identity(),
                            cast.result().identity(),
                            place(cast.context().orElse(CastContext.EXPLICIT))))
            .sorted()
            .collect(Collectors.joining());
    return """

    ## Casts

    Any type can also be cast from and to text; a cast to text happens by itself where a column takes a value.

    | from | to | happens |
    |---|---|---|
    """
        + rows;
  }

  private static String place(CastContext context) {
    return switch (context) {
      case IMPLICIT -> "wherever it is wanted";
      case ASSIGNMENT -> "where a column takes a value";
      case EXPLICIT -> "only when written";
    };
  }
}
