package dev.tidewater.sql.lower;

import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.ScalarExpr.Call;
import dev.tidewater.types.ScalarType;
import java.util.ArrayList;
import java.util.List;

/** Two lists of keys that must be equal, pair by pair, and not NULL. */
final class JoinKeys {
  private final List<ScalarExpr> left = new ArrayList<>();
  private final List<ScalarExpr> right = new ArrayList<>();

  List<ScalarExpr> left() {
    return left;
  }

  List<ScalarExpr> right() {
    return right;
  }

  /** Of one kind; modifiers that differ are cast away, so that equal values look alike. */
  void add(ScalarExpr one, ScalarExpr other) {
    boolean same = one.type().equals(other.type());
    left.add(same ? one : plain(one));
    right.add(same ? other : plain(other));
  }

  private static ScalarExpr plain(ScalarExpr expr) {
    if (!(expr.type() instanceof ScalarType type) || type.equals(type.withoutModifiers())) {
      return expr;
    }
    String kind = type.kind().internalName();
    return new Call(
        "cast(" + kind + "," + kind + ")", List.of(expr), type.withoutModifiers(), expr.nullable());
  }

  /** NULL finds NULL: whether it is one is a key too, and another value stands in for it. */
  void addNullSafe(ScalarExpr one, ScalarExpr other, DefaultValues defaults) {
    if (!one.nullable() || !other.nullable()) {
      add(one, other);
      return;
    }
    ScalarExpr standIn = defaults.of(one.type());
    add(Scalars.isNull(one), Scalars.isNull(other));
    add(Scalars.coalesce(List.of(one, standIn)), Scalars.coalesce(List.of(other, standIn)));
  }

  /** Left rows for which a condition is not true find nobody. */
  void addLeftCondition(ScalarExpr condition) {
    ScalarExpr trueOrNull =
        Scalars.caseWhen(
            List.of(new ScalarExpr.When(condition, Scalars.TRUE)),
            new ScalarExpr.Literal(null, Scalars.TRUE.type()));
    add(trueOrNull, Scalars.TRUE);
  }
}
