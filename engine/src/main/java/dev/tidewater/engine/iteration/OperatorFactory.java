package dev.tidewater.engine.iteration;

import dev.tidewater.engine.operator.Operator;
import dev.tidewater.engine.operator.OperatorContext;
import dev.tidewater.engine.operator.Outlet;

/** Makes new operators of one kind, each without state. */
@FunctionalInterface
public interface OperatorFactory {
  /**
   * @param outlet where its output leaves
   */
  Operator create(OperatorContext context, Outlet outlet);
}
