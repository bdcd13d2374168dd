package dev.tidewater.sql.planner;

import dev.tidewater.plan.ScalarExpr;
import java.util.List;

/**
 * RETURNING: expressions over one row of the table that is written, and what they are called.
 * Without parameters only if the statement has none; see {@link dev.tidewater.plan.PlanBinder}.
 */
public record Returning(List<ScalarExpr> expressions, List<OutputColumn> columns) {
  public Returning {
    expressions = List.copyOf(expressions);
    columns = List.copyOf(columns);
  }

  public static Returning nothing() {
    return new Returning(List.of(), List.of());
  }

  public boolean isEmpty() {
    return columns.isEmpty();
  }
}
