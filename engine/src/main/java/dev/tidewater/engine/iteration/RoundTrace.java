package dev.tidewater.engine.iteration;

import dev.tidewater.engine.operator.OperatorContext;
import dev.tidewater.engine.operator.RowKey;
import dev.tidewater.types.row.ByteSink;
import dev.tidewater.types.row.Bytes;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.BatchBuilder;
import dev.tidewater.zset.Page;
import dev.tidewater.zset.PageWriter;
import dev.tidewater.zset.Spine;
import dev.tidewater.zset.UpdateCursor;
import java.util.Arrays;

/**
 * The changes of one input of an operator in a recursion: those of earlier steps and, apart from
 * them, those of the current one. A row is kept with its round behind it, in eight bytes.
 */
final class RoundTrace {
  /** Which changes count. */
  enum Until {
    /** Those of the steps before. */
    LAST_STEP,
    /** Those of the current step too. */
    THIS_STEP
  }

  /** Takes a key and a round in which it changed in an earlier step. */
  interface RoundConsumer {
    void accept(byte[] bytes, int offset, int length, long round);
  }

  private static final int ROUND_BYTES = Long.BYTES;

  private final RowKey key;
  private final OperatorContext context;
  private final PageWriter writer = new PageWriter();
  private final ByteSink row = new ByteSink();
  private final Spine earlier = new Spine();
  private Spine current = new Spine();

  RoundTrace(RowKey key, OperatorContext context) {
    this.key = key;
    this.context = context;
  }

  /** Adds changes of the current step. */
  void add(Batch changes, long round) {
    for (Page page : changes.pages()) {
      for (int i = 0; i < page.count(); i++) {
        row.clear();
        row.putBytes(page.bytes(), page.offset(i), page.length(i));
        row.putLong(round);
        writer.append(row.array(), 0, row.size(), 0, page.diff(i));
      }
    }
    current.insert(writer.finish());
  }

  private static long round(UpdateCursor rows) {
    return Bytes.readLong(rows.bytes(), rows.offset() + rows.length() - ROUND_BYTES);
  }

  int keyLength(byte[] bytes, int offset, int rowLength) {
    return key.length(bytes, offset, rowLength);
  }

  /** The changes of the step become earlier ones. */
  void endStep() {
    if (current.updates() > 0) {
      try (UpdateCursor rows = current.cursor()) {
        while (rows.next()) {
          writer.append(rows.bytes(), rows.offset(), rows.length(), 0, rows.diff());
        }
        earlier.insert(writer.finish());
      }
      current = new Spine();
    }
  }

  /** Shows the rounds behind a given one in which a key changed in earlier steps. */
  void laterRounds(byte[] bytes, int offset, int length, long round, RoundConsumer consumer) {
    try (UpdateCursor rows = earlier.cursor()) {
      boolean more = rows.seek(bytes, offset, length);
      while (more && startsWith(rows, bytes, offset, length)) {
        if (round(rows) > round) {
          consumer.accept(bytes, offset, length, round(rows));
        }
        more = rows.next();
      }
    }
  }

  /** The rows of some keys as they are up to a round. */
  Batch rows(Batch keys, Until until, long round) {
    BatchBuilder builder = new BatchBuilder();
    gather(keys, earlier, round, builder);
    if (until == Until.THIS_STEP) {
      gather(keys, current, round, builder);
    }
    return builder.build();
  }

  private void gather(Batch keys, Spine from, long round, BatchBuilder builder) {
    if (from.updates() == 0) {
      return;
    }
    try (UpdateCursor rows = from.cursor()) {
      for (Page page : keys.pages()) {
        context.checkpoint();
        for (int i = 0; i < page.count(); i++) {
          gather(page.bytes(), page.offset(i), page.length(i), rows, round, builder);
        }
      }
    }
  }

  private void gather(
      byte[] keyBytes,
      int keyOffset,
      int keyLength,
      UpdateCursor rows,
      long round,
      BatchBuilder builder) {
    boolean more = rows.seek(keyBytes, keyOffset, keyLength);
    while (more && startsWith(rows, keyBytes, keyOffset, keyLength)) {
      int length = rows.length() - ROUND_BYTES;
      boolean isOfKey = keyLength(rows.bytes(), rows.offset(), length) == keyLength;
      if (isOfKey && round(rows) <= round) {
        builder.add(rows.bytes(), rows.offset(), length, 0, rows.diff());
      }
      more = rows.next();
    }
  }

  private static boolean startsWith(UpdateCursor rows, byte[] key, int offset, int length) {
    int start = rows.offset();
    return rows.length() >= length
        && Arrays.equals(rows.bytes(), start, start + length, key, offset, offset + length);
  }

  long updates() {
    return earlier.updates() + current.updates();
  }

  long memoryBytes() {
    return earlier.sizeBytes() + current.sizeBytes();
  }

  boolean maintain(long fuel) {
    return earlier.maintain(fuel);
  }
}
