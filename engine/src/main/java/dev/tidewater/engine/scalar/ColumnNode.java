package dev.tidewater.engine.scalar;

import dev.tidewater.engine.function.RowErrors;
import dev.tidewater.engine.function.Selection;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.vector.ColumnVector;
import org.jspecify.annotations.Nullable;

/** A column of the input, passed on as it is. */
final class ColumnNode extends Node {
  private final int column;

  ColumnNode(int column, SqlType type) {
    super(type);
    this.column = column;
  }

  int column() {
    return column;
  }

  @Override
  ColumnVector evaluate(@Nullable ColumnVector[] input, Selection selection, RowErrors errors) {
    ColumnVector vector = input[column];
    if (vector == null) {
      throw new IllegalArgumentException("column " + column + " was not given");
    }
    return vector;
  }
}
