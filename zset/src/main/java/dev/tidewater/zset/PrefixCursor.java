package dev.tidewater.zset;

/** Only the updates whose row starts with some bytes. */
final class PrefixCursor extends DelegatingCursor {
  private final byte[] prefix;
  private boolean started;
  private boolean ended;

  PrefixCursor(UpdateCursor cursor, byte[] prefix) {
    super(cursor);
    this.prefix = prefix;
  }

  @Override
  public boolean next() {
    if (ended) {
      return false;
    }
    boolean found = started ? cursor.next() : cursor.seek(prefix, 0, prefix.length);
    started = true;
    ended = !found || !startsWithPrefix();
    return !ended;
  }

  @Override
  public boolean seek(byte[] key, int offset, int length) {
    if (ended) {
      return false;
    }
    boolean keyIsBelow = Rows.compare(prefix, 0, prefix.length, key, offset, length) >= 0;
    boolean found =
        (keyIsBelow && !started)
            ? cursor.seek(prefix, 0, prefix.length)
            : cursor.seek(key, offset, length);
    started = true;
    ended = !found || !startsWithPrefix();
    return !ended;
  }

  private boolean startsWithPrefix() {
    int length = Math.min(prefix.length, cursor.length());
    return Rows.equal(prefix, 0, prefix.length, cursor.bytes(), cursor.offset(), length);
  }
}
