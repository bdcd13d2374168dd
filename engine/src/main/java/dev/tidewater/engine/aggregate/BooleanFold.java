package dev.tidewater.engine.aggregate;

import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.LongVector;

/** bool_and and bool_or: counts of true and of false. */
final class BooleanFold implements Accumulator {
  enum Kind {
    AND,
    OR
  }

  private static final int TRUES = 0;
  private static final int FALSES = 1;

  private final Kind kind;

  BooleanFold(Kind kind) {
    this.kind = kind;
  }

  @Override
  public int words() {
    return 2;
  }

  @Override
  public void add(State state, ColumnVector[] arguments, int row, long diff) {
    LongVector values = (LongVector) arguments[0];
    if (!values.isNull(row)) {
      state.add(values.values[row] != 0 ? TRUES : FALSES, diff);
    }
  }

  @Override
  public void emit(State state, ColumnVector out, int row) {
    long trues = state.number(TRUES);
    long falses = state.number(FALSES);
    if (trues <= 0 && falses <= 0) {
      out.setNull(row);
      return;
    }
    out.nulls[row] = false;
    boolean result =
        switch (kind) {
          case AND -> falses <= 0;
          case OR -> trues > 0;
        };
    ((LongVector) out).values[row] = result ? 1 : 0;
  }
}
