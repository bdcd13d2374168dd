package dev.tidewater.store.collection;

import dev.tidewater.store.Append;
import dev.tidewater.store.AppendOutcome;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.StoreMetrics;
import dev.tidewater.store.collection.BatchStorage.Bounds;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Compare-and-append: first large batches become durable as blobs, then one entry of the group's log
 * makes all of it count at once. Safe for use by many threads.
 */
final class Appender {
  /** Inline bytes of all batches of one append together, so that a log entry stays small. */
  private static final int MAX_INLINE_BYTES = 4 * BatchStorage.INLINE_LIMIT_BYTES;

  private final BatchStorage storage;
  private final BlobLedger ledger;
  private final StoreMetrics metrics;

  Appender(BatchStorage storage, BlobLedger ledger, StoreMetrics metrics) {
    this.storage = storage;
    this.ledger = ledger;
    this.metrics = metrics;
  }

  AppendOutcome append(Group group, Append append) {
    long start = System.nanoTime();
    long upper = group.upper();
    if (upper != append.expectedUpper()) {
      return new AppendOutcome.UpperMismatch(upper);
    }
    SortedMap<CollectionId, Batch> batches = new TreeMap<>(append.batches());
    batches.values().removeIf(Batch::isEmpty);
    batches.forEach((id, batch) -> check(group, append, id, batch));
    SortedMap<CollectionId, BatchDescriptor> written = new TreeMap<>();
    boolean appended = false;
    try {
      writeBatches(append, batches, written);
      appended = record(group, append, batches, written);
    } catch (TidewaterException e) {
      // After other errors the entry may be durable: its blobs are left to the next opening.
      if (e.code() == ErrorCode.DISK_FULL) {
        retire(written);
      }
      throw e;
    }
    if (!appended) {
      retire(written);
      return new AppendOutcome.UpperMismatch(group.upper());
    }
    long updates = written.values().stream().mapToLong(BatchDescriptor::updates).sum();
    long bytes = written.values().stream().mapToLong(BatchDescriptor::sizeBytes).sum();
    metrics.appended(updates, bytes, System.nanoTime() - start);
    return new AppendOutcome.Appended();
  }

  private void writeBatches(
      Append append,
      SortedMap<CollectionId, Batch> batches,
      SortedMap<CollectionId, BatchDescriptor> written) {
    Bounds bounds = new Bounds(append.expectedUpper(), append.newUpper(), append.expectedUpper());
    long inlineLeft = MAX_INLINE_BYTES;
    for (var entry : batches.entrySet()) {
      int limit = (int) Math.min(inlineLeft, BatchStorage.INLINE_LIMIT_BYTES);
      BatchDescriptor batch = storage.write(entry.getKey(), bounds, entry.getValue(), limit);
      written.put(entry.getKey(), batch);
      inlineLeft -= batch.inlineBytes();
    }
  }

  private static boolean record(
      Group group,
      Append append,
      SortedMap<CollectionId, Batch> batches,
      SortedMap<CollectionId, BatchDescriptor> written) {
    return group.write(
        () -> {
          if (group.upper() != append.expectedUpper()) {
            return null;
          }
          for (CollectionId id : written.keySet()) {
            if (group.collection(id) == null) {
              throw StoreErrors.unknownCollection(id);
            }
          }
          return new GroupRecord.Appended(append.newUpper(), append.progress(), written);
        },
        batches);
  }

  private void retire(SortedMap<CollectionId, BatchDescriptor> written) {
    List<String> blobs = new ArrayList<>();
    for (BatchDescriptor batch : written.values()) {
      if (batch.data() instanceof BatchData.Stored stored) {
        blobs.add(stored.blob());
      }
    }
    ledger.retire(blobs);
  }

  private static void check(Group group, Append append, CollectionId id, Batch batch) {
    if (group.collection(id) == null) {
      throw StoreErrors.unknownCollection(id);
    }
    for (Page page : batch.pages()) {
      int distinct = page.hasUniformTime() ? 1 : page.count();
      for (int row = 0; row < distinct; row++) {
        long time = page.time(row);
        if (time < append.expectedUpper() || time >= append.newUpper()) {
          throw new IllegalArgumentException("an update's time lies outside its append's bounds");
        }
      }
    }
  }
}
