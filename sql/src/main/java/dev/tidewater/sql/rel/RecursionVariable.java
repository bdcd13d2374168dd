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
  private final int binding;

  public RecursionVariable(RelOptCluster cluster, int binding, RelDataType rowType) {
    super(cluster, cluster.traitSet());
    this.binding = binding;
    this.rowType = rowType;
  }

  /** The number of the binding; no two of a statement have the same. */
  public int binding() {
    return binding;
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return this;
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .item("binding", binding)
        .item("type", rowType.getFullTypeString());
  }
}
