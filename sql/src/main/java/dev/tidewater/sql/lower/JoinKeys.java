package dev.tidewater.sql.lower;

import dev.tidewater.plan.ScalarExpr;
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

  void add(ScalarExpr one, ScalarExpr other) {
    left.add(one);
    right.add(other);
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
