package dev.tidewater.sql.lower;

import dev.tidewater.plan.RelationPlan;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.ScalarExpr.Literal;
import dev.tidewater.sql.functions.Functions;
import dev.tidewater.types.ScalarType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/**
 * Lowers joins that give every left row once with a mark: TRUE if the condition is true for some
 * right row, else NULL if it is NULL for some, else FALSE. That is what IN and EXISTS mean.
 */
final class MarkLowering {
  private final Functions functions;
  private final Plans plans;
  private final JoinLowering joins;
  private final RexBuilder rex;

  MarkLowering(Functions functions, Plans plans, JoinLowering joins, RexBuilder rex) {
    this.functions = functions;
    this.plans = plans;
    this.joins = joins;
    this.rex = rex;
  }

  RelationPlan lower(RelationPlan left, RelationPlan right, RexNode condition) {
    ScalarExpr lowered =
        new ScalarLowering(functions, RowTypes.concat(left.type(), right.type())).lower(condition);
    return plans.let(
        left,
        leftRows ->
            plans.let(
                right, rightRows -> mark(leftRows, rightRows, condition, lowered.nullable())));
  }

  private RelationPlan mark(
      RelationPlan left, RelationPlan right, RexNode condition, boolean nullable) {
    RelationPlan hits = joins.semi(left, right, condition);
    RelationPlan misses = joins.anti(left, right, condition);
    if (!nullable) {
      return Plans.union(List.of(marked(hits, true), marked(misses, false)));
    }
    RexNode unknown = rex.makeCall(SqlStdOperatorTable.IS_NULL, condition);
    return plans.let(
        misses,
        rest ->
            Plans.union(
                List.of(
                    marked(hits, true),
                    marked(joins.semi(rest, right, unknown), null),
                    marked(joins.anti(rest, right, unknown), false))));
  }

  private static RelationPlan marked(RelationPlan rows, @Nullable Boolean mark) {
    List<ScalarExpr> outputs = new ArrayList<>(RowTypes.columns(rows.type()));
    outputs.add(new Literal(mark, ScalarType.BOOLEAN));
    return Plans.project(rows, outputs);
  }
}
