package dev.tidewater.sql.rel;

import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;

/**
 * VALUES: rows of expressions without columns, parameters included. Calcite's own node takes only
 * its own literals.
 */
public final class ConstantRows extends AbstractRelNode {
  private final List<List<RexNode>> rows;

  public ConstantRows(RelOptCluster cluster, RelDataType rowType, List<List<RexNode>> rows) {
    super(cluster, cluster.traitSet());
    this.rowType = rowType;
    this.rows = rows.stream().map(List::copyOf).toList();
  }

  public List<List<RexNode>> rows() {
    return rows;
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return this;
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("type", rowType.getFullTypeString()).item("rows", rows);
  }
}
