package dev.tidewater.sql.lower;

import dev.tidewater.sql.rel.Equalities;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.util.ImmutableBitSet;

/** A join condition in parts: what compares one side with the other, and what is left. */
final class JoinCondition {
  /** Both sides are over the columns of their own input. */
  record Equality(RexNode left, RexNode right, Nulls nulls) {}

  /** Whether NULL finds NULL. */
  enum Nulls {
    NEVER_EQUAL,
    EQUAL
  }

  private final int leftArity;
  private final List<Equality> equalities = new ArrayList<>();
  private final List<RexNode> leftOnly = new ArrayList<>();
  private final List<RexNode> rightOnly = new ArrayList<>();
  private final List<RexNode> residual = new ArrayList<>();

  JoinCondition(RexNode condition, int leftArity, int rightArity) {
    this.leftArity = leftArity;
    ImmutableBitSet left = ImmutableBitSet.range(leftArity);
    ImmutableBitSet right = ImmutableBitSet.range(leftArity, leftArity + rightArity);
    for (RexNode conjunct : RelOptUtil.conjunctions(condition)) {
      add(conjunct, left, right);
    }
  }

  private void add(RexNode conjunct, ImmutableBitSet left, ImmutableBitSet right) {
    ImmutableBitSet used = RelOptUtil.InputFinder.bits(conjunct);
    if (left.contains(used)) {
      leftOnly.add(conjunct);
    } else if (right.contains(used)) {
      rightOnly.add(toRight(conjunct));
    } else if (!addEquality(conjunct, left, right)) {
      residual.add(conjunct);
    }
  }

  private boolean addEquality(RexNode conjunct, ImmutableBitSet left, ImmutableBitSet right) {
    List<RexNode> nullSafe = NullSafeEquality.operands(conjunct);
    if (nullSafe != null) {
      return addSides(nullSafe, Nulls.EQUAL, left, right);
    }
    return conjunct instanceof RexCall call
        && Equalities.isEquality(call)
        && addSides(call.getOperands(), Nulls.NEVER_EQUAL, left, right);
  }

  private boolean addSides(
      List<RexNode> sides, Nulls nulls, ImmutableBitSet left, ImmutableBitSet right) {
    RexNode one = sides.get(0);
    RexNode other = sides.get(1);
    ImmutableBitSet oneUses = RelOptUtil.InputFinder.bits(one);
    ImmutableBitSet otherUses = RelOptUtil.InputFinder.bits(other);
    if (left.contains(oneUses) && right.contains(otherUses)) {
      equalities.add(new Equality(one, toRight(other), nulls));
      return true;
    } else if (left.contains(otherUses) && right.contains(oneUses)) {
      equalities.add(new Equality(other, toRight(one), nulls));
      return true;
    }
    return false;
  }

  private RexNode toRight(RexNode node) {
    return node.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            return new RexInputRef(ref.getIndex() - leftArity, ref.getType());
          }
        });
  }

  List<Equality> equalities() {
    return equalities;
  }

  /** Over the left input. */
  List<RexNode> leftOnly() {
    return leftOnly;
  }

  /** Over the right input. */
  List<RexNode> rightOnly() {
    return rightOnly;
  }

  /** Over the joined row. */
  List<RexNode> residual() {
    return residual;
  }
}
