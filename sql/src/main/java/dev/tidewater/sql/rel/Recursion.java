package dev.tidewater.sql.rel;

import dev.tidewater.plan.RelationPlan.RecursionLimit;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;

/**
 * Bindings that refer to themselves and to one another by {@link RecursionVariable}s, evaluated
 * until nothing changes, and a body over their final values. The inputs are the bindings' values in
 * their order, then the body.
 */
public final class Recursion extends AbstractRelNode {
  private final List<Integer> ids;
  private final List<RelNode> nodes;
  private final RecursionLimit limit;

  /**
   * @param ids of the bindings
   * @param inputs their values, then the body
   */
  public Recursion(
      RelOptCluster cluster, List<Integer> ids, List<RelNode> inputs, RecursionLimit limit) {
    super(cluster, cluster.traitSet());
    this.ids = List.copyOf(ids);
    this.nodes = new ArrayList<>(inputs);
    this.limit = limit;
    this.rowType = inputs.get(inputs.size() - 1).getRowType();
  }

  public List<Integer> ids() {
    return ids;
  }

  public List<RelNode> values() {
    return nodes.subList(0, ids.size());
  }

  public RelNode body() {
    return nodes.get(ids.size());
  }

  public RecursionLimit limit() {
    return limit;
  }

  @Override
  public List<RelNode> getInputs() {
    return List.copyOf(nodes);
  }

  @Override
  public void replaceInput(int ordinal, RelNode node) {
    nodes.set(ordinal, node);
    recomputeDigest();
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return new Recursion(getCluster(), ids, inputs, limit);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    super.explainTerms(writer);
    for (int i = 0; i < ids.size(); i++) {
      writer.input("binding " + ids.get(i), nodes.get(i));
    }
    return writer.input("body", body()).item("limit", limit);
  }
}
