package dev.tidewater.plan;

import java.util.List;
import java.util.OptionalLong;

/**
 * A query that is answered once: a relation, then order, offset, limit, and the columns to show
 * (the order may need columns that are not shown).
 */
public record QueryPlan(
    RelationPlan relation,
    List<SortKey> order,
    OptionalLong limit,
    long offset,
    List<Integer> shownColumns,
    List<String> columnNames) {
  public QueryPlan {
    order = List.copyOf(order);
    shownColumns = List.copyOf(shownColumns);
    columnNames = List.copyOf(columnNames);
  }
}
