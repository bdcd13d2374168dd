package dev.tidewater.source.postgres;

import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.Snapshot;
import dev.tidewater.store.StagedPart;
import dev.tidewater.types.row.ByteSink;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.zset.UpdateCursor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the row that a key has at this point of the stream, for tables of which upstream sends only
 * the key of what an update or delete removed. Looks at what has changed since the last append,
 * newest first: rows in memory, parts staged from the open and from committed transactions, and
 * then the collection as it was appended. One thread at a time.
 */
final class CurrentRows implements AutoCloseable {
  /** What a key has in memory when its row was removed. */
  private static final byte[] REMOVED = new byte[0];

  /** What a map costs for each entry besides its bytes. */
  private static final int ENTRY_BYTES = 96;

  private final PostgresTable table;
  private final RowLayout layout;
  private final CollectionStore store;
  private final Map<Key, byte[]> recent = new HashMap<>();
  private long recentBytes;
  private boolean emptiedByOpen;
  private boolean emptiedByCommitted;
  private @Nullable Snapshot snapshot;

  CurrentRows(PostgresTable table, RowLayout layout, CollectionStore store) {
    this.table = table;
    this.layout = layout;
    this.store = store;
  }

  /** Takes note of a row that came or went in memory. */
  void changed(byte[] bytes, int offset, int length, long diff) {
    byte[] key = Arrays.copyOfRange(bytes, offset, offset + layout.keyLength(bytes, offset));
    byte[] row = diff > 0 ? Arrays.copyOfRange(bytes, offset, offset + length) : REMOVED;
    byte[] before = recent.put(new Key(key), row);
    recentBytes += row.length - (before == null ? -key.length - ENTRY_BYTES : before.length);
  }

  /** The rows in memory have been staged, and are found in the parts from now on. */
  void staged() {
    recent.clear();
    recentBytes = 0;
  }

  /** The open transaction took every row away. */
  void emptied() {
    staged();
    emptiedByOpen = true;
  }

  /** The open transaction has committed. */
  void committed() {
    emptiedByCommitted |= emptiedByOpen;
    emptiedByOpen = false;
  }

  /** The rows of committed transactions are in the collection; those of the open one are not. */
  void appended() {
    emptiedByCommitted = false;
    close();
  }

  long sizeBytes() {
    return recentBytes;
  }

  /**
   * The row of a key; null if there is none.
   *
   * @param newestFirst the parts staged since the last append
   * @param readableTime at which all that was appended can be read
   */
  byte @Nullable [] find(ByteSink key, List<StagedPart> newestFirst, long readableTime) {
    byte[] prefix = key.toByteArray();
    byte[] row = recent.get(new Key(prefix));
    if (row != null) {
      return row == REMOVED ? null : row;
    }
    for (StagedPart part : newestFirst) {
      try (UpdateCursor rows = part.rows()) {
        row = find(rows, prefix);
      }
      if (row != null) {
        return row == REMOVED ? null : row;
      }
    }
    if (emptiedByOpen || emptiedByCommitted) {
      return null;
    }
    try (UpdateCursor rows = snapshot(readableTime).rowsWithPrefix(prefix)) {
      return rows.next() ? copy(rows) : null;
    }
  }

  /** What the updates say of the key: its row, that it was removed, or nothing. */
  private static byte @Nullable [] find(UpdateCursor rows, byte[] prefix) {
    byte[] found = null;
    boolean more = rows.seek(prefix, 0, prefix.length);
    while (more && startsWith(rows, prefix)) {
      if (rows.diff() > 0) {
        return copy(rows);
      }
      found = REMOVED;
      more = rows.next();
    }
    return found;
  }

  private static boolean startsWith(UpdateCursor rows, byte[] prefix) {
    int from = rows.offset();
    return rows.length() >= prefix.length
        && Arrays.equals(rows.bytes(), from, from + prefix.length, prefix, 0, prefix.length);
  }

  private static byte[] copy(UpdateCursor rows) {
    return Arrays.copyOfRange(rows.bytes(), rows.offset(), rows.offset() + rows.length());
  }

  private Snapshot snapshot(long readableTime) {
    Snapshot open = snapshot;
    if (open == null) {
      open = store.snapshot(table.collection(), readableTime);
      snapshot = open;
    }
    return open;
  }

  @Override
  public void close() {
    if (snapshot != null) {
      snapshot.close();
      snapshot = null;
    }
  }

  /** Bytes as a key of a map. */
  private static final class Key {
    private final byte[] bytes;
    private final int hash;

    Key(byte[] bytes) {
      this.bytes = bytes;
      this.hash = Arrays.hashCode(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
