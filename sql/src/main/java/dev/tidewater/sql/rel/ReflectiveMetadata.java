package dev.tidewater.sql.rel;

import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.metadata.DefaultRelMetadataProvider;
import org.apache.calcite.rel.metadata.ProxyingMetadataHandlerProvider;
import org.apache.calcite.rel.metadata.RelMetadataQuery;

/**
 * Metadata by reflection. Calcite's default compiles its handlers with Janino on first use, which
 * makes the first query of a server wait for seconds and gains nothing for plans of our size.
 */
final class ReflectiveMetadata extends RelMetadataQuery {
  ReflectiveMetadata() {
    super(new ProxyingMetadataHandlerProvider(DefaultRelMetadataProvider.INSTANCE));
  }

  /**
   * None for set operations: to find what their inputs have in common Calcite runs conditions as
   * code of its own, which ours are not made for. None for joins: Calcite tries all that follows
   * from all their equalities, which takes a minute for sixty tables; what is known of each input
   * is found there.
   */
  @Override
  public RelOptPredicateList getPulledUpPredicates(RelNode rel) {
    RelNode node = rel.stripped();
    return node instanceof SetOp || node instanceof Join
        ? RelOptPredicateList.EMPTY
        : super.getPulledUpPredicates(rel);
  }
}
