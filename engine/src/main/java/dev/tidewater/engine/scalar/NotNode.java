package dev.tidewater.engine.scalar;

import dev.tidewater.engine.function.RowErrors;
import dev.tidewater.engine.function.Selection;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.LongVector;
import org.jspecify.annotations.Nullable;

/** NOT: NULL stays NULL. */
final class NotNode extends Node {
  private final Node arg;

  NotNode(Node arg) {
    super(ScalarType.BOOLEAN);
    this.arg = arg;
  }

  @Override
  ColumnVector evaluate(@Nullable ColumnVector[] input, Selection selection, RowErrors errors) {
    LongVector values = (LongVector) arg.evaluate(input, selection, errors);
    int limit = selection.limit();
    LongVector out = (LongVector) prepare(limit);
    for (int i = 0; i < limit; i++) {
      out.values[i] = values.values[i] ^ 1;
    }
    if (values.hasNulls) {
      System.arraycopy(values.nulls, 0, out.nulls, 0, limit);
      out.hasNulls = true;
    }
    return out;
  }
}
