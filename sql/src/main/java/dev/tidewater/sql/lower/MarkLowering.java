package dev.tidewater.sql.lower;

import dev.tidewater.plan.RelationPlan;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.ScalarExpr.Literal;
import dev.tidewater.sql.functions.Functions;
import dev.tidewater.sql.rel.Equalities;
import dev.tidewater.types.ScalarType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
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
    List<RexNode> unknown = unknown(left, right, condition);
    return plans.let(
        left,
        leftRows -> plans.let(right, rightRows -> mark(leftRows, rightRows, condition, unknown)));
  }

  /** Only the rows whose mark is FALSE: what {@code NOT IN} keeps. */
  RelationPlan lowerFalse(RelationPlan left, RelationPlan right, RexNode condition) {
    List<RexNode> unknown = unknown(left, right, condition);
    if (unknown.isEmpty()) {
      return marked(joins.anti(left, right, condition), false);
    }
    return plans.let(
        right,
        rightRows -> {
          RelationPlan misses = joins.anti(left, rightRows, condition);
          return marked(without(misses, rightRows, unknown), false);
        });
  }

  private RelationPlan mark(
      RelationPlan left, RelationPlan right, RexNode condition, List<RexNode> unknown) {
    RelationPlan hits = joins.semi(left, right, condition);
    RelationPlan misses = joins.anti(left, right, condition);
    if (unknown.isEmpty()) {
      return Plans.union(List.of(marked(hits, true), marked(misses, false)));
    }
    List<RelationPlan> all = new ArrayList<>(List.of(marked(hits, true)));
    return addMisses(all, misses, right, unknown);
  }

  /** Takes one way after the other in which the mark can be NULL; what is left has FALSE. */
  private RelationPlan addMisses(
      List<RelationPlan> all, RelationPlan misses, RelationPlan right, List<RexNode> unknown) {
    if (unknown.isEmpty()) {
      all.add(marked(misses, false));
      return Plans.union(all);
    }
    return plans.let(
        misses,
        rest -> {
          all.add(marked(joins.semi(rest, right, unknown.get(0)), null));
          RelationPlan others = joins.anti(rest, right, unknown.get(0));
          return addMisses(all, others, right, unknown.subList(1, unknown.size()));
        });
  }

  private RelationPlan without(RelationPlan rows, RelationPlan right, List<RexNode> conditions) {
    RelationPlan left = rows;
    for (RexNode condition : conditions) {
      left = joins.anti(left, right, condition);
    }
    return left;
  }

  /**
   * When the condition is NULL, as conditions of which one must be true: what of it is never NULL
   * is true, and the rest is NULL. None if that can't be.
   */
  private List<RexNode> unknown(RelationPlan left, RelationPlan right, RexNode condition) {
    ScalarLowering scalars =
        new ScalarLowering(functions, RowTypes.concat(left.type(), right.type()));
    List<RexNode> decided = new ArrayList<>();
    List<RexNode> open = new ArrayList<>();
    for (RexNode conjunct : RelOptUtil.conjunctions(condition)) {
      boolean twoValued =
          NullSafeEquality.operands(conjunct) != null || !scalars.lower(conjunct).nullable();
      (twoValued ? decided : open).add(conjunct);
    }
    List<RexNode> ways = new ArrayList<>();
    for (RexNode way : isNull(open, scalars)) {
      List<RexNode> all = new ArrayList<>(decided);
      all.add(way);
      ways.add(RexUtil.composeConjunction(rex, all));
    }
    return ways;
  }

  /**
   * When the conditions together are NULL. An equality is that as soon as one of its sides is,
   * which is a condition on one input alone and so spares comparing every row with every other.
   */
  private List<RexNode> isNull(List<RexNode> open, ScalarLowering scalars) {
    if (open.isEmpty()) {
      return List.of();
    }
    if (open.size() == 1 && Equalities.isEquality(open.get(0))) {
      return ((RexCall) open.get(0))
          .getOperands().stream()
              .filter(side -> scalars.lower(side).nullable())
              .map(side -> rex.makeCall(SqlStdOperatorTable.IS_NULL, side))
              .toList();
    }
    return List.of(
        rex.makeCall(SqlStdOperatorTable.IS_NULL, RexUtil.composeConjunction(rex, open)));
  }

  private static RelationPlan marked(RelationPlan rows, @Nullable Boolean mark) {
    List<ScalarExpr> outputs = new ArrayList<>(RowTypes.columns(rows.type()));
    outputs.add(new Literal(mark, ScalarType.BOOLEAN));
    return Plans.project(rows, outputs);
  }
}
