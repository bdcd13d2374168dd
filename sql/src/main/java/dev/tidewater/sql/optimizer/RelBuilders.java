package dev.tidewater.sql.optimizer;

import org.apache.calcite.plan.Contexts;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.tools.RelBuilderFactory;

/**
 * Builders that build what they are told: Calcite's simplifications know Calcite's semantics and
 * not PostgreSQL's, and would drop errors that must come.
 */
final class RelBuilders {
  private static final RelBuilder.Config CONFIG =
      RelBuilder.Config.DEFAULT
          .withSimplify(false)
          .withSimplifyLimit(false)
          .withSimplifyValues(false)
          .withPruneInputOfAggregate(false)
          .withAggregateUnique(true)
          .withPreventEmptyFieldList(false);

  static final RelBuilderFactory FACTORY =
      RelBuilder.proto(Contexts.of(RelFactories.DEFAULT_STRUCT, CONFIG));

  private RelBuilders() {}

  static RelBuilder of(RelNode rel) {
    return FACTORY.create(rel.getCluster(), null);
  }
}
