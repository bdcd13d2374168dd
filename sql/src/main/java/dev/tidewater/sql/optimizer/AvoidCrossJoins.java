package dev.tidewater.sql.optimizer;

import dev.tidewater.sql.rel.Equalities;
import dev.tidewater.sql.rel.FunctionRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Joins what an equality connects before anything else, so that {@code FROM a, b, c WHERE a.x = c.x
 * AND c.y = b.y} multiplies no table with another. Touches inner joins alone, and those only of
 * which one has no equality between its sides: otherwise the written order stays.
 */
final class AvoidCrossJoins extends RelHomogeneousShuttle {
  @Override
  public RelNode visit(RelNode other) {
    if (!(other instanceof LogicalJoin join) || !isInner(join) || !hasCrossJoin(join)) {
      return super.visit(other);
    }
    List<Joined> inputs = new ArrayList<>();
    List<RexNode> conditions = new ArrayList<>();
    flatten(join, 0, inputs, conditions);
    List<Joined> parts = new ArrayList<>();
    while (!inputs.isEmpty()) {
      parts.add(connected(inputs.remove(0), inputs, conditions));
    }
    Joined all = parts.get(0);
    for (Joined part : parts.subList(1, parts.size())) {
      all = join(all, part, conditions);
    }
    return inOrderOf(join, all);
  }

  private static boolean isInner(LogicalJoin join) {
    return join.getJoinType() == JoinRelType.INNER
        && join.getVariablesSet().isEmpty()
        && FunctionRows.of(join.getRight()) == null; // That takes its arguments from the left.
  }

  private static boolean hasCrossJoin(RelNode rel) {
    if (!(rel instanceof LogicalJoin join) || !isInner(join)) {
      return false;
    }
    int middle = join.getLeft().getRowType().getFieldCount();
    int width = join.getRowType().getFieldCount();
    return !areConnected(
            ImmutableBitSet.range(middle),
            ImmutableBitSet.range(middle, width),
            RelOptUtil.conjunctions(join.getCondition()))
        || hasCrossJoin(join.getLeft())
        || hasCrossJoin(join.getRight());
  }

  /** A relation whose i-th column is the {@code columns.get(i)}-th of all inputs side by side. */
  private record Joined(RelNode rel, List<Integer> columns) {
    ImmutableBitSet columnSet() {
      return ImmutableBitSet.of(columns);
    }
  }

  /** Collects the inputs from left to right, and the conditions over the columns of all. */
  private void flatten(RelNode rel, int offset, List<Joined> inputs, List<RexNode> conditions) {
    if (rel instanceof LogicalJoin join && isInner(join)) {
      flatten(join.getLeft(), offset, inputs, conditions);
      int leftWidth = join.getLeft().getRowType().getFieldCount();
      flatten(join.getRight(), offset + leftWidth, inputs, conditions);
      for (RexNode conjunct : RelOptUtil.conjunctions(join.getCondition())) {
        conditions.add(RexUtil.shift(conjunct, offset));
      }
    } else {
      int end = offset + rel.getRowType().getFieldCount();
      inputs.add(new Joined(rel.accept(this), ImmutableBitSet.range(offset, end).asList()));
    }
  }

  /** Takes out of the others, in their order, all that equalities connect with the first. */
  private static Joined connected(Joined first, List<Joined> others, List<RexNode> conditions) {
    Joined part = first;
    for (int i = 0; i < others.size(); ) {
      if (areConnected(part.columnSet(), others.get(i).columnSet(), conditions)) {
        part = join(part, others.remove(i), conditions);
        i = 0;
      } else {
        i++;
      }
    }
    return part;
  }

  private static boolean areConnected(
      ImmutableBitSet one, ImmutableBitSet other, List<RexNode> conditions) {
    for (RexNode condition : conditions) {
      if (Equalities.isEquality(condition)) {
        List<RexNode> sides = ((RexCall) condition).getOperands();
        ImmutableBitSet left = RelOptUtil.InputFinder.bits(sides.get(0));
        ImmutableBitSet right = RelOptUtil.InputFinder.bits(sides.get(1));
        boolean constant = left.isEmpty() || right.isEmpty();
        if (!constant
            && ((one.contains(left) && other.contains(right))
                || (one.contains(right) && other.contains(left)))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Joins by all the conditions that can be decided now, which are taken out of the list. */
  private static Joined join(Joined left, Joined right, List<RexNode> conditions) {
    List<Integer> columns = new ArrayList<>(left.columns());
    columns.addAll(right.columns());
    ImmutableBitSet available = ImmutableBitSet.of(columns);
    List<RexNode> decidable = new ArrayList<>();
    conditions.removeIf(
        condition ->
            available.contains(RelOptUtil.InputFinder.bits(condition))
                && decidable.add(moved(condition, columns)));
    RelNode join =
        LogicalJoin.create(
            left.rel(),
            right.rel(),
            List.of(),
            RexUtil.composeConjunction(left.rel().getCluster().getRexBuilder(), decidable),
            Set.of(),
            JoinRelType.INNER);
    return new Joined(join, columns);
  }

  private static RexNode moved(RexNode condition, List<Integer> columns) {
    return condition.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            return new RexInputRef(columns.indexOf(ref.getIndex()), ref.getType());
          }
        });
  }

  private static RelNode inOrderOf(LogicalJoin original, Joined all) {
    List<RexNode> outputs = new ArrayList<>();
    for (RelDataTypeField field : original.getRowType().getFieldList()) {
      outputs.add(new RexInputRef(all.columns().indexOf(field.getIndex()), field.getType()));
    }
    return LogicalProject.create(
        all.rel(), List.of(), outputs, original.getRowType().getFieldNames(), Set.of());
  }
}
