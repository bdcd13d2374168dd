package dev.tidewater.host.local;

import dev.tidewater.store.Snapshot;
import dev.tidewater.zset.UpdateCursor;
import java.util.Iterator;
import java.util.List;

/** The rows of a snapshot that begin with one of several prefixes, one look-up behind the other. */
final class LookupCursor implements UpdateCursor {
  private final Snapshot snapshot;
  private final Iterator<byte[]> prefixes;
  private UpdateCursor current;

  /**
   * @param prefixes ascending, at least one
   */
  LookupCursor(Snapshot snapshot, List<byte[]> prefixes) {
    this.snapshot = snapshot;
    this.prefixes = prefixes.iterator();
    this.current = snapshot.rowsWithPrefix(this.prefixes.next());
  }

  @Override
  public boolean next() {
    while (!current.next()) {
      if (!prefixes.hasNext()) {
        return false;
      }
      current.close();
      current = snapshot.rowsWithPrefix(prefixes.next());
    }
    return true;
  }

  @Override
  public boolean seek(byte[] key, int offset, int length) {
    throw new UnsupportedOperationException("look-ups are not sought in");
  }

  @Override
  public byte[] bytes() {
    return current.bytes();
  }

  @Override
  public int offset() {
    return current.offset();
  }

  @Override
  public int length() {
    return current.length();
  }

  @Override
  public long time() {
    return current.time();
  }

  @Override
  public long diff() {
    return current.diff();
  }

  @Override
  public void close() {
    current.close();
  }
}
