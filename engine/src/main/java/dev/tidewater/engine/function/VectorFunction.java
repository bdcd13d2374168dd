package dev.tidewater.engine.function;

import dev.tidewater.types.vector.ColumnVector;

/** A function over many rows. May keep scratch memory: one for each call, one thread at a time. */
@FunctionalInterface
public interface VectorFunction {
  /**
   * Computes the selected rows.
   *
   * @param args the arguments; their rows outside the selection hold anything, and so may those of
   *     {@code out} afterwards
   * @param out empty; if the function is strict, rows with a NULL argument are already NULL and are
   *     to be left so
   * @param errors receives rows that fail; their value is made NULL
   */
  void evaluate(Selection selection, ColumnVector[] args, ColumnVector out, RowErrors errors);
}
