package dev.tidewater.sql.lower;

import dev.tidewater.plan.RelationPlan;
import dev.tidewater.plan.RelationPlan.TemporalFilter;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.ScalarExpr.Call;
import dev.tidewater.plan.TimeBound;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the comparisons with {@code mz_now()} out of filters: they say when rows come and go. What
 * else has {@code mz_now()} in it stays, to be known when a query is answered once.
 */
final class TemporalFilters {
  static final String NOW = "mz_now()";

  private TemporalFilters() {}

  /**
   * @param conjuncts of a filter; those that are taken out are removed
   */
  static List<TimeBound> takeOut(List<ScalarExpr> conjuncts) {
    List<TimeBound> bounds = new ArrayList<>();
    conjuncts.removeIf(conjunct -> bounds.addAll(bounds(conjunct)));
    return bounds;
  }

  static RelationPlan bounded(RelationPlan input, List<TimeBound> bounds) {
    return bounds.isEmpty() ? input : new TemporalFilter(input, bounds, input.type());
  }

  /** Empty if the expression is no such comparison. */
  private static List<TimeBound> bounds(ScalarExpr expr) {
    if (!(expr instanceof Call call) || call.args().size() != 2) {
      return List.of();
    }
    String symbol = call.function().substring(0, call.function().indexOf('('));
    ScalarExpr left = call.args().get(0);
    ScalarExpr right = call.args().get(1);
    if (isNow(left) && !mentionsNow(right)) {
      return bounds(symbol, right);
    }
    return isNow(right) && !mentionsNow(left) ? bounds(turned(symbol), left) : List.of();
  }

  /** Of {@code mz_now() symbol time}. */
  private static List<TimeBound> bounds(String symbol, ScalarExpr time) {
    return switch (symbol) {
      case ">=" -> List.of(new TimeBound(TimeBound.Kind.FROM, time));
      case ">" -> List.of(new TimeBound(TimeBound.Kind.AFTER, time));
      case "<" -> List.of(new TimeBound(TimeBound.Kind.UNTIL, time));
      case "<=" -> List.of(new TimeBound(TimeBound.Kind.THROUGH, time));
      case "=" ->
          List.of(
              new TimeBound(TimeBound.Kind.FROM, time),
              new TimeBound(TimeBound.Kind.THROUGH, time));
      default -> List.of();
    };
  }

  private static String turned(String symbol) {
    return switch (symbol) {
      case ">=" -> "<=";
      case ">" -> "<";
      case "<" -> ">";
      case "<=" -> ">=";
      default -> symbol;
    };
  }

  private static boolean isNow(ScalarExpr expr) {
    return expr instanceof Call call && call.function().equals(NOW);
  }

  private static boolean mentionsNow(ScalarExpr expr) {
    return Scalars.calls(expr, NOW);
  }
}
