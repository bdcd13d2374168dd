package dev.tidewater.engine.operator;

import dev.tidewater.types.row.RowLayout;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.Page;
import dev.tidewater.zset.Spine;
import dev.tidewater.zset.SpineProbe;

/**
 * Semi and anti join: left rows (input 0) whose key has, or has no, row on the right (input 1). Of
 * the right side only the number of rows of each key is kept. Rows begin with their encoded key,
 * which holds no NULL.
 */
public final class SemiJoinOperator implements Operator {
  /** Which left rows come out. */
  public enum Keep {
    MATCHED,
    UNMATCHED
  }

  private static final int LEFT = 0;

  private final KeyLengths leftKeys;
  private final KeyLengths rightKeys;
  private final boolean keepMatched;
  private final PairOutput output;
  private final OperatorContext context;
  private final Spine left = new Spine();
  private final KeyCounts right = new KeyCounts();

  public SemiJoinOperator(
      JoinSide left,
      RowLayout rightLayout,
      Keep keep,
      OperatorContext context,
      ChunkOutput output) {
    this.leftKeys = new KeyLengths(left.layout());
    this.rightKeys = new KeyLengths(rightLayout);
    this.keepMatched = keep == Keep.MATCHED;
    this.output = new PairOutput(left, new JoinSide(rightLayout, new int[0]), output);
    this.context = context;
  }

  @Override
  public String name() {
    return keepMatched ? "semi join" : "anti join";
  }

  @Override
  public void push(int input, Batch changes) {
    if (input == LEFT) {
      pushLeft(changes);
    } else {
      SpineProbe probe = left.probe();
      right.apply(
          changes,
          rightKeys,
          (key, offset, length, appeared) -> {
            probe.seek(key, offset, length);
            while (probe.next()) {
              long diff = appeared == keepMatched ? probe.diff() : -probe.diff();
              output.addLeft(probe.bytes(), probe.offset(), probe.length(), diff);
            }
          });
    }
    output.flush();
  }

  private void pushLeft(Batch changes) {
    for (Page page : changes.pages()) {
      context.checkpoint();
      byte[] bytes = page.bytes();
      for (int i = 0; i < page.count(); i++) {
        int offset = page.offset(i);
        if (right.isPresent(bytes, offset, leftKeys.of(bytes, offset)) == keepMatched) {
          output.addLeft(bytes, offset, page.length(i), page.diff(i));
        }
      }
    }
    left.insert(changes);
  }

  @Override
  public void finishStep() {}

  @Override
  public long stateUpdates() {
    return left.updates() + right.keys();
  }

  @Override
  public long memoryBytes() {
    return left.sizeBytes() + right.memoryBytes() + output.memoryBytes();
  }

  @Override
  public boolean maintain(long fuel) {
    return left.maintain(fuel);
  }
}
