package dev.tidewater.sql.rel;

import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.type.RelDataType;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a set-returning function, for whatever arguments: one column. Stands only on the
 * right of an inner join, whose condition has a call of {@link ArgumentsOperator} that says with
 * which arguments from the left. So Calcite sees nothing but a join, and can take a correlated
 * query apart around it.
 */
public final class FunctionRows extends AbstractRelNode {
  private final String identity;

  /**
   * @param identity of the function in the catalog
   * @param rowType of its one column
   */
  public FunctionRows(RelOptCluster cluster, String identity, RelDataType rowType) {
    super(cluster, cluster.traitSet());
    this.identity = identity;
    this.rowType = rowType;
  }

  /** The function whose rows a node gives, perhaps not all of them; or null. */
  public static @Nullable FunctionRows of(RelNode rel) {
    RelNode node = rel;
    while (node instanceof Filter filter) {
      node = filter.getInput();
    }
    return node instanceof FunctionRows rows ? rows : null;
  }

  public String identity() {
    return identity;
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return this;
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .item("function", identity)
        .item("type", rowType.getFullTypeString());
  }
}
