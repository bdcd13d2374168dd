package dev.tidewater.engine.aggregate;

import dev.tidewater.types.SqlType;
import dev.tidewater.types.row.ByteSink;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The most frequent value; the first of several. Equal values come one after the other. */
final class Mode implements Collector {
  private final SqlType argument;
  private final SqlType type;
  private final RowLayout layout;
  private final ColumnVector[] single = new ColumnVector[1];
  private ByteSink current = new ByteSink();
  private ByteSink candidate = new ByteSink();
  private @Nullable Object currentValue;
  private @Nullable Object best;
  private long currentCount;
  private long bestCount;

  Mode(SqlType argument, SqlType type) {
    this.argument = argument;
    this.type = type;
    this.layout =
        RowLayout.of(List.of(argument), List.of(false), List.of(0), RowLayout.Form.CANONICAL);
  }

  @Override
  public void begin() {
    current.clear();
    currentValue = null;
    best = null;
    currentCount = 0;
    bestCount = 0;
  }

  @Override
  public void add(ColumnVector[] arguments, int row, long count) {
    if (arguments[0].isNull(row)) {
      return;
    }
    single[0] = arguments[0];
    candidate.clear();
    layout.encode(single, row, candidate);
    if (currentValue == null || !isCurrent()) {
      ByteSink previous = current;
      current = candidate;
      candidate = previous;
      currentValue = Values.read(arguments[0], argument, row);
      currentCount = 0;
    }
    currentCount += count;
    if (currentCount > bestCount) {
      best = currentValue;
      bestCount = currentCount;
    }
  }

  private boolean isCurrent() {
    return Arrays.equals(
        candidate.array(), 0, candidate.size(), current.array(), 0, current.size());
  }

  @Override
  public void emit(ColumnVector out, int row) {
    Values.write(out, type, row, best);
  }
}
