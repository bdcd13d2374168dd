package dev.tidewater.sink.iceberg.write;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.zset.UpdateCursor;
import java.util.Arrays;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;

/**
 * Writes the net change of sorted updates, key by key: a row that is no longer there becomes an
 * equality delete of its key, one that is there now becomes a row of data, one that came and went
 * becomes nothing. Delete and insert of one key may go in one commit: a delete applies only to data
 * of earlier commits.
 *
 * <p>For one thread; holds one row of each key in memory.
 */
final class UpsertWriter {
  /** Which keys are deleted from earlier commits. */
  enum Deletes {
    /** Those of which the input retracts a row. */
    RETRACTED,
    /** These and all that get a row, because the table may have one that nothing retracted. */
    TOUCHED
  }

  private final RowGrouping grouping;
  private final KeyViolation violations;
  private final RowNames names;
  private final RowFiles<DataFile> data;
  private final RowFiles<DeleteFile> deletes;
  private final Deletes deleted;
  private final long asOf;

  /** The current row; updates of it at several times add up. */
  private final RowSlot row = new RowSlot();

  private long net;
  private long lastInsertion;

  /** The current key: how far a row must agree to belong to it. */
  private final RowSlot key = new RowSlot();

  private boolean keyInserted;
  private long keyInsertion;

  /**
   * @param asOf the time before which the changes lie; for errors
   */
  UpsertWriter(
      RowGrouping grouping,
      KeyViolation violations,
      RowNames names,
      RowFiles<DataFile> data,
      RowFiles<DeleteFile> deletes,
      Deletes deleted,
      long asOf) {
    this.grouping = grouping;
    this.violations = violations;
    this.names = names;
    this.data = data;
    this.deletes = deletes;
    this.deleted = deleted;
    this.asOf = asOf;
  }

  /** Reads a cursor to its end; keys must not span cursors. */
  void write(UpdateCursor cursor) {
    while (cursor.next()) {
      if (!row.equals(cursor.bytes(), cursor.offset(), cursor.length())) {
        settle();
        row.set(cursor.bytes(), cursor.offset(), cursor.length());
        net = 0;
        lastInsertion = Long.MIN_VALUE;
      }
      net += cursor.diff();
      if (cursor.diff() > 0) {
        lastInsertion = Math.max(lastInsertion, cursor.time());
      }
    }
    settle();
    row.clear();
    key.clear();
    net = 0;
  }

  private void settle() {
    if (net == 0) {
      return;
    }
    if (key.isEmpty() || !row.startsWith(key)) {
      key.set(row.bytes(), 0, grouping.length(row.bytes(), 0, row.length()));
      keyInserted = false;
      data.makeRoom();
    }
    deletes.makeRoom();
    if (net < 0) {
      // Another row of this key may spell it differently (1.0 and 1.00), so each is deleted.
      deletes.add(row.bytes(), 0, row.length());
    } else {
      insert();
    }
  }

  private void insert() {
    if (net > 1 || keyInserted) {
      if (violations == KeyViolation.STALL) {
        throw violation();
      }
      if (keyInserted) {
        if (lastInsertion >= keyInsertion) {
          data.replaceLast(row.bytes(), 0, row.length());
          keyInsertion = lastInsertion;
        }
        return;
      }
    }
    if (deleted == Deletes.TOUCHED) {
      deletes.add(row.bytes(), 0, row.length());
    }
    data.add(row.bytes(), 0, row.length());
    keyInserted = true;
    keyInsertion = lastInsertion;
  }

  private TidewaterException violation() {
    return new TidewaterException(
            ErrorCode.UNIQUE_VIOLATION,
            "the sink's key is not unique: key {key} has more than one row before time {time}")
        .with("key", names.of(row.bytes(), 0, row.length()))
        .with("time", asOf)
        .hint("Remove the duplicate, or create the sink with a key that is unique.");
  }

  /** A row's bytes, copied, in memory that is used again. */
  private static final class RowSlot {
    private byte[] bytes = new byte[256];
    private int length = -1;

    boolean isEmpty() {
      return length < 0;
    }

    void clear() {
      length = -1;
    }

    byte[] bytes() {
      return bytes;
    }

    int length() {
      return length;
    }

    void set(byte[] source, int offset, int count) {
      if (bytes.length < count) {
        bytes = new byte[Math.max(count, bytes.length * 2)];
      }
      System.arraycopy(source, offset, bytes, 0, count);
      length = count;
    }

    boolean equals(byte[] other, int offset, int count) {
      return length == count && Arrays.equals(bytes, 0, length, other, offset, offset + count);
    }

    boolean startsWith(RowSlot prefix) {
      return length >= prefix.length
          && Arrays.equals(bytes, 0, prefix.length, prefix.bytes, 0, prefix.length);
    }
  }
}
