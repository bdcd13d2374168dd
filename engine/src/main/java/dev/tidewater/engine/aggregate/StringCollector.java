package dev.tidewater.engine.aggregate;

import dev.tidewater.types.row.ByteSink;
import dev.tidewater.types.vector.BytesVector;
import dev.tidewater.types.vector.ColumnVector;

/** Texts or byte strings, each behind its own separator but the first; NULL of no values. */
final class StringCollector implements Collector {
  private final ByteSink text = new ByteSink();
  private boolean any;

  @Override
  public void begin() {
    text.clear();
    any = false;
  }

  @Override
  public void add(ColumnVector[] arguments, int row, long count) {
    BytesVector value = (BytesVector) arguments[0];
    if (value.isNull(row)) {
      return;
    }
    for (long i = 0; i < count; i++) {
      if (any && !arguments[1].isNull(row)) {
        append((BytesVector) arguments[1], row);
      }
      append(value, row);
      any = true;
    }
  }

  private void append(BytesVector vector, int row) {
    text.putBytes(vector.data, vector.offsets[row], vector.lengths[row]);
  }

  @Override
  public void emit(ColumnVector out, int row) {
    if (any) {
      out.nulls[row] = false;
      ((BytesVector) out).append(row, text.array(), 0, text.size());
    } else {
      out.setNull(row);
    }
  }
}
