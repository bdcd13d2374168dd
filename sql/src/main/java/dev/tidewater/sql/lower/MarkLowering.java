package dev.tidewater.sql.lower;

import dev.tidewater.plan.RelationPlan;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.ScalarExpr.Literal;
import dev.tidewater.sql.functions.Functions;
import dev.tidewater.types.ScalarType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
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

  /** All left rows with their mark as last column. */
  RelationPlan lower(RelationPlan left, RelationPlan right, RexNode condition) {
    RexNode unknown = unknown(left, right, condition);
    return plans.let(
        left,
        leftRows -> plans.let(right, rightRows -> mark(leftRows, rightRows, condition, unknown)));
  }

  /** Only the rows whose mark is FALSE: what {@code NOT IN} keeps. */
  RelationPlan lowerFalse(RelationPlan left, RelationPlan right, RexNode condition) {
    RexNode unknown = unknown(left, right, condition);
    if (unknown == null) {
      return marked(joins.anti(left, right, condition), false);
    }
    return plans.let(
        right,
        rightRows -> {
          RelationPlan misses = joins.anti(left, rightRows, condition);
          return marked(joins.anti(misses, rightRows, unknown), false);
        });
  }

  private RelationPlan mark(
      RelationPlan left, RelationPlan right, RexNode condition, @Nullable RexNode unknown) {
    RelationPlan hits = joins.semi(left, right, condition);
    RelationPlan misses = joins.anti(left, right, condition);
    if (unknown == null) {
      return Plans.union(List.of(marked(hits, true), marked(misses, false)));
    }
    return plans.let(
        misses,
        rest ->
            Plans.union(
                List.of(
                    marked(hits, true),
                    marked(joins.semi(rest, right, unknown), null),
                    marked(joins.anti(rest, right, unknown), false))));
  }

  /**
   * When the condition is NULL: what of it is never NULL is true, and the rest is NULL. Null if
   * that can't be.
   */
  private @Nullable RexNode unknown(RelationPlan left, RelationPlan right, RexNode condition) {
    ScalarLowering scalars =
        new ScalarLowering(functions, RowTypes.concat(left.type(), right.type()));
    List<RexNode> decided = new ArrayList<>();
    List<RexNode> open = new ArrayList<>();
    for (RexNode conjunct : RelOptUtil.conjunctions(condition)) {
      boolean twoValued =
          NullSafeEquality.operands(conjunct) != null || !scalars.lower(conjunct).nullable();
      (twoValued ? decided : open).add(conjunct);
    }
    if (open.isEmpty()) {
      return null;
    }
    RexNode rest = RexUtil.composeConjunction(rex, open);
    decided.add(rex.makeCall(SqlStdOperatorTable.IS_NULL, rest));
    return RexUtil.composeConjunction(rex, decided);
  }

  private static RelationPlan marked(RelationPlan rows, @Nullable Boolean mark) {
    List<ScalarExpr> outputs = new ArrayList<>(RowTypes.columns(rows.type()));
    outputs.add(new Literal(mark, ScalarType.BOOLEAN));
    return Plans.project(rows, outputs);
  }
}
