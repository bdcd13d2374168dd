package dev.tidewater.engine.operator;

import dev.tidewater.types.row.RowLayout;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.Page;

/** Filters, projects and encodes in another layout. Keeps no state. */
public final class MapOperator implements Operator {
  private final PageDecoder decoder;
  private final ChunkOutput output;

  public MapOperator(RowLayout inputLayout, ChunkOutput output) {
    this.decoder = new PageDecoder(inputLayout, output.inputColumns());
    this.output = output;
  }

  @Override
  public String name() {
    return "map";
  }

  @Override
  public void push(int input, Batch changes) {
    for (Page page : changes.pages()) {
      for (int from = 0; from < page.count(); from += ColumnVector.DEFAULT_CAPACITY) {
        int count = decoder.decode(page, from);
        output.write(decoder.columns(), decoder.diffs(), count);
      }
    }
    output.flush();
  }

  @Override
  public void finishStep() {}

  @Override
  public long stateUpdates() {
    return 0;
  }

  @Override
  public long memoryBytes() {
    return output.memoryBytes();
  }
}
