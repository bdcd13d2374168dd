package dev.tidewater.sql.rel;

import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.type.RelDataType;

/** The value of a binding of a {@link Recursion} around. */
public final class RecursionVariable extends AbstractRelNode {
  private final int id;

  public RecursionVariable(RelOptCluster cluster, int id, RelDataType rowType) {
    super(cluster, cluster.traitSet());
    this.id = id;
    this.rowType = rowType;
  }

  /** Of the binding; no two of a statement have the same. */
  public int id() {
    return id;
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return this;
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("id", id).item("type", rowType.getFullTypeString());
  }
}
