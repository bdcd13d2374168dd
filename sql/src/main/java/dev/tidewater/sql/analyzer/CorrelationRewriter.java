package dev.tidewater.sql.analyzer;

import java.util.function.IntFunction;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/** Replaces what inner queries see of one outer row, however deep they nest. */
final class CorrelationRewriter extends RelHomogeneousShuttle {
  private final RexShuttle expressions;

  /**
   * @param replacement for each column of the outer row
   */
  CorrelationRewriter(CorrelationId id, IntFunction<RexNode> replacement) {
    this.expressions =
        new RexShuttle() {
          @Override
          public RexNode visitFieldAccess(RexFieldAccess access) {
            boolean hit =
                access.getReferenceExpr() instanceof RexCorrelVariable variable
                    && variable.id.equals(id);
            return hit
                ? replacement.apply(access.getField().getIndex())
                : super.visitFieldAccess(access);
          }

          @Override
          public RexNode visitSubQuery(RexSubQuery subQuery) {
            RexSubQuery operandsDone = (RexSubQuery) super.visitSubQuery(subQuery);
            return operandsDone.clone(rewrite(operandsDone.rel));
          }
        };
  }

  RelNode rewrite(RelNode rel) {
    return rel.accept(this);
  }

  @Override
  public RelNode visit(RelNode other) {
    return super.visit(other).accept(expressions);
  }
}
