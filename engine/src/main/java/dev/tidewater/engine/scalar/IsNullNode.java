package dev.tidewater.engine.scalar;

import dev.tidewater.engine.function.RowErrors;
import dev.tidewater.engine.function.Selection;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.LongVector;
import org.jspecify.annotations.Nullable;

/** IS NULL. */
final class IsNullNode extends Node {
  private final Node arg;

  IsNullNode(Node arg) {
    super(ScalarType.BOOLEAN);
    this.arg = arg;
  }

  @Override
  ColumnVector evaluate(@Nullable ColumnVector[] input, Selection selection, RowErrors errors) {
    ColumnVector values = arg.evaluate(input, selection, errors);
    int limit = selection.limit();
    LongVector out = (LongVector) prepare(limit);
    for (int i = 0; i < limit; i++) {
      out.values[i] = values.hasNulls && values.nulls[i] ? 1 : 0;
    }
    return out;
  }
}
