package dev.tidewater.sql.optimizer;

import java.util.List;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql2rel.TopDownGeneralDecorrelator;

/**
 * Turns sub-queries into joins: first each into a join that evaluates it for every row
 * ("correlate"; for IN and EXISTS one that only marks rows), then those into joins with the set of
 * the values that the sub-query asks for. Calcite's general decorrelator follows Neumann's
 * "Improving Unnesting of Complex Queries".
 */
final class Decorrelation {
  private static final List<RelOptRule> REMOVE_SUB_QUERIES =
      List.of(
          rule(CoreRules.FILTER_SUB_QUERY_TO_MARK_CORRELATE),
          rule(CoreRules.PROJECT_SUB_QUERY_TO_MARK_CORRELATE));

  /** Filters come as close as they can to what they filter, so that less is asked for. */
  private static final List<RelOptRule> BEFORE =
      List.of(
          rule(CoreRules.FILTER_PROJECT_TRANSPOSE),
          rule(CoreRules.FILTER_INTO_JOIN),
          rule(CoreRules.FILTER_CORRELATE));

  /** A mark that is only filtered by makes a semi or anti join. */
  private static final List<RelOptRule> AFTER =
      List.of(
          rule(CoreRules.FILTER_PROJECT_TRANSPOSE),
          rule(CoreRules.FILTER_INTO_JOIN),
          rule(CoreRules.MARK_TO_SEMI_OR_ANTI_JOIN_RULE),
          rule(CoreRules.PROJECT_MERGE),
          rule(CoreRules.PROJECT_REMOVE));

  private static RelOptRule rule(RelRule<?> rule) {
    return rule.config.withRelBuilderFactory(RelBuilders.FACTORY).toRule();
  }

  RelNode apply(RelNode rel) {
    if (!SubQuerySearch.in(rel)) {
      return rel;
    }
    RelNode correlated = Optimizer.run(BEFORE, Optimizer.run(REMOVE_SUB_QUERIES, rel));
    return Optimizer.run(AFTER, withoutCorrelates(correlated));
  }

  /**
   * Takes each correlate by itself, the inner ones first, as soon as it refers to nothing outside:
   * of two side by side the decorrelator takes the variables of the one to be the other's too, and
   * fails.
   */
  private static RelNode withoutCorrelates(RelNode rel) {
    List<RelNode> inputs = rel.getInputs().stream().map(Decorrelation::withoutCorrelates).toList();
    RelNode inner = inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
    RelNode join = inner instanceof Correlate made ? EvaluateLateralAboveJoin.apply(made) : null;
    if (join != null) {
      return join;
    }
    return inner instanceof Correlate && RelOptUtil.getVariablesUsed(inner).isEmpty()
        ? TopDownGeneralDecorrelator.decorrelateQuery(
            PartitionWindowsByOuterRow.apply(inner), RelBuilders.of(rel))
        : inner;
  }

  /** Looks for sub-queries and for correlates that were made as such. */
  private static final class SubQuerySearch extends RelHomogeneousShuttle {
    private boolean found;

    static boolean in(RelNode rel) {
      SubQuerySearch search = new SubQuerySearch();
      rel.accept(search);
      return search.found;
    }

    @Override
    public RelNode visit(RelNode other) {
      found |= other instanceof Correlate;
      other.accept(
          new RexShuttle() {
            @Override
            public RexNode visitSubQuery(RexSubQuery subQuery) {
              found = true;
              return subQuery;
            }
          });
      return super.visit(other);
    }
  }
}
