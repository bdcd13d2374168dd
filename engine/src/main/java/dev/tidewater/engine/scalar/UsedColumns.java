package dev.tidewater.engine.scalar;

import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.ScalarExpr.ColumnRef;
import dev.tidewater.plan.ScalarRewriter;
import java.util.List;
import java.util.TreeSet;

/** The columns that expressions refer to. */
final class UsedColumns {
  private UsedColumns() {}

  /** Positions, ascending. */
  static int[] of(List<ScalarExpr> predicates, List<ScalarExpr> outputs) {
    TreeSet<Integer> used = new TreeSet<>();
    ScalarRewriter collector =
        new ScalarRewriter() {
          @Override
          public ScalarExpr visitColumnRef(ColumnRef expr) {
            used.add(expr.column());
            return expr;
          }
        };
    predicates.forEach(expr -> expr.accept(collector));
    outputs.forEach(expr -> expr.accept(collector));
    return used.stream().mapToInt(Integer::intValue).toArray();
  }
}
