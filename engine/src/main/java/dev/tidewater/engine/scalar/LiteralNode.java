package dev.tidewater.engine.scalar;

import dev.tidewater.engine.function.RowErrors;
import dev.tidewater.engine.function.Selection;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.BytesVector;
import dev.tidewater.types.vector.ColumnVector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A constant, written to its vector once. */
final class LiteralNode extends Node {
  private final @Nullable Object value;
  private ColumnVector filled;

  LiteralNode(@Nullable Object value, SqlType type) {
    super(type);
    this.value = value;
    this.filled = Values.allocate(type, 0);
  }

  @Override
  ColumnVector evaluate(@Nullable ColumnVector[] input, Selection selection, RowErrors errors) {
    int limit = selection.limit();
    if (filled.capacity() < limit) {
      filled = prepare(limit);
      fill(filled);
    }
    return filled;
  }

  private void fill(ColumnVector vector) {
    int rows = vector.capacity();
    if (value == null) {
      Arrays.fill(vector.nulls, true);
      vector.hasNulls = true;
      return;
    }
    if (vector instanceof BytesVector bytes) {
      // All rows are slices of one copy.
      Values.write(bytes, type(), 0, value);
      Arrays.fill(bytes.offsets, bytes.offsets[0]);
      Arrays.fill(bytes.lengths, bytes.lengths[0]);
      return;
    }
    for (int row = 0; row < rows; row++) {
      Values.write(vector, type(), row, value);
    }
  }
}
