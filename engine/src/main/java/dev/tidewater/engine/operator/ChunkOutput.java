package dev.tidewater.engine.operator;

import dev.tidewater.types.row.ByteSink;
import dev.tidewater.types.row.RowEncoder;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.zset.BatchBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last part of an operator: takes its rows as vectors, filters and projects them, encodes what
 * remains, and sends it on as sorted batches. So rows are encoded once for each operator with
 * state, whatever stands between.
 */
public final class ChunkOutput {
  /** Updates gathered before a batch is sent on: what sorts well in the cache. */
  private static final int BATCH_UPDATES = 16 * 1024;

  private final List<ChunkFunction> functions;
  private final ChunkFunction.Outcome[] outcomes;
  private final int[] notNull;
  private final RowEncoder encoder;
  private final OperatorContext context;
  private final Outlet outlet;
  private final BatchBuilder builder = new BatchBuilder();
  private final ByteSink encoded = new ByteSink();
  private int[] offsets = new int[ColumnVector.DEFAULT_CAPACITY + 1];
  private int[] kept = new int[0];
  private long[] currentDiffs = new long[0];

  /**
   * @param functions applied one after the other
   * @param layout of the rows that go out
   * @param notNull output columns; rows with a NULL in one of them are left out
   */
  public ChunkOutput(
      List<ChunkFunction> functions,
      RowLayout layout,
      int[] notNull,
      OperatorContext context,
      Outlet outlet) {
    this.functions = List.copyOf(functions);
    this.outcomes = new ChunkFunction.Outcome[functions.size()];
    for (int i = 0; i < outcomes.length; i++) {
      outcomes[i] = new ChunkFunction.Outcome(this::failed);
    }
    this.notNull = notNull.clone();
    this.encoder = layout.encoder();
    this.context = context;
    this.outlet = outlet;
  }

  private void failed(int row, dev.tidewater.types.TidewaterException error) {
    context.errors().add(error, currentDiffs[row]);
  }

  /** The columns that {@link #write} needs; null if it needs all. */
  public int @Nullable [] inputColumns() {
    return functions.isEmpty() ? null : functions.get(0).inputColumns();
  }

  /**
   * Takes rows.
   *
   * @param columns a vector for each column; null where {@link #inputColumns} does not ask for it
   * @param diffs of each row
   */
  public void write(@Nullable ColumnVector[] columns, long[] diffs, int count) {
    if (count == 0) {
      return;
    }
    context.checkpoint();
    currentDiffs = diffs;
    @Nullable ColumnVector[] current = columns;
    int @Nullable [] rows = null;
    int remaining = count;
    for (int i = 0; i < outcomes.length && remaining > 0; i++) {
      ChunkFunction.Outcome outcome = outcomes[i];
      functions.get(i).apply(current, rows, remaining, outcome);
      current = outcome.columns;
      rows = outcome.rows;
      remaining = outcome.count;
    }
    for (int column : notNull) {
      if (required(current, column).hasNulls) {
        remaining = dropNulls(required(current, column), rows, remaining);
        rows = kept;
      }
    }
    if (remaining > 0) {
      encode(allRequired(current), diffs, rows, remaining);
    }
  }

  private static ColumnVector required(@Nullable ColumnVector[] columns, int column) {
    ColumnVector vector = columns[column];
    if (vector == null) {
      throw new IllegalArgumentException("a column is missing");
    }
    return vector;
  }

  private static ColumnVector[] allRequired(@Nullable ColumnVector[] columns) {
    ColumnVector[] result = new ColumnVector[columns.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = required(columns, i);
    }
    return result;
  }

  private int dropNulls(ColumnVector vector, int @Nullable [] rows, int count) {
    if (kept.length < count) {
      kept = new int[Math.max(count, ColumnVector.DEFAULT_CAPACITY)];
    }
    int next = 0;
    for (int i = 0; i < count; i++) {
      int row = rows == null ? i : rows[i];
      if (!vector.nulls[row]) {
        kept[next++] = row;
      }
    }
    return next;
  }

  private void encode(ColumnVector[] columns, long[] diffs, int @Nullable [] rows, int count) {
    if (offsets.length <= count) {
      offsets = new int[count + 1];
    }
    encoded.clear();
    encoder.encode(columns, rows, count, encoded, offsets, 0);
    byte[] bytes = encoded.array();
    for (int i = 0; i < count; i++) {
      long diff = diffs[rows == null ? i : rows[i]];
      builder.add(bytes, offsets[i], offsets[i + 1] - offsets[i], 0, diff);
    }
    if (builder.updates() >= BATCH_UPDATES) {
      flush();
    }
  }

  /** Sends on what was gathered. */
  public void flush() {
    if (!builder.isEmpty()) {
      outlet.send(builder.build());
    }
  }

  public long memoryBytes() {
    return builder.memoryBytes() + encoded.array().length;
  }
}
