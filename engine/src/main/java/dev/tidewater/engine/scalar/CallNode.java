package dev.tidewater.engine.scalar;

import dev.tidewater.engine.function.RowErrors;
import dev.tidewater.engine.function.Selection;
import dev.tidewater.engine.function.VectorFunction;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.vector.ColumnVector;
import org.jspecify.annotations.Nullable;

/** A function of the catalog over its arguments. */
final class CallNode extends Node {
  private final VectorFunction function;
  private final Node[] args;
  private final ColumnVector[] values;

  CallNode(VectorFunction function, Node[] args, SqlType type) {
    super(type);
    this.function = function;
    this.args = args;
    this.values = new ColumnVector[args.length];
  }

  @Override
  ColumnVector evaluate(@Nullable ColumnVector[] input, Selection selection, RowErrors errors) {
    for (int i = 0; i < args.length; i++) {
      values[i] = args[i].evaluate(input, selection, errors);
    }
    ColumnVector out = prepare(selection.limit());
    function.evaluate(selection, values, out, errors);
    return out;
  }
}
