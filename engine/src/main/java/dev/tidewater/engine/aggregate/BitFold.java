package dev.tidewater.engine.aggregate;

import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.LongVector;

/** bit_and, bit_or and bit_xor of integers: for each bit in how many values it is set. */
final class BitFold implements Accumulator {
  enum Kind {
    AND,
    OR,
    XOR
  }

  private static final int COUNT = 0;
  private static final int BITS = 1;

  private final Kind kind;
  private final int width;

  /**
   * @param width bits of the type; the sign is the highest
   */
  BitFold(Kind kind, int width) {
    this.kind = kind;
    this.width = width;
  }

  @Override
  public int words() {
    return BITS + width;
  }

  @Override
  public void add(State state, ColumnVector[] arguments, int row, long diff) {
    LongVector values = (LongVector) arguments[0];
    if (values.isNull(row)) {
      return;
    }
    state.add(COUNT, diff);
    long value = values.values[row];
    for (int bit = 0; bit < width; bit++) {
      state.add(BITS + bit, (value >>> bit & 1) * diff);
    }
  }

  @Override
  public void emit(State state, ColumnVector out, int row) {
    long count = state.number(COUNT);
    if (count <= 0) {
      out.setNull(row);
      return;
    }
    long result = 0;
    for (int bit = 0; bit < width; bit++) {
      long set = state.number(BITS + bit);
      boolean one =
          switch (kind) {
            case AND -> set == count;
            case OR -> set > 0;
            case XOR -> (set & 1) == 1;
          };
      result |= one ? 1L << bit : 0;
    }
    int unused = Long.SIZE - width;
    out.nulls[row] = false;
    ((LongVector) out).values[row] = result << unused >> unused;
  }
}
