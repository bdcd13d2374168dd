package dev.tidewater.engine.window;

import dev.tidewater.engine.aggregate.Collector;
import dev.tidewater.types.vector.ColumnVector;

/**
 * An aggregate that goes through the rows of each frame. As long as frames only grow at their end
 * each row is taken once; where they move on at their start, each frame is gone through anew.
 */
final class FrameCollection implements WindowColumn {
  private final Collector collector;
  private final AggregateInput input;
  private final Frames frames;

  FrameCollection(Collector collector, AggregateInput input, Frames frames) {
    this.collector = collector;
    this.input = input;
    this.frames = frames;
  }

  @Override
  public void evaluate(Partition partition, ColumnVector out) {
    frames.compute(partition);
    ColumnVector[] arguments = input.all(partition);
    collector.begin();
    int start = 0;
    int end = 0;
    for (int row = 0; row < partition.rows(); row++) {
      boolean onlyGrows =
          !frames.excludesSome() && frames.start(row) == start && frames.end(row) >= end;
      if (!onlyGrows) {
        collector.begin();
        start = frames.start(row);
        end = start;
      }
      for (; end < frames.end(row); end++) {
        if (input.passes(partition, end) && !frames.excludes(partition, row, end)) {
          collector.add(arguments, end, 1);
        }
      }
      collector.emit(out, row);
    }
  }
}
