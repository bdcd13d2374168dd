package dev.tidewater.engine.aggregate;

import dev.tidewater.types.SqlType;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import org.jspecify.annotations.Nullable;

/** The first value that is not NULL. */
final class AnyValue implements Collector {
  private final SqlType argument;
  private final SqlType type;
  private @Nullable Object value;

  AnyValue(SqlType argument, SqlType type) {
    this.argument = argument;
    this.type = type;
  }

  @Override
  public void begin() {
    value = null;
  }

  @Override
  public void add(ColumnVector[] arguments, int row, long count) {
    if (value == null) {
      value = Values.read(arguments[0], argument, row);
    }
  }

  @Override
  public boolean isDecided() {
    return value != null;
  }

  @Override
  public void emit(ColumnVector out, int row) {
    Values.write(out, type, row, value);
  }
}
