package dev.tidewater.sql.planner;

import dev.tidewater.plan.QueryPlan;
import dev.tidewater.types.SqlType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query made ready: analyzed, optimized, lowered. Immutable, so it may be kept and executed
 * often; it stays right as long as the catalog that it was planned against does.
 *
 * @param template the plan, with parameters still in it if there are any; see {@link #bind}
 * @param columns what it gives, in order
 * @param uniqueKeys sets of column positions, each proven to identify a row of the result; minimal
 *     as far as known, in a fixed order; an empty set means at most one row
 * @param dependencies what it reads
 * @param parameterTypes types of {@code $1}, {@code $2}, …, declared or inferred
 */
public record PlannedQuery(
    PlanTemplate template,
    List<OutputColumn> columns,
    List<List<Integer>> uniqueKeys,
    Dependencies dependencies,
    List<SqlType> parameterTypes) {
  public PlannedQuery {
    columns = List.copyOf(columns);
    uniqueKeys = uniqueKeys.stream().map(List::copyOf).toList();
    parameterTypes = List.copyOf(parameterTypes);
  }

  /**
   * The plan to run.
   *
   * @param parameters values in the Java form of {@link #parameterTypes}
   */
  public QueryPlan bind(List<@Nullable Object> parameters) {
    return template.bind(parameters);
  }
}
