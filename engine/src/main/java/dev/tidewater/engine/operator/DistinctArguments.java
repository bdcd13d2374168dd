package dev.tidewater.engine.operator;

import dev.tidewater.engine.aggregate.Accumulator;
import dev.tidewater.types.row.RowDecoder;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.types.row.RowLayout.Form;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.BatchCursor;
import dev.tidewater.zset.SpineProbe;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Feeds an accumulator with each argument value of a group once: keeps how often each is there, and
 * adds a value when it comes and takes it away when it goes.
 */
final class DistinctArguments {
  private final GroupPart part;
  private final Accumulator accumulator;
  private final RowDecoder decoder;
  private final ColumnVector[] scratch;
  private @Nullable BatchCursor changes;
  private @Nullable SpineProbe before;
  private boolean more;

  DistinctArguments(RowLayout input, ReduceAggregate aggregate, Accumulator accumulator) {
    this.part =
        new GroupPart(
            input, aggregate, GroupPart.Order.ASCENDING, GroupPart.Nulls.SKIPPED, Form.CANONICAL);
    this.accumulator = accumulator;
    this.decoder = part.valueLayout().decoder();
    this.scratch = part.valueLayout().allocate(1);
  }

  GroupPart part() {
    return part;
  }

  /** Takes in the changes that the part noted, which {@link #accumulate} then goes through. */
  void absorb() {
    Batch batch = part.drain();
    before = part.spine().probe();
    part.spine().insert(batch);
    changes = batch.cursor();
    more = changes.next();
  }

  /** Adds to a group's state the values that came or went; groups come in ascending order. */
  void accumulate(byte[] key, int offset, int length, Accumulator.State state) {
    BatchCursor cursor = changes;
    SpineProbe probe = before;
    if (cursor == null || probe == null) {
      throw new IllegalStateException("changes were not absorbed");
    }
    while (more && startsWith(cursor, key, offset, length)) {
      byte[] bytes = cursor.bytes();
      long count = 0;
      probe.seek(bytes, cursor.offset(), cursor.length());
      while (probe.next()) {
        count += probe.diff();
      }
      boolean was = count > 0;
      boolean is = count + cursor.diff() > 0;
      if (was != is) {
        for (ColumnVector vector : scratch) {
          vector.clear();
        }
        decoder.decodeRow(bytes, cursor.offset() + length, cursor.length() - length, scratch, 0);
        accumulator.add(state, scratch, 0, is ? 1 : -1);
      }
      more = cursor.next();
    }
  }

  private static boolean startsWith(BatchCursor cursor, byte[] key, int offset, int length) {
    int start = cursor.offset();
    return cursor.length() >= length
        && Arrays.equals(cursor.bytes(), start, start + length, key, offset, offset + length);
  }
}
