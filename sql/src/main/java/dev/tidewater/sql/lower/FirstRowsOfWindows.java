package dev.tidewater.sql.lower;

import dev.tidewater.plan.RelationPlan;
import dev.tidewater.plan.RelationPlan.Project;
import dev.tidewater.plan.RelationPlan.TopK;
import dev.tidewater.plan.RelationPlan.Window;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.ScalarExpr.And;
import dev.tidewater.plan.ScalarExpr.Call;
import dev.tidewater.plan.ScalarExpr.ColumnRef;
import dev.tidewater.plan.ScalarExpr.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where a filter wants only the first rows by {@code row_number()}, lets a top-k give the window no
 * others: then a change costs those rows and not the partition.
 */
final class FirstRowsOfWindows {
  private static final String ROW_NUMBER = "row_number()";

  /** Functions whose value for the first rows does not hang on the others. */
  private static final Set<String> OF_FIRST_ROWS = Set.of(ROW_NUMBER, "rank()", "dense_rank()");

  private FirstRowsOfWindows() {}

  static RelationPlan filter(RelationPlan input, ScalarExpr predicate) {
    List<ScalarExpr> conjuncts =
        new ArrayList<>(predicate instanceof And and ? and.args() : List.of(predicate));
    if (input instanceof Window window) {
      return Plans.filter(bounded(window, identity(window), conjuncts), conjuncts);
    }
    if (input instanceof Project project && project.input() instanceof Window window) {
      int[] columns =
          project.outputs().stream()
              .mapToInt(output -> output instanceof ColumnRef column ? column.column() : -1)
              .toArray();
      RelationPlan bounded = bounded(window, columns, conjuncts);
      return Plans.filter(Plans.project(bounded, project.outputs()), conjuncts);
    }
    return Plans.filter(input, conjuncts);
  }

  private static int[] identity(Window window) {
    return IntStream.range(0, window.type().arity()).toArray();
  }

  /**
   * @param columns of the filter's columns those of the window; -1 for what is none
   * @param conjuncts of the filter; one that always holds afterwards is taken out
   */
  private static RelationPlan bounded(Window window, int[] columns, List<ScalarExpr> conjuncts) {
    boolean fits = window.functions().stream().allMatch(f -> OF_FIRST_ROWS.contains(f.function()));
    if (!fits) {
      return window;
    }
    long most = Long.MAX_VALUE;
    for (ScalarExpr conjunct : List.copyOf(conjuncts)) {
      UpperBound bound = UpperBound.of(conjunct);
      if (bound != null && isRowNumber(window, columns[bound.column()])) {
        most = Math.min(most, bound.most());
        if (bound.isAll()) {
          conjuncts.remove(conjunct);
        }
      }
    }
    if (most == Long.MAX_VALUE) {
      return window;
    }
    RelationPlan input = window.input();
    TopK first =
        new TopK(
            input,
            window.partitionColumns(),
            window.order(),
            OptionalLong.of(Math.max(0, most)),
            0,
            input.type());
    return new Window(
        first, window.partitionColumns(), window.order(), window.functions(), window.type());
  }

  private static boolean isRowNumber(Window window, int column) {
    int function = column - window.input().type().arity();
    return function >= 0 && window.functions().get(function).function().equals(ROW_NUMBER);
  }

  /**
   * What a comparison says of a column.
   *
   * @param isAll whether it says no more than that the column is not above {@code most}
   */
  private record UpperBound(int column, long most, boolean isAll) {
    static @Nullable UpperBound of(ScalarExpr expr) {
      if (!(expr instanceof Call call) || call.args().size() != 2) {
        return null;
      }
      String symbol = call.function().substring(0, call.function().indexOf('('));
      ScalarExpr left = call.args().get(0);
      ScalarExpr right = call.args().get(1);
      if (left instanceof ColumnRef column && number(right).isPresent()) {
        return of(symbol, column.column(), number(right).getAsLong());
      } else if (right instanceof ColumnRef column && number(left).isPresent()) {
        return of(turned(symbol), column.column(), number(left).getAsLong());
      }
      return null;
    }

    private static OptionalLong number(ScalarExpr expr) {
      Object value = expr instanceof Literal literal ? literal.value() : null;
      return value instanceof Long || value instanceof Integer
          ? OptionalLong.of(((Number) value).longValue())
          : OptionalLong.empty();
    }

    private static String turned(String symbol) {
      return switch (symbol) {
        case ">" -> "<";
        case ">=" -> "<=";
        case "=" -> "=";
        default -> "";
      };
    }

    private static @Nullable UpperBound of(String symbol, int column, long number) {
      return switch (symbol) {
        case "<" -> number == Long.MIN_VALUE ? null : new UpperBound(column, number - 1, true);
        case "<=" -> new UpperBound(column, number, true);
        // A row number is at least 1.
        case "=" -> new UpperBound(column, number, number == 1);
        default -> null;
      };
    }
  }
}
