package dev.tidewater.sql.rel;

import dev.tidewater.plan.RelationPlan.Numbering;
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
 * The rows that set-returning functions give side by side, for whatever arguments. Stands only on
 * the right of an inner join, whose condition has a call of {@link ArgumentsOperator} that says
 * with which arguments from the left. So Calcite sees nothing but a join, and can take a correlated
 * query apart around it.
 */
public final class FunctionRows extends AbstractRelNode {
  /**
   * One of the functions.
   *
   * @param identity in the catalog
   * @param arguments how many of the arguments are its own
   * @param columns how many of the columns are
   */
  public record Call(String identity, int arguments, int columns) {}

  private final List<Call> calls;
  private final Numbering numbering;

  /**
   * @param rowType of all columns, that of the ordinality last
   */
  public FunctionRows(
      RelOptCluster cluster, List<Call> calls, Numbering numbering, RelDataType rowType) {
    super(cluster, cluster.traitSet());
    this.calls = List.copyOf(calls);
    this.numbering = numbering;
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

  public List<Call> calls() {
    return calls;
  }

  public Numbering numbering() {
    return numbering;
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return this;
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .item("functions", calls)
        .item("numbering", numbering)
        .item("type", rowType.getFullTypeString());
  }
}
