package dev.tidewater.engine.operator;

import dev.tidewater.plan.RelationType;
import dev.tidewater.plan.ScalarExpr;
import java.util.List;

/** Makes functions over vectors of expressions. */
@FunctionalInterface
public interface ScalarCompiler {
  /**
   * Compiles a filter and a projection.
   *
   * @param predicates conditions that all must be true, tried in this order
   * @param outputs one expression for each output column
   * @param input types of the columns that the expressions refer to
   */
  ChunkFunction compile(List<ScalarExpr> predicates, List<ScalarExpr> outputs, RelationType input);
}
