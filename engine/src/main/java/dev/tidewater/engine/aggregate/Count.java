package dev.tidewater.engine.aggregate;

import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.LongVector;

/** count(*), and count of an argument where it is not NULL. */
final class Count implements Accumulator {
  @Override
  public int words() {
    return 1;
  }

  @Override
  public void add(State state, ColumnVector[] arguments, int row, long diff) {
    if (arguments.length == 0 || !arguments[0].isNull(row)) {
      state.add(0, diff);
    }
  }

  @Override
  public void emit(State state, ColumnVector out, int row) {
    out.nulls[row] = false;
    ((LongVector) out).values[row] = state.number(0);
  }
}
