package dev.tidewater.engine.aggregate;

import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.LongVector;
import org.jspecify.annotations.Nullable;

/** count(*), and count of an argument where it is not NULL. */
final class Count implements Accumulator {
  @Override
  public int words() {
    return 1;
  }

  @Override
  public void add(State state, @Nullable ColumnVector argument, int row, long diff) {
    if (argument == null || !argument.isNull(row)) {
      state.add(0, diff);
    }
  }

  @Override
  public void emit(State state, ColumnVector out, int row) {
    out.nulls[row] = false;
    ((LongVector) out).values[row] = state.number(0);
  }
}
