package dev.tidewater.engine.window;

import dev.tidewater.engine.aggregate.Accumulator;
import dev.tidewater.types.vector.ColumnVector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An accumulable aggregate over frames: rows that come into the frame are added and those that
 * leave it are taken away, so that a partition costs its length and not its frames'.
 */
final class SlidingSum implements WindowColumn {
  private final Accumulator accumulator;
  private final AggregateInput input;
  private final Frames frames;
  private final Accumulator.State state = new Accumulator.State();
  private ColumnVector[] arguments = new ColumnVector[0];
  private int start;
  private int end;

  SlidingSum(Accumulator accumulator, AggregateInput input, Frames frames) {
    this.accumulator = accumulator;
    this.input = input;
    this.frames = frames;
    state.numbers = new long[accumulator.words()];
    state.objects = new @Nullable Object[accumulator.objects()];
  }

  @Override
  public void evaluate(Partition partition, ColumnVector out) {
    frames.compute(partition);
    arguments = input.all(partition);
    Arrays.fill(state.numbers, 0);
    Arrays.fill(state.objects, null);
    start = 0;
    end = 0;
    for (int row = 0; row < partition.rows(); row++) {
      moveTo(partition, frames.start(row), frames.end(row));
      if (frames.excludesSome()) {
        addExcluded(partition, row, -1);
        accumulator.emit(state, out, row);
        addExcluded(partition, row, 1);
      } else {
        accumulator.emit(state, out, row);
      }
    }
  }

  private void moveTo(Partition partition, int newStart, int newEnd) {
    while (end < newEnd) {
      add(partition, end++, 1);
    }
    while (start < newStart) {
      add(partition, start++, -1);
    }
  }

  private void addExcluded(Partition partition, int row, long diff) {
    int from = Math.max(frames.start(row), partition.peerStart(row));
    int to = Math.min(frames.end(row), partition.peerEnd(row));
    for (int other = from; other < to; other++) {
      if (frames.excludes(partition, row, other)) {
        add(partition, other, diff);
      }
    }
  }

  private void add(Partition partition, int row, long diff) {
    if (input.passes(partition, row)) {
      accumulator.add(state, arguments, row, diff);
    }
  }
}
