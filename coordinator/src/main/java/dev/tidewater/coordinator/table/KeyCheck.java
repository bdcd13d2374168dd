package dev.tidewater.coordinator.table;

import dev.tidewater.store.Snapshot;
import dev.tidewater.store.StagedPart;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.Merge;
import dev.tidewater.zset.UpdateCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks changes of one table against its primary key: after them no key may have more than one
 * row. Costs a look-up for each key that gains a row, never a scan.
 *
 * <p>One instance serves one group commit: writes that have passed count for those that follow. A
 * staged change is alone in its group or last, so it is not remembered key by key.
 */
final class KeyCheck {
  private final PrimaryKey key;
  private final Snapshot snapshot;
  private final Map<KeyBytes, Long> passed = new HashMap<>();

  /** Bytes of a key, for a hash table. */
  private record KeyBytes(byte[] bytes) {
    @Override
    public boolean equals(Object other) {
      return other instanceof KeyBytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  KeyCheck(PrimaryKey key, Snapshot snapshot) {
    this.key = key;
    this.snapshot = snapshot;
  }

  /**
   * Throws {@code UNIQUE_VIOLATION} if the change would double a key.
   *
   * @return run it once the whole write has passed, so that writes after it take it into account
   */
  Runnable check(TableChange change) {
    Map<KeyBytes, Long> nets = new HashMap<>();
    boolean remember = change.staged().isEmpty();
    try (UpdateCursor changes = cursor(change);
        UpdateCursor existing = snapshot.rows()) {
      boolean more = changes.next();
      while (more) {
        byte[] row =
            Arrays.copyOfRange(
                changes.bytes(), changes.offset(), changes.offset() + changes.length());
        int keyLength = key.length(row, 0);
        long net = 0;
        do {
          net += changes.diff();
          more = changes.next();
        } while (more && hasKey(changes, row, keyLength));
        if (net > 0) {
          checkKey(existing, row, keyLength, net);
        }
        if (remember && net != 0) {
          nets.put(new KeyBytes(Arrays.copyOf(row, keyLength)), net);
        }
      }
    }
    return () -> nets.forEach((bytes, net) -> passed.merge(bytes, net, Long::sum));
  }

  private void checkKey(UpdateCursor existing, byte[] row, int keyLength, long net) {
    long count = net;
    if (!passed.isEmpty()) {
      count += passed.getOrDefault(new KeyBytes(Arrays.copyOf(row, keyLength)), 0L);
    }
    boolean found = existing.seek(row, 0, keyLength);
    while (found && hasKey(existing, row, keyLength)) {
      count += existing.diff();
      found = existing.next();
    }
    if (count > 1) {
      throw key.violation(row);
    }
  }

  private static boolean hasKey(UpdateCursor cursor, byte[] row, int keyLength) {
    return cursor.length() >= keyLength
        && Arrays.equals(
            cursor.bytes(), cursor.offset(), cursor.offset() + keyLength, row, 0, keyLength);
  }

  private static UpdateCursor cursor(TableChange change) {
    List<UpdateCursor> cursors = new ArrayList<>();
    for (Batch batch : change.batches()) {
      cursors.add(batch.stampedAt(0).cursor());
    }
    for (StagedPart part : change.staged()) {
      cursors.add(Merge.forwardedTo(part.rows(), Long.MAX_VALUE));
    }
    return Merge.cursors(cursors);
  }
}
