package dev.tidewater.zset;

/** Moves times up to {@code since}, leaves out those after {@code last}, and adds up what meets. */
final class ForwardedCursor implements UpdateCursor {
  private final UpdateCursor cursor;
  private final long since;
  private final long last;

  /** True if the inner cursor stands on an update that was not consumed yet. */
  private boolean pending;

  private byte[] bytes = Page.EMPTY.bytes();
  private int offset;
  private int length;
  private long time;
  private long diff;

  ForwardedCursor(UpdateCursor cursor, long since, long last) {
    this.cursor = cursor;
    this.since = since;
    this.last = last;
  }

  @Override
  public boolean next() {
    if (!pending) {
      pending = cursor.next();
    }
    return settle();
  }

  @Override
  public boolean seek(byte[] key, int keyOffset, int keyLength) {
    if (diff != 0 && Rows.compare(bytes, offset, length, key, keyOffset, keyLength) >= 0) {
      return true;
    }
    pending = cursor.seek(key, keyOffset, keyLength);
    return settle();
  }

  private boolean settle() {
    while (pending) {
      if (cursor.time() > last) {
        pending = cursor.next();
        continue;
      }
      take();
      if (diff != 0) {
        return true;
      }
    }
    diff = 0;
    return false;
  }

  private void take() {
    bytes = cursor.bytes();
    offset = cursor.offset();
    length = cursor.length();
    time = Math.max(since, cursor.time());
    diff = cursor.diff();
    pending = cursor.next();
    while (pending
        && cursor.time() <= time
        && Rows.equal(bytes, offset, length, cursor.bytes(), cursor.offset(), cursor.length())) {
      diff += cursor.diff();
      pending = cursor.next();
    }
  }

  @Override
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public int offset() {
    return offset;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public long time() {
    return time;
  }

  @Override
  public long diff() {
    return diff;
  }

  @Override
  public void close() {
    cursor.close();
  }
}
