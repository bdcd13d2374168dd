package dev.tidewater.sql.lower;

import dev.tidewater.plan.RelationPlan;
import dev.tidewater.plan.RelationPlan.Join;
import dev.tidewater.plan.RelationPlan.JoinKind;
import dev.tidewater.plan.RelationType;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.ScalarExpr.Literal;
import dev.tidewater.plan.TimeBound;
import dev.tidewater.sql.functions.Functions;
import dev.tidewater.sql.lower.JoinCondition.Equality;
import dev.tidewater.sql.lower.JoinCondition.Nulls;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Lowers joins of every kind to those that the plan has: equality of keys, and a residual condition
 * for inner joins alone. Where a join of another kind has a residual, its matches are found by an
 * inner join first, and the rows with and without a match are then told apart by their whole value.
 */
final class JoinLowering {
  private final Functions functions;
  private final Plans plans;
  private final DefaultValues defaults = new DefaultValues();

  JoinLowering(Functions functions, Plans plans) {
    this.functions = functions;
    this.plans = plans;
  }

  /** The parts of one join, lowered. */
  private record Parts(
      RelationPlan left, RelationPlan right, JoinKeys keys, @Nullable ScalarExpr residual) {}

  RelationPlan inner(RelationPlan left, RelationPlan right, RexNode condition) {
    JoinCondition parts = new JoinCondition(condition, left.type().arity(), right.type().arity());
    RelationPlan filteredLeft = Plans.filter(left, over(left.type()).lowerAll(parts.leftOnly()));
    RelationPlan filteredRight =
        Plans.filter(right, over(right.type()).lowerAll(parts.rightOnly()));
    return inner(
        new Parts(
            filteredLeft, filteredRight, keys(parts, left, right), residual(parts, left, right)));
  }

  private RelationPlan inner(Parts parts) {
    ScalarExpr residual = parts.residual();
    List<ScalarExpr> conjuncts = residual == null ? new ArrayList<>() : Scalars.conjuncts(residual);
    List<TimeBound> bounds = TemporalFilters.takeOut(conjuncts);
    Join join =
        new Join(
            parts.left(),
            parts.right(),
            JoinKind.INNER,
            parts.keys().left(),
            parts.keys().right(),
            Scalars.andOrNull(conjuncts),
            RowTypes.concat(parts.left().type(), parts.right().type()));
    return TemporalFilters.bounded(join, bounds);
  }

  RelationPlan left(RelationPlan left, RelationPlan right, RexNode condition) {
    Parts parts = outerParts(left, right, condition);
    if (parts.residual() == null) {
      return leftWithoutResidual(parts);
    }
    return plans.let(
        parts.left(),
        rows -> {
          RelationPlan inner =
              inner(new Parts(rows, parts.right(), parts.keys(), parts.residual()));
          return plans.let(
              inner,
              matches -> {
                RelationPlan unmatched = byMatch(rows, matches, JoinKind.ANTI);
                return Plans.union(List.of(matches, padRight(unmatched, parts.right().type())));
              });
        });
  }

  private static RelationPlan leftWithoutResidual(Parts parts) {
    RelationType type =
        RowTypes.concat(parts.left().type(), RowTypes.allNullable(parts.right().type()));
    return new Join(
        parts.left(),
        parts.right(),
        JoinKind.LEFT,
        parts.keys().left(),
        parts.keys().right(),
        null,
        type);
  }

  RelationPlan right(RelationPlan left, RelationPlan right, RexNode condition) {
    RelationPlan swapped =
        left(
            /* left= */ right,
            /* right= */ left,
            swapped(condition, left.type().arity(), right.type().arity()));
    int rightArity = right.type().arity();
    List<ScalarExpr> outputs =
        new ArrayList<>(RowTypes.columns(swapped.type(), rightArity, swapped.type().arity()));
    outputs.addAll(RowTypes.columns(swapped.type(), 0, rightArity));
    return Plans.project(swapped, outputs);
  }

  /** A left join, and the right rows that no left row matches. */
  RelationPlan full(RelationPlan left, RelationPlan right, RexNode condition) {
    return plans.let(
        left,
        leftRows ->
            plans.let(
                right,
                rightRows -> {
                  RelationPlan matchedOrLeft = left(leftRows, rightRows, condition);
                  RexNode turned = swapped(condition, left.type().arity(), right.type().arity());
                  RelationPlan rightAlone = anti(rightRows, leftRows, turned);
                  return Plans.union(List.of(matchedOrLeft, padLeft(rightAlone, left.type())));
                }));
  }

  RelationPlan semi(RelationPlan left, RelationPlan right, RexNode condition) {
    return matching(left, right, condition, JoinKind.SEMI);
  }

  RelationPlan anti(RelationPlan left, RelationPlan right, RexNode condition) {
    return matching(left, right, condition, JoinKind.ANTI);
  }

  private RelationPlan matching(
      RelationPlan left, RelationPlan right, RexNode condition, JoinKind kind) {
    Parts parts = outerParts(left, right, condition);
    if (parts.residual() == null) {
      return existence(parts.left(), parts.right(), parts.keys(), kind);
    }
    return plans.let(
        parts.left(),
        rows ->
            byMatch(
                rows, inner(new Parts(rows, parts.right(), parts.keys(), parts.residual())), kind));
  }

  private static RelationPlan existence(
      RelationPlan left, RelationPlan right, JoinKeys keys, JoinKind kind) {
    return new Join(left, right, kind, keys.left(), keys.right(), null, left.type());
  }

  /** Rows that are, or are not, the left part of a match. */
  private RelationPlan byMatch(RelationPlan rows, RelationPlan matches, JoinKind kind) {
    List<ScalarExpr> leftColumns = RowTypes.columns(matches.type(), 0, rows.type().arity());
    RelationPlan matched = Plans.distinct(Plans.project(matches, leftColumns));
    JoinKeys keys = new JoinKeys();
    List<ScalarExpr> rowColumns = RowTypes.columns(rows.type());
    List<ScalarExpr> matchedColumns = RowTypes.columns(matched.type());
    for (int i = 0; i < rowColumns.size(); i++) {
      keys.addNullSafe(rowColumns.get(i), matchedColumns.get(i), defaults);
    }
    return existence(rows, matched, keys, kind);
  }

  /** Conditions on the left side alone don't drop left rows: they become a key. */
  private Parts outerParts(RelationPlan left, RelationPlan right, RexNode condition) {
    JoinCondition parts = new JoinCondition(condition, left.type().arity(), right.type().arity());
    JoinKeys keys = keys(parts, left, right);
    ScalarExpr leftCondition = Scalars.andOrNull(over(left.type()).lowerAll(parts.leftOnly()));
    if (leftCondition != null) {
      keys.addLeftCondition(leftCondition);
    }
    RelationPlan filteredRight =
        Plans.filter(right, over(right.type()).lowerAll(parts.rightOnly()));
    return new Parts(left, filteredRight, keys, residual(parts, left, right));
  }

  private JoinKeys keys(JoinCondition parts, RelationPlan left, RelationPlan right) {
    JoinKeys keys = new JoinKeys();
    ScalarLowering leftScalars = over(left.type());
    ScalarLowering rightScalars = over(right.type());
    for (Equality equality : parts.equalities()) {
      ScalarExpr one = leftScalars.lower(equality.left());
      ScalarExpr other = rightScalars.lower(equality.right());
      if (equality.nulls() == Nulls.EQUAL) {
        keys.addNullSafe(one, other, defaults);
      } else {
        keys.add(one, other);
      }
    }
    return keys;
  }

  private @Nullable ScalarExpr residual(
      JoinCondition parts, RelationPlan left, RelationPlan right) {
    RelationType joined = RowTypes.concat(left.type(), right.type());
    return Scalars.andOrNull(over(joined).lowerAll(parts.residual()));
  }

  private ScalarLowering over(RelationType type) {
    return new ScalarLowering(functions, type);
  }

  private static RelationPlan padRight(RelationPlan rows, RelationType right) {
    List<ScalarExpr> outputs = new ArrayList<>(RowTypes.columns(rows.type()));
    outputs.addAll(nulls(right));
    return Plans.project(rows, outputs);
  }

  private static RelationPlan padLeft(RelationPlan rows, RelationType left) {
    List<ScalarExpr> outputs = new ArrayList<>(nulls(left));
    outputs.addAll(RowTypes.columns(rows.type()));
    return Plans.project(rows, outputs);
  }

  private static List<ScalarExpr> nulls(RelationType type) {
    return type.columns().stream()
        .map(column -> (ScalarExpr) new Literal(null, column.type()))
        .toList();
  }

  /** The condition when the sides change places. */
  private static RexNode swapped(RexNode condition, int leftArity, int rightArity) {
    return condition.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            int index = ref.getIndex();
            int moved = index < leftArity ? index + rightArity : index - leftArity;
            return new RexInputRef(moved, ref.getType());
          }
        });
  }
}
