package dev.tidewater.engine.operator;

import dev.tidewater.engine.function.RowSetFunction;
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
   * Makes a set-returning function ready.
   *
   * @param function its identity in the function catalog
   * @param result the type that the call gives
   */
  RowSetFunction rowSets(String function, SqlType result);
}
