package dev.tidewater.engine.operator;

import dev.tidewater.engine.function.RowSet;
import dev.tidewater.engine.function.RowSetFunction;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.Page;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the rows of set-returning functions behind each input row. Linear, so it keeps no state from
 * step to step; within a step input waits until someone wants its rows, for a single one may give
 * millions.
 */
public final class FlatMapOperator implements Operator {
  /** Rows that one piece of work gives, about. */
  private static final int PIECE_ROWS = 32 * 1024;

  /**
   * Where things are.
   *
   * @param kept for each input column that is kept, first in the input, its place in the output
   * @param arity columns of the output but for the function's, which come last
   */
  public record Shape(List<Integer> kept, int arity, List<SqlType> results) {
    public Shape {
      kept = List.copyOf(kept);
      results = List.copyOf(results);
    }
  }

  private final RowLayout layout;
  private final Shape shape;
  private final RowSetFunction function;
  private final OperatorContext context;
  private final ChunkOutput output;
  private final PageDecoder decoder;
  private final @Nullable Object[] arguments;
  private final @Nullable ColumnVector[] columns;
  private final ColumnVector[] values;
  private final long[] diffs = new long[ColumnVector.DEFAULT_CAPACITY];
  private int filled;

  // What is being worked on: a row of a run of decoded rows of a page of the first batch.
  private final Deque<Batch> waiting = new ArrayDeque<>();
  private int page;
  private int from;
  private int decoded;
  private int row;
  private @Nullable RowSet current;

  /**
   * @param layout of the input: the columns that are kept, then the arguments
   */
  public FlatMapOperator(
      RowLayout layout,
      Shape shape,
      RowSetFunction function,
      OperatorContext context,
      ChunkOutput output) {
    this.layout = layout;
    this.shape = shape;
    this.function = function;
    this.context = context;
    this.output = output;
    this.decoder = new PageDecoder(layout, null);
    this.arguments = new @Nullable Object[layout.arity() - shape.kept().size()];
    this.columns = new @Nullable ColumnVector[shape.arity() + shape.results().size()];
    for (int i = 0; i < shape.kept().size(); i++) {
      columns[shape.kept().get(i)] = Values.allocate(layout.type(i), ColumnVector.DEFAULT_CAPACITY);
    }
    this.values = new ColumnVector[shape.results().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Values.allocate(shape.results().get(i), ColumnVector.DEFAULT_CAPACITY);
      columns[shape.arity() + i] = values[i];
    }
  }

  @Override
  public String name() {
    return "flat map";
  }

  @Override
  public void push(int input, Batch changes) {
    if (!changes.isEmpty()) {
      waiting.add(changes);
    }
  }

  @Override
  public boolean advance() {
    if (waiting.isEmpty()) {
      return false;
    }
    work(PIECE_ROWS);
    return true;
  }

  @Override
  public void finishStep() {
    while (!waiting.isEmpty()) {
      work(PIECE_ROWS);
    }
  }

  private void work(int wanted) {
    int given = 0;
    while (given < wanted && nextRow()) {
      given += expand();
      if (filled == ColumnVector.DEFAULT_CAPACITY) {
        write();
      }
    }
    write();
    output.flush();
  }

  /** Makes {@link #current} the rows to give next; false if there are none left. */
  private boolean nextRow() {
    while (current == null) {
      if (row == decoded && !decodeMore()) {
        return false;
      }
      current = opened(row);
    }
    return true;
  }

  private boolean decodeMore() {
    for (Batch batch = waiting.peek(); batch != null; batch = waiting.peek()) {
      List<Page> pages = batch.pages();
      while (page < pages.size() && from >= pages.get(page).count()) {
        page++;
        from = 0;
      }
      if (page < pages.size()) {
        context.checkpoint();
        decoded = decoder.decode(pages.get(page), from);
        from += decoded;
        row = 0;
        return true;
      }
      waiting.remove();
      page = 0;
      from = 0;
      row = 0;
      decoded = 0;
    }
    return false;
  }

  private @Nullable RowSet opened(int at) {
    int kept = shape.kept().size();
    try {
      for (int i = 0; i < arguments.length; i++) {
        ColumnVector column = required(decoder.columns()[kept + i]);
        arguments[i] = Values.read(column, layout.type(kept + i), at);
      }
      return function.open(arguments.clone());
    } catch (TidewaterException e) {
      fail(e);
      return null;
    }
  }

  private void fail(TidewaterException error) {
    context.errors().add(error, decoder.diffs()[row]);
    row++;
  }

  private static ColumnVector required(@Nullable ColumnVector vector) {
    if (vector == null) {
      throw new IllegalStateException("a column is missing");
    }
    return vector;
  }

  private int expand() {
    RowSet rows = current;
    if (rows == null) {
      return 0;
    }
    int room = ColumnVector.DEFAULT_CAPACITY - filled;
    int count;
    try {
      count = rows.fill(values, filled, room);
    } catch (TidewaterException e) {
      current = null;
      fail(e);
      return 0;
    }
    for (int i = 0; i < shape.kept().size(); i++) {
      VectorRepeat.repeat(
          required(decoder.columns()[i]),
          row,
          required(columns[shape.kept().get(i)]),
          filled,
          count);
    }
    Arrays.fill(diffs, filled, filled + count, decoder.diffs()[row]);
    filled += count;
    if (count < room) {
      current = null;
      row++;
    }
    return count;
  }

  private void write() {
    output.write(columns, diffs, filled);
    filled = 0;
    for (ColumnVector column : columns) {
      if (column != null) {
        column.clear();
      }
    }
  }

  @Override
  public long stateUpdates() {
    return 0;
  }

  @Override
  public long memoryBytes() {
    long bytes = output.memoryBytes();
    for (Batch batch : waiting) {
      bytes += batch.sizeBytes();
    }
    return bytes;
  }
}
