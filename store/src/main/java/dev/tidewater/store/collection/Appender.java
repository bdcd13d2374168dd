package dev.tidewater.store.collection;

import dev.tidewater.store.Append;
import dev.tidewater.store.AppendOutcome;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.StagedPart;
import dev.tidewater.store.StoreMetrics;
import dev.tidewater.store.collection.BatchStorage.Bounds;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compare-and-append: first large batches become durable as blobs, then one entry of the group's
 * log makes all of it count at once. Safe for use by many threads.
 */
final class Appender {
  private final BatchStorage storage;
  private final BlobLedger ledger;
  private final StoreMetrics metrics;
  private final Limits limits;

  Appender(BatchStorage storage, BlobLedger ledger, StoreMetrics metrics, Limits limits) {
    this.limits = limits;
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
    SortedMap<CollectionId, List<BatchDescriptor>> parts = new TreeMap<>();
    List<StagedBatch> staged = staged(group, append, parts);
    List<BatchDescriptor> written = new ArrayList<>();
    boolean appended;
    try {
      writeBatches(append, batches, written, parts);
      appended = record(group, append, batches, staged, parts);
    } catch (TidewaterException e) {
      if (e.code() == ErrorCode.DISK_FULL) {
        retire(written);
      } else {
        // The entry may be durable: its blobs are left to the store's next opening.
        staged.forEach(StagedBatch::uncertain);
      }
      throw e;
    }
    if (!appended) {
      retire(written);
      return new AppendOutcome.UpperMismatch(group.upper());
    }
    staged.forEach(StagedBatch::appended);
    count(parts, System.nanoTime() - start);
    return new AppendOutcome.Appended();
  }

  private void count(SortedMap<CollectionId, List<BatchDescriptor>> parts, long nanos) {
    long updates = 0;
    long bytes = 0;
    for (List<BatchDescriptor> batches : parts.values()) {
      for (BatchDescriptor batch : batches) {
        updates += batch.updates();
        bytes += batch.sizeBytes();
      }
    }
    metrics.appended(updates, bytes, nanos);
  }

  /** Writes a part ahead of its append; durable on return. Its rows are all at one time. */
  StagedPart stage(CollectionId id, Batch batch) {
    // The append will give all updates one time, at which rows must occur once.
    Batch consolidated = batch.stampedAt(0);
    BatchDescriptor written =
        consolidated.isEmpty() ? null : storage.write(id, new Bounds(0, 1, 0), consolidated, 0);
    return new StagedBatch(id, storage, ledger, written);
  }

  private static List<StagedBatch> staged(
      Group group, Append append, SortedMap<CollectionId, List<BatchDescriptor>> parts) {
    List<StagedBatch> all = new ArrayList<>();
    for (StagedPart part : append.staged()) {
      if (!(part instanceof StagedBatch staged) || group.collection(part.collection()) == null) {
        throw new IllegalArgumentException("a staged part of another store or group");
      }
      BatchDescriptor descriptor = staged.checkUsable();
      all.add(staged);
      if (descriptor != null) {
        parts
            .computeIfAbsent(part.collection(), id -> new ArrayList<>())
            .add(descriptor.stampedInto(append.expectedUpper(), append.newUpper()));
      }
    }
    return all;
  }

  private void writeBatches(
      Append append,
      SortedMap<CollectionId, Batch> batches,
      List<BatchDescriptor> written,
      SortedMap<CollectionId, List<BatchDescriptor>> parts) {
    Bounds bounds = new Bounds(append.expectedUpper(), append.newUpper(), append.expectedUpper());
    long inlineLeft = limits.appendInlineBytes();
    for (var entry : batches.entrySet()) {
      int limit = (int) Math.min(inlineLeft, limits.inlineBytes());
      BatchDescriptor batch = storage.write(entry.getKey(), bounds, entry.getValue(), limit);
      written.add(batch);
      parts.computeIfAbsent(entry.getKey(), id -> new ArrayList<>()).add(batch);
      inlineLeft -= batch.inlineBytes();
    }
  }

  private static boolean record(
      Group group,
      Append append,
      SortedMap<CollectionId, Batch> inMemory,
      List<StagedBatch> staged,
      SortedMap<CollectionId, List<BatchDescriptor>> parts) {
    Set<CollectionId> onDisk = new TreeSet<>();
    staged.forEach(part -> onDisk.add(part.collection()));
    return group.write(
        () -> {
          if (group.upper() != append.expectedUpper()) {
            return null;
          }
          for (CollectionId id : parts.keySet()) {
            if (group.collection(id) == null) {
              throw StoreErrors.unknownCollection(id);
            }
          }
          return new GroupRecord.Appended(append.newUpper(), Progress.of(append.progress()), parts);
        },
        inMemory,
        onDisk);
  }

  private void retire(List<BatchDescriptor> written) {
    List<String> blobs = new ArrayList<>();
    for (BatchDescriptor batch : written) {
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
