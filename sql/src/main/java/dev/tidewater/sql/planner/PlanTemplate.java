package dev.tidewater.sql.planner;

import dev.tidewater.plan.PlanBinder;
import dev.tidewater.plan.QueryPlan;
import dev.tidewater.plan.RelationPlan;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.SortKey;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A query plan in which parameters may still be open.
 *
 * @param limit a bigint without columns, null for no limit
 * @param offset a bigint without columns, null for none
 */
public record PlanTemplate(
    RelationPlan relation,
    List<SortKey> order,
    @Nullable ScalarExpr limit,
    @Nullable ScalarExpr offset,
    List<Integer> shownColumns,
    List<String> columnNames) {

  /** The plan with its parameters open, to be shown and not to be run. */
  public QueryPlan unbound() {
    return new QueryPlan(
        relation,
        order,
        limit instanceof ScalarExpr.Literal ? RowBound.LIMIT.value(limit) : OptionalLong.empty(),
        offset instanceof ScalarExpr.Literal ? RowBound.OFFSET.value(offset).orElse(0) : 0,
        shownColumns,
        columnNames);
  }

  QueryPlan bind(List<@Nullable Object> parameters) {
    RelationPlan bound =
        parameters.isEmpty()
            ? relation
            : BoundConstants.fold(PlanBinder.bind(relation, parameters));
    return new QueryPlan(
        bound,
        order,
        rows(limit, parameters, RowBound.LIMIT),
        rows(offset, parameters, RowBound.OFFSET).orElse(0),
        shownColumns,
        columnNames);
  }

  private static OptionalLong rows(
      @Nullable ScalarExpr count, List<@Nullable Object> parameters, RowBound clause) {
    return count == null ? OptionalLong.empty() : clause.value(PlanBinder.bind(count, parameters));
  }
}
