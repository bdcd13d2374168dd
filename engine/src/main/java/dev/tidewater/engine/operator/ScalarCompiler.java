package dev.tidewater.engine.operator;

import dev.tidewater.engine.function.RowSetFunction;
import dev.tidewater.plan.RelationPlan.FlatMap;
import dev.tidewater.plan.RelationType;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.types.SqlType;
import java.util.List;

/** Makes what operators run of expressions and of calls of set-returning functions. */
public interface ScalarCompiler {
  /**
   * Compiles a filter and a projection.
   *
   * @param predicates conditions that all must be true, tried in this order
   * @param outputs one expression for each output column
   * @param input types of the columns that the expressions refer to
   */
  ChunkFunction compile(List<ScalarExpr> predicates, List<ScalarExpr> outputs, RelationType input);

  /**
   * Makes set-returning functions ready, which are called side by side.
   *
   * @param results types of all columns that they give
   */
  RowSetFunction rowSets(FlatMap plan, List<SqlType> results);
}
