package dev.tidewater.engine.operator;

import dev.tidewater.plan.TimeBound;
import dev.tidewater.types.row.ByteSink;
import dev.tidewater.types.row.Bytes;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.LongVector;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.BatchBuilder;
import dev.tidewater.zset.Page;
import dev.tidewater.zset.Spine;
import dev.tidewater.zset.UpdateCursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets each row through for the times between its bounds. Linear, so rows that are there are not
 * kept; what is kept are the changes to come, arranged by (time, row): a row that is yet to come
 * with its diff, and one that is to go with the opposite.
 */
public final class TemporalFilterOperator implements Operator {
  private static final int TIME_BYTES = Long.BYTES;

  /** Turns signed order to that of unsigned bytes. */
  private static final long SIGN = Long.MIN_VALUE;

  private final List<TimeBound.Kind> bounds;
  private final int arity;
  private final OperatorContext context;
  private final PageDecoder decoder;
  private final PageDecoder boundDecoder;
  private final ChunkOutput output;
  private final Spine future = new Spine();
  private final BatchBuilder toCome = new BatchBuilder();
  private final BatchBuilder now = new BatchBuilder();
  private final ByteSink row = new ByteSink();
  private long next = Long.MAX_VALUE;

  /**
   * @param layout of the input: columns, then the times of the bounds
   */
  public TemporalFilterOperator(
      RowLayout layout, List<TimeBound.Kind> bounds, OperatorContext context, ChunkOutput output) {
    this.bounds = List.copyOf(bounds);
    this.arity = layout.arity() - bounds.size();
    this.context = context;
    this.decoder = new PageDecoder(layout, output.inputColumns());
    int[] times = new int[bounds.size()];
    for (int i = 0; i < times.length; i++) {
      times[i] = arity + i;
    }
    this.boundDecoder = new PageDecoder(layout, times);
    this.output = output;
  }

  @Override
  public String name() {
    return "temporal filter";
  }

  @Override
  public void push(int input, Batch changes) {
    for (Page page : changes.pages()) {
      context.checkpoint();
      for (int from = 0; from < page.count(); from += ColumnVector.DEFAULT_CAPACITY) {
        int count = boundDecoder.decode(page, from);
        for (int i = 0; i < count; i++) {
          add(page, from + i, i);
        }
      }
    }
  }

  private void add(Page page, int at, int decoded) {
    long begin = Long.MIN_VALUE;
    long end = Long.MAX_VALUE;
    for (int i = 0; i < bounds.size(); i++) {
      LongVector times = (LongVector) required(boundDecoder.columns()[arity + i]);
      if (times.isNull(decoded)) {
        return;
      }
      long time = times.values[decoded];
      switch (bounds.get(i)) {
        case FROM -> begin = Math.max(begin, time);
        case AFTER -> begin = Math.max(begin, behind(time));
        case UNTIL -> end = Math.min(end, time);
        case THROUGH -> end = Math.min(end, behind(time));
      }
    }
    if (begin >= end || end <= context.time()) {
      return;
    }
    if (begin <= context.time()) {
      now.add(page.bytes(), page.offset(at), page.length(at), 0, page.diff(at));
    } else {
      note(page, at, begin, page.diff(at));
    }
    if (end < Long.MAX_VALUE) {
      note(page, at, end, -page.diff(at));
    }
  }

  private static long behind(long time) {
    return time == Long.MAX_VALUE ? time : time + 1;
  }

  private static ColumnVector required(@Nullable ColumnVector vector) {
    if (vector == null) {
      throw new IllegalStateException("a bound is missing");
    }
    return vector;
  }

  private void note(Page page, int at, long time, long diff) {
    row.clear();
    row.putLong(time ^ SIGN);
    row.putBytes(page.bytes(), page.offset(at), page.length(at));
    toCome.add(row.array(), 0, row.size(), 0, diff);
  }

  @Override
  public void finishStep() {
    future.insert(toCome.build());
    takeDue();
    send(now.build());
  }

  /** Takes what is due out of what is to come. */
  private void takeDue() {
    BatchBuilder taken = new BatchBuilder();
    next = Long.MAX_VALUE;
    try (UpdateCursor rows = future.cursor()) {
      while (rows.next()) {
        long time = Bytes.readLong(rows.bytes(), rows.offset()) ^ SIGN;
        if (time > context.time()) {
          next = time;
          break;
        }
        now.add(
            rows.bytes(), rows.offset() + TIME_BYTES, rows.length() - TIME_BYTES, 0, rows.diff());
        taken.add(rows.bytes(), rows.offset(), rows.length(), 0, -rows.diff());
      }
    }
    future.insert(taken.build());
  }

  private void send(Batch batch) {
    for (Page page : batch.pages()) {
      for (int from = 0; from < page.count(); from += ColumnVector.DEFAULT_CAPACITY) {
        int count = decoder.decode(page, from);
        output.write(decoder.columns(), decoder.diffs(), count);
      }
    }
    output.flush();
  }

  @Override
  public long nextTime() {
    return next;
  }

  @Override
  public long stateUpdates() {
    return future.updates();
  }

  @Override
  public long memoryBytes() {
    return future.sizeBytes() + toCome.memoryBytes() + now.memoryBytes() + output.memoryBytes();
  }

  @Override
  public boolean maintain(long fuel) {
    return future.maintain(fuel);
  }
}
