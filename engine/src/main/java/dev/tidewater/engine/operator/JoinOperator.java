package dev.tidewater.engine.operator;

import dev.tidewater.zset.Batch;
import dev.tidewater.zset.Page;
import dev.tidewater.zset.Spine;
import dev.tidewater.zset.SpineProbe;
import org.jspecify.annotations.Nullable;

/**
 * Inner and left equi-join of two arranged inputs: input 0 is the left side, input 1 the right.
 * Rows begin with their encoded key, which holds no NULL.
 *
 * <p>With A and B the sides before a change, an inner join's change is {@code dA ⋈ B} for a change
 * of the left side and {@code A ⋈ dB} for one of the right, each applied before the next. A left
 * join adds the left rows whose key has no right row: for a change of the left side those of dA,
 * and for one of the right side those of A whose key gains its first or loses its last right row.
 */
public final class JoinOperator implements Operator {
  /** Whether left rows without a partner come out. */
  public enum Unmatched {
    DROPPED,
    KEPT
  }

  private static final int LEFT = 0;

  private final KeyLengths leftKeys;
  private final KeyLengths rightKeys;
  private final PairOutput output;
  private final OperatorContext context;
  private final Spine left = new Spine();
  private final Spine right = new Spine();

  /** Rows of each right key, only for a left join. */
  private final @Nullable KeyCounts rightCounts;

  public JoinOperator(
      JoinSide left,
      JoinSide right,
      Unmatched unmatched,
      OperatorContext context,
      ChunkOutput output) {
    this.leftKeys = new KeyLengths(left.layout());
    this.rightKeys = new KeyLengths(right.layout());
    this.output = new PairOutput(left, right, output);
    this.context = context;
    this.rightCounts = unmatched == Unmatched.KEPT ? new KeyCounts() : null;
  }

  @Override
  public String name() {
    return "join";
  }

  @Override
  public void push(int input, Batch changes) {
    if (input == LEFT) {
      pushLeft(changes);
    } else {
      pushRight(changes);
    }
    output.flush();
  }

  private void pushLeft(Batch changes) {
    SpineProbe probe = right.probe();
    for (Page page : changes.pages()) {
      context.checkpoint();
      byte[] bytes = page.bytes();
      for (int i = 0; i < page.count(); i++) {
        int offset = page.offset(i);
        int length = page.length(i);
        int keyLength = leftKeys.of(bytes, offset);
        probe.seek(bytes, offset, keyLength);
        while (probe.next()) {
          output.addPair(
              bytes,
              offset,
              length,
              probe.bytes(),
              probe.offset(),
              probe.length(),
              page.diff(i) * probe.diff());
        }
        if (rightCounts != null && !rightCounts.isPresent(bytes, offset, keyLength)) {
          output.addLeft(bytes, offset, length, page.diff(i));
        }
      }
    }
    left.insert(changes);
  }

  private void pushRight(Batch changes) {
    SpineProbe probe = left.probe();
    for (Page page : changes.pages()) {
      context.checkpoint();
      byte[] bytes = page.bytes();
      for (int i = 0; i < page.count(); i++) {
        int offset = page.offset(i);
        int length = page.length(i);
        probe.seek(bytes, offset, rightKeys.of(bytes, offset));
        while (probe.next()) {
          output.addPair(
              probe.bytes(),
              probe.offset(),
              probe.length(),
              bytes,
              offset,
              length,
              page.diff(i) * probe.diff());
        }
      }
    }
    if (rightCounts != null) {
      SpineProbe again = left.probe();
      rightCounts.apply(
          changes,
          rightKeys,
          (bytes, offset, length, appeared) ->
              addUnmatched(again, bytes, offset, length, appeared));
    }
    right.insert(changes);
  }

  private void addUnmatched(
      SpineProbe probe, byte[] key, int offset, int length, boolean appeared) {
    probe.seek(key, offset, length);
    while (probe.next()) {
      long diff = appeared ? -probe.diff() : probe.diff();
      output.addLeft(probe.bytes(), probe.offset(), probe.length(), diff);
    }
  }

  @Override
  public void finishStep() {}

  @Override
  public long stateUpdates() {
    return left.updates() + right.updates();
  }

  @Override
  public long memoryBytes() {
    return left.sizeBytes()
        + right.sizeBytes()
        + output.memoryBytes()
        + (rightCounts == null ? 0 : rightCounts.memoryBytes());
  }

  @Override
  public boolean maintain(long fuel) {
    boolean more = left.maintain(fuel / 2);
    return right.maintain(fuel / 2) || more;
  }
}
