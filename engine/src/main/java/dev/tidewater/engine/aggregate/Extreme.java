package dev.tidewater.engine.aggregate;

import dev.tidewater.types.SqlType;
import dev.tidewater.types.row.ByteSink;
import dev.tidewater.types.row.RowDecoder;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import java.util.Arrays;
import java.util.List;

/**
 * Least or greatest value in the order of the row encoding, which also decides between values that
 * SQL takes for equal; so the outcome does not depend on the order of the rows.
 */
final class Extreme implements Collector {
  enum Kind {
    LEAST,
    GREATEST
  }

  private final Kind kind;
  private final SqlType argument;
  private final SqlType type;
  private final RowLayout layout;
  private final RowDecoder decoder;
  private final ColumnVector[] scratch;
  private final ColumnVector[] single = new ColumnVector[1];
  private ByteSink best = new ByteSink();
  private ByteSink candidate = new ByteSink();
  private boolean found;

  Extreme(Kind kind, SqlType argument, SqlType type) {
    this.kind = kind;
    this.argument = argument;
    this.type = type;
    this.layout = RowLayout.of(List.of(argument), List.of(false), List.of(0));
    this.decoder = layout.decoder();
    this.scratch = layout.allocate(1);
  }

  @Override
  public void begin() {
    found = false;
  }

  @Override
  public void add(ColumnVector[] arguments, int row, long count) {
    if (arguments[0].isNull(row)) {
      return;
    }
    single[0] = arguments[0];
    candidate.clear();
    layout.encode(single, row, candidate);
    if (!found || isBetter()) {
      ByteSink previous = best;
      best = candidate;
      candidate = previous;
      found = true;
    }
  }

  private boolean isBetter() {
    int order =
        Arrays.compareUnsigned(
            candidate.array(), 0, candidate.size(), best.array(), 0, best.size());
    return switch (kind) {
      case LEAST -> order < 0;
      case GREATEST -> order > 0;
    };
  }

  @Override
  public void emit(ColumnVector out, int row) {
    if (!found) {
      out.setNull(row);
      return;
    }
    scratch[0].clear();
    decoder.decodeRow(best.array(), 0, best.size(), scratch, 0);
    Values.write(out, type, row, Values.read(scratch[0], argument, 0));
  }
}
