package dev.tidewater.sql.optimizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.jspecify.annotations.Nullable;

/**
 * An inner lateral join whose right side uses the left row only in projections and filters on top
 * is a join below them: {@code t, LATERAL (SELECT t.a + n FROM s)} multiplies t with s and then
 * computes. The decorrelator would first gather the distinct values of {@code t.a} and join with
 * them twice.
 */
final class EvaluateLateralAboveJoin {
  private EvaluateLateralAboveJoin() {}

  /** The join, or null if the right side is something else. */
  static @Nullable RelNode apply(Correlate correlate) {
    if (correlate.getJoinType() != JoinRelType.INNER) {
      return null;
    }
    return pulled(correlate, correlate.getRight());
  }

  private static @Nullable RelNode pulled(Correlate correlate, RelNode right) {
    RelNode left = correlate.getLeft();
    CorrelationId id = correlate.getCorrelationId();
    RexBuilder rex = correlate.getCluster().getRexBuilder();
    if (!RelOptUtil.getVariablesUsed(right).contains(id)) {
      return LogicalJoin.create(
          left, right, List.of(), rex.makeLiteral(true), Set.of(), JoinRelType.INNER);
    }
    if (right instanceof Project project && !project.containsOver()) {
      RelNode below = pulled(correlate, project.getInput());
      return below == null ? null : projected(correlate, project, below);
    }
    if (right instanceof Filter filter && !filter.containsOver()) {
      RelNode below = pulled(correlate, filter.getInput());
      return below == null
          ? null
          : LogicalFilter.create(below, new Above(id, left).moved(filter.getCondition()));
    }
    return null;
  }

  private static RelNode projected(Correlate correlate, Project project, RelNode below) {
    RelNode left = correlate.getLeft();
    List<RexNode> outputs = new ArrayList<>();
    List<String> names = new ArrayList<>(left.getRowType().getFieldNames());
    for (int i = 0; i < names.size(); i++) {
      outputs.add(RexInputRef.of(i, left.getRowType()));
    }
    Above above = new Above(correlate.getCorrelationId(), left);
    project.getProjects().forEach(node -> outputs.add(above.moved(node)));
    names.addAll(project.getRowType().getFieldNames());
    return LogicalProject.create(below, List.of(), outputs, names, Set.of());
  }

  /** Moves expressions of the right side above the join. */
  private static final class Above extends RexShuttle {
    private final CorrelationId id;
    private final RelNode left;

    Above(CorrelationId id, RelNode left) {
      this.id = id;
      this.left = left;
    }

    RexNode moved(RexNode node) {
      return RexUtil.shift(node, left.getRowType().getFieldCount()).accept(this);
    }

    @Override
    public RexNode visitFieldAccess(RexFieldAccess access) {
      boolean isOurs =
          access.getReferenceExpr() instanceof RexCorrelVariable variable && variable.id.equals(id);
      return isOurs
          ? RexInputRef.of(access.getField().getIndex(), left.getRowType())
          : super.visitFieldAccess(access);
    }
  }
}
