package dev.tidewater.sql.optimizer;

import java.util.List;
import org.apache.calcite.plan.RelOptRule;
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
          CoreRules.FILTER_SUB_QUERY_TO_MARK_CORRELATE
              .config
              .withRelBuilderFactory(RelBuilders.FACTORY)
              .toRule(),
          CoreRules.PROJECT_SUB_QUERY_TO_MARK_CORRELATE
              .config
              .withRelBuilderFactory(RelBuilders.FACTORY)
              .toRule());

  RelNode apply(RelNode rel) {
    if (!SubQuerySearch.in(rel)) {
      return rel;
    }
    RelNode correlated = Optimizer.run(REMOVE_SUB_QUERIES, rel);
    return TopDownGeneralDecorrelator.decorrelateQuery(correlated, RelBuilders.of(rel));
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
