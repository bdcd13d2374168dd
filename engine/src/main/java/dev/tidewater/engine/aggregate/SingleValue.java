package dev.tidewater.engine.aggregate;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import org.jspecify.annotations.Nullable;

/** The only value, NULL or not; an error if there are more. */
final class SingleValue implements Collector {
  private final SqlType argument;
  private final SqlType type;
  private @Nullable Object value;
  private long rows;

  SingleValue(SqlType argument, SqlType type) {
    this.argument = argument;
    this.type = type;
  }

  @Override
  public boolean countsNulls() {
    return true;
  }

  @Override
  public void begin() {
    value = null;
    rows = 0;
  }

  @Override
  public void add(ColumnVector[] arguments, int row, long count) {
    if (rows == 0) {
      value = Values.read(arguments[0], argument, row);
    }
    rows += count;
  }

  @Override
  public boolean isDecided() {
    return rows > 1;
  }

  @Override
  public void emit(ColumnVector out, int row) {
    if (rows > 1) {
      throw new TidewaterException(
          ErrorCode.CARDINALITY_VIOLATION,
          "more than one row returned by a subquery used as an expression");
    }
    Values.write(out, type, row, value);
  }
}
