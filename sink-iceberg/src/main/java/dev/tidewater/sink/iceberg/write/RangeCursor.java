package dev.tidewater.sink.iceberg.write;

import dev.tidewater.zset.UpdateCursor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A walk over the rows in {@code [lower, upper)}; null is no bound. Walked forward only. */
final class RangeCursor implements UpdateCursor {
  private final UpdateCursor cursor;
  private final byte @Nullable [] lower;
  private final byte @Nullable [] upper;
  private boolean started;
  private boolean ended;

  RangeCursor(UpdateCursor cursor, byte @Nullable [] lower, byte @Nullable [] upper) {
    this.cursor = cursor;
    this.lower = lower;
    this.upper = upper;
  }

  @Override
  public boolean next() {
    if (ended) {
      return false;
    }
    boolean found =
        (started || lower == null) ? cursor.next() : cursor.seek(lower, 0, lower.length);
    started = true;
    ended = !found || isBeyond();
    return !ended;
  }

  private boolean isBeyond() {
    return upper != null
        && Arrays.compareUnsigned(
                cursor.bytes(),
                cursor.offset(),
                cursor.offset() + cursor.length(),
                upper,
                0,
                upper.length)
            >= 0;
  }

  @Override
  public boolean seek(byte[] key, int offset, int length) {
    throw new UnsupportedOperationException("ranges are walked from their start");
  }

  @Override
  public byte[] bytes() {
    return cursor.bytes();
  }

  @Override
  public int offset() {
    return cursor.offset();
  }

  @Override
  public int length() {
    return cursor.length();
  }

  @Override
  public long time() {
    return cursor.time();
  }

  @Override
  public long diff() {
    return cursor.diff();
  }

  @Override
  public void close() {
    cursor.close();
  }
}
