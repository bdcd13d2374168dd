package dev.tidewater.store.collection;

import dev.tidewater.zset.DelegatingCursor;
import dev.tidewater.zset.UpdateCursor;

/** The updates with times in {@code [from, to)}. */
final class TimeRangeCursor extends DelegatingCursor {
  private final long from;
  private final long to;

  TimeRangeCursor(UpdateCursor cursor, long from, long to) {
    super(cursor);
    this.from = from;
    this.to = to;
  }

  @Override
  public boolean next() {
    return settle(cursor.next());
  }

  @Override
  public boolean seek(byte[] key, int offset, int length) {
    return settle(cursor.seek(key, offset, length));
  }

  private boolean settle(boolean found) {
    boolean more = found;
    while (more && (cursor.time() < from || cursor.time() >= to)) {
      more = cursor.next();
    }
    return more;
  }
}
