package dev.tidewater.sql.analyzer;

import java.util.List;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * A query as analyzed, its last order and bounds beside it.
 *
 * @param rel gives the columns to show, then those that only the order needs
 * @param names of the columns to show
 * @param order positions count in {@code rel}
 * @param limit a bigint without columns; null for none
 * @param offset a bigint without columns; null for none
 */
public record AnalyzedQuery(
    RelNode rel,
    List<String> names,
    List<RelFieldCollation> order,
    @Nullable RexNode limit,
    @Nullable RexNode offset) {
  public AnalyzedQuery {
    names = List.copyOf(names);
    order = List.copyOf(order);
  }
}
