package dev.tidewater.engine.operator;

import dev.tidewater.types.row.RowLayout;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.BatchBuilder;
import dev.tidewater.zset.Page;

/**
 * Rows by how often they are there. Their number is kept in a hash table by the whole row, whose
 * layout is canonical, so that SQL-equal rows meet.
 */
public final class ThresholdOperator implements Operator {
  /** How often a row comes out that is there {@code count} times. */
  public enum Kind {
    /** As often as it is there, if that is positive. */
    THRESHOLD,
    /** Once, if it is there. */
    DISTINCT
  }

  private final Kind kind;
  private final OperatorContext context;
  private final PageDecoder decoder;
  private final ChunkOutput output;
  private final KeyCounts counts = new KeyCounts();
  private final BatchBuilder changed = new BatchBuilder();

  public ThresholdOperator(
      Kind kind, RowLayout inputLayout, OperatorContext context, ChunkOutput output) {
    this.kind = kind;
    this.context = context;
    this.decoder = new PageDecoder(inputLayout, output.inputColumns());
    this.output = output;
  }

  @Override
  public String name() {
    return kind == Kind.DISTINCT ? "distinct" : "threshold";
  }

  @Override
  public void push(int input, Batch changes) {
    for (Page page : changes.pages()) {
      context.checkpoint();
      byte[] bytes = page.bytes();
      for (int i = 0; i < page.count(); i++) {
        int offset = page.offset(i);
        int length = page.length(i);
        long before = counts.addTo(bytes, offset, length, page.diff(i));
        long diff = multiplicity(before + page.diff(i)) - multiplicity(before);
        if (diff != 0) {
          changed.add(bytes, offset, length, 0, diff);
        }
      }
    }
    send(changed.build());
  }

  private long multiplicity(long count) {
    return switch (kind) {
      case THRESHOLD -> Math.max(0, count);
      case DISTINCT -> count > 0 ? 1 : 0;
    };
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
  public void finishStep() {}

  @Override
  public long stateUpdates() {
    return counts.keys();
  }

  @Override
  public long memoryBytes() {
    return counts.memoryBytes() + changed.memoryBytes() + output.memoryBytes();
  }
}
