package dev.tidewater.sql.analyzer;

import dev.tidewater.sql.ast.FromItem.JoinKind;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.types.ErrorCode;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/** Joins whose right side is evaluated for each row of the left side. */
final class LateralJoin {
  private final RexBuilder rex;

  LateralJoin(StatementAnalysis statement) {
    this.rex = statement.rels().rex();
  }

  /**
   * @param variables how the right side refers to a row of the left one; not empty
   * @param condition over the columns of both
   */
  RelNode create(
      JoinKind kind,
      RelNode left,
      RelNode right,
      List<CorrelationId> variables,
      RexNode condition,
      Position position) {
    if (kind == JoinKind.RIGHT || kind == JoinKind.FULL) {
      throw Failures.at(
              position,
              ErrorCode.INVALID_COLUMN_REFERENCE,
              "invalid reference to a table of the other side of the join")
          .detail("The combining JOIN type must be INNER or LEFT for a LATERAL reference.");
    }
    CorrelationId variable = variables.get(0);
    RelNode inner = right;
    for (CorrelationId other : variables.subList(1, variables.size())) {
      inner =
          new CorrelationRewriter(other, column -> field(left, variable, column)).rewrite(inner);
    }
    if (kind == JoinKind.LEFT && !condition.isAlwaysTrue()) {
      inner = LogicalFilter.create(inner, overRight(condition, left, variable));
    }
    RelNode joined =
        LogicalCorrelate.create(
            left,
            inner,
            List.of(),
            variable,
            RelOptUtil.correlationColumns(variable, inner),
            kind == JoinKind.LEFT ? JoinRelType.LEFT : JoinRelType.INNER);
    return kind == JoinKind.LEFT || condition.isAlwaysTrue()
        ? joined
        : LogicalFilter.create(joined, condition);
  }

  private RexNode field(RelNode left, CorrelationId variable, int column) {
    return rex.makeFieldAccess(rex.makeCorrel(left.getRowType(), variable), column);
  }

  /** The condition as the right side sees it. */
  private RexNode overRight(RexNode condition, RelNode left, CorrelationId variable) {
    int leftColumns = left.getRowType().getFieldCount();
    return condition.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            return ref.getIndex() < leftColumns
                ? field(left, variable, ref.getIndex())
                : new RexInputRef(ref.getIndex() - leftColumns, ref.getType());
          }
        });
  }
}
