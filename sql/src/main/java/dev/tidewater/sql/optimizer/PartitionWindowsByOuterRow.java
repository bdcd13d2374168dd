package dev.tidewater.sql.optimizer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexWindow;

/**
 * Gives window functions of a correlated query the outer row's values as further partition keys.
 * For one outer row they are constant, so nothing changes; once the query is evaluated for many
 * outer rows together, they keep the rows of each apart. The decorrelator relies on it.
 */
final class PartitionWindowsByOuterRow {
  private PartitionWindowsByOuterRow() {}

  static RelNode apply(RelNode rel) {
    return apply(rel, List.of());
  }

  /**
   * @param outer the values of outer rows that are used anywhere around
   */
  private static RelNode apply(RelNode rel, List<RexNode> outer) {
    List<RelNode> inputs = new ArrayList<>();
    for (int i = 0; i < rel.getInputs().size(); i++) {
      boolean isInner = i == 1 && rel instanceof Correlate;
      inputs.add(apply(rel.getInput(i), isInner ? withUses((Correlate) rel, outer) : outer));
    }
    RelNode changed = inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
    return !outer.isEmpty() && changed instanceof Project project && project.containsOver()
        ? changed.accept(new Partitioning(rel.getCluster().getRexBuilder(), outer))
        : changed;
  }

  private static List<RexNode> withUses(Correlate correlate, List<RexNode> outer) {
    List<RexNode> all = new ArrayList<>(outer);
    all.addAll(uses(correlate.getRight(), correlate.getCorrelationId()));
    return all;
  }

  /** The fields of a correlation variable that a query uses. */
  private static Set<RexNode> uses(RelNode query, CorrelationId id) {
    Set<RexNode> found = new LinkedHashSet<>();
    RexShuttle collector =
        new RexShuttle() {
          @Override
          public RexNode visitFieldAccess(RexFieldAccess access) {
            if (access.getReferenceExpr() instanceof RexCorrelVariable variable
                && variable.id.equals(id)) {
              found.add(access);
            }
            return access;
          }
        };
    collect(query, collector);
    return found;
  }

  private static void collect(RelNode rel, RexShuttle collector) {
    rel.accept(collector);
    rel.getInputs().forEach(input -> collect(input, collector));
  }

  private static final class Partitioning extends RexShuttle {
    private final RexBuilder rex;
    private final List<RexNode> keys;

    Partitioning(RexBuilder rex, List<RexNode> keys) {
      this.rex = rex;
      this.keys = keys;
    }

    @Override
    public RexNode visitOver(RexOver over) {
      List<RexNode> all = new ArrayList<>(over.getWindow().partitionKeys);
      keys.stream().filter(key -> !all.contains(key)).forEach(all::add);
      RexWindow window = over.getWindow();
      return rex.makeOver(
          over.getType(),
          over.getAggOperator(),
          over.getOperands(),
          all,
          window.orderKeys,
          window.getLowerBound(),
          window.getUpperBound(),
          window.getExclude(),
          window.isRows(),
          true,
          false,
          over.isDistinct(),
          over.ignoreNulls());
    }
  }
}
