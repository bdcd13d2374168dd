package dev.tidewater.store.collection;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decoded pieces of batches, least recently used first to go, bounded by their bytes. Shared by all
 * readers of a store; safe for use by many threads.
 */
final class PageCache {
  /** What is cached: page {@code number} of a batch, or its index under {@link #INDEX}. */
  record Key(BatchData batch, int number) {
    static final int INDEX = -1;
  }

  /** A value and what it takes of the bound. */
  private record Held(Object value, long bytes) {}

  private final long capacityBytes;
  private final Map<Key, Held> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long heldBytes;
  private long hits;
  private long misses;

  PageCache(long capacityBytes) {
    this.capacityBytes = capacityBytes;
  }

  synchronized <T> @Nullable T find(Key key, Class<T> type) {
    Held held = entries.get(key);
    if (held == null) {
      misses++;
      return null;
    }
    hits++;
    return type.cast(held.value());
  }

  synchronized void keep(Key key, Object value, long bytes) {
    if (bytes > capacityBytes) {
      return;
    }
    Held before = entries.put(key, new Held(value, bytes));
    heldBytes += bytes - (before == null ? 0 : before.bytes());
    Iterator<Held> oldest = entries.values().iterator();
    while (heldBytes > capacityBytes && oldest.hasNext()) {
      heldBytes -= oldest.next().bytes();
      oldest.remove();
    }
  }

  long capacityBytes() {
    return capacityBytes;
  }

  synchronized long heldBytes() {
    return heldBytes;
  }

  synchronized long hits() {
    return hits;
  }

  synchronized long misses() {
    return misses;
  }
}
