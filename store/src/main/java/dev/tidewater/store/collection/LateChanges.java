package dev.tidewater.store.collection;

import dev.tidewater.store.Changes;
import dev.tidewater.store.SkippedChanges;
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
    int next = 0;
    while (next < ahead.size() && ahead.get(next).lower() < upper) {
      int end = endOfAppend(ahead, next);
      List<BatchDescriptor> interval = ahead.subList(next, end);
      long updates = interval.stream().mapToLong(BatchDescriptor::updates).sum();
      if (taken > 0 && taken + updates > maxUpdates) {
        return new Changes(from, interval.get(0).lower(), found);
      }
      long to = Math.min(upper, interval.get(0).upper());
      if (interval.size() == 1 && updates > maxUpdates && to - from > 1) {
        to = cut(storage.open(interval.get(0)), from, to, maxUpdates);
      }
      for (BatchDescriptor descriptor : interval) {
        Batch part = part(descriptor, from, to);
        if (!part.isEmpty()) {
          found.add(part);
          taken += part.updates();
        }
      }
      if (to < Math.min(upper, interval.get(0).upper())) {
        return new Changes(from, to, found);
      }
      next = end;
    }
    return new Changes(from, upper, found);
  }

  /** Up to where whole batches have at most so many updates: always at least one append. */
  static SkippedChanges skip(CollectionState state, long from, long upper, long maxUpdates) {
    List<BatchDescriptor> ahead =
        state.batches().stream()
            .filter(batch -> batch.upper() > from && batch.lower() < upper)
            .toList();
    long updates = 0;
    int next = 0;
    while (next < ahead.size()) {
      int end = endOfAppend(ahead, next);
      long more = ahead.subList(next, end).stream().mapToLong(BatchDescriptor::updates).sum();
      if (updates > 0 && updates + more > maxUpdates) {
        return new SkippedChanges(from, ahead.get(next).lower(), updates);
      }
      updates += more;
      next = end;
    }
    return new SkippedChanges(from, upper, updates);
  }

  /** Batches with the same bounds came with one append and stay together. */
  private static int endOfAppend(List<BatchDescriptor> batches, int first) {
    int end = first + 1;
    while (end < batches.size() && batches.get(end).hasBoundsOf(batches.get(first))) {
      end++;
    }
    return end;
  }

  private Batch part(BatchDescriptor descriptor, long from, long to) {
    StoredBatch batch = storage.open(descriptor);
    return Merge.toBatch(new TimeRangeCursor(batch.cursor(Access.SCAN), from, to));
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

  /** Up to which time a batch that is too large as a whole can be taken: at least one time. */
  private static long cut(StoredBatch batch, long from, long end, long maxUpdates) {
    if (batch.descriptor().stamp().isPresent()) {
      return end;
    }
    Map<Long, Long> countByTime = new TreeMap<>();
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

  private static void count(Page page, long from, long to, Map<Long, Long> countByTime) {
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
