package dev.tidewater.store.collection;

import dev.tidewater.store.Changes;
import dev.tidewater.store.collection.BatchStorage.Access;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.Merge;
import dev.tidewater.zset.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads changes from the batches of a collection, for readers that are further behind than memory
 * reaches. The reader's hold sees to it that the times it asks for are still apart.
 */
final class LateChanges {
  private final BatchStorage storage;
  private final BlobLedger ledger;

  LateChanges(BatchStorage storage, BlobLedger ledger) {
    this.storage = storage;
    this.ledger = ledger;
  }

  /**
   * Changes from {@code from} on, up to at most {@code upper}: whole batches while they fit, a part
   * of the first one if that alone is too large.
   */
  Changes read(LiveCollection collection, long from, long upper, long maxUpdates) {
    List<BatchDescriptor> ahead = new ArrayList<>();
    BlobLedger.Pin pin = ledger.pin(() -> blobsOf(collection, from, ahead));
    try {
      return read(ahead, from, upper, maxUpdates);
    } finally {
      pin.close();
    }
  }

  private Changes read(List<BatchDescriptor> ahead, long from, long upper, long maxUpdates) {
      List<Batch> found = new ArrayList<>();
      long taken = 0;
      for (BatchDescriptor descriptor : ahead) {
        if (descriptor.lower() >= upper) {
          break;
        }
        if (taken > 0 && taken + descriptor.updates() > maxUpdates) {
          return new Changes(from, Math.max(from + 1, descriptor.lower()), found);
        }
        StoredBatch batch = storage.open(descriptor);
        long to = cut(batch, from, upper, maxUpdates);
        Batch part = Merge.toBatch(new TimeRangeCursor(batch.cursor(Access.SCAN), from, to));
        if (!part.isEmpty()) {
          found.add(part);
          taken += part.updates();
        }
        if (to < Math.min(upper, descriptor.upper())) {
          return new Changes(from, to, found);
        }
      }
      return new Changes(from, upper, found);
  }

  private static List<String> blobsOf(
      LiveCollection collection, long from, List<BatchDescriptor> ahead) {
    CollectionState state = collection.state();
    for (BatchDescriptor batch : state.batches()) {
      if (batch.upper() > from) {
        ahead.add(batch);
      }
    }
    return state.blobs();
  }

  /** Up to which time a batch can be taken: its end, or where the updates become too many. */
  private static long cut(StoredBatch batch, long from, long upper, long maxUpdates) {
    long end = Math.min(upper, batch.descriptor().upper());
    if (batch.descriptor().updates() <= maxUpdates || end - from <= 1) {
      return end;
    }
    TreeMap<Long, Long> countByTime = new TreeMap<>();
    for (int i = 0; i < batch.pageCount(); i++) {
      count(batch.page(i, Access.SCAN), from, end, countByTime);
    }
    long taken = 0;
    for (Map.Entry<Long, Long> entry : countByTime.entrySet()) {
      if (taken > 0 && taken + entry.getValue() > maxUpdates) {
        return entry.getKey();
      }
      taken += entry.getValue();
    }
    return end;
  }

  private static void count(Page page, long from, long to, TreeMap<Long, Long> countByTime) {
    if (page.hasUniformTime()) {
      long time = page.time(0);
      if (time >= from && time < to) {
        countByTime.merge(time, (long) page.count(), Long::sum);
      }
      return;
    }
    for (int row = 0; row < page.count(); row++) {
      long time = page.time(row);
      if (time >= from && time < to) {
        countByTime.merge(time, 1L, Long::sum);
      }
    }
  }
}
