package dev.tidewater.zset;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The updates whose row is not below one key and below another; null is an open end. */
public final class RangeCursor extends DelegatingCursor {
  private final byte @Nullable [] from;
  private final byte @Nullable [] to;
  private boolean started;
  private boolean ended;

  public RangeCursor(UpdateCursor cursor, byte @Nullable [] from, byte @Nullable [] to) {
    super(cursor);
    this.from = from;
    this.to = to;
  }

  @Override
  public boolean next() {
    if (ended) {
      return false;
    }
    boolean found = (started || from == null) ? cursor.next() : cursor.seek(from, 0, from.length);
    return settle(found);
  }

  @Override
  public boolean seek(byte[] key, int offset, int length) {
    if (ended) {
      return false;
    }
    boolean belowStart =
        !started
            && from != null
            && Arrays.compareUnsigned(key, offset, offset + length, from, 0, from.length) < 0;
    return settle(
        (belowStart && from != null)
            ? cursor.seek(from, 0, from.length)
            : cursor.seek(key, offset, length));
  }

  private boolean settle(boolean found) {
    started = true;
    ended = !found || (to != null && !isBelow(to));
    return !ended;
  }

  private boolean isBelow(byte[] bound) {
    int offset = cursor.offset();
    return Arrays.compareUnsigned(
            cursor.bytes(), offset, offset + cursor.length(), bound, 0, bound.length)
        < 0;
  }
}
