package dev.tidewater.store.collection;

import dev.tidewater.store.StoredChanges;
import dev.tidewater.store.collection.BatchStorage.Access;
import dev.tidewater.zset.Merge;
import dev.tidewater.zset.UpdateCursor;
import java.util.List;

/** Walks over the batches that have updates in a range of times, merged. */
final class RangeOfChanges implements StoredChanges {
  private final long lower;
  private final long upper;
  private final List<StoredBatch> batches;
  private final BlobLedger.Pin pin;

  /**
   * @param batches those that may have updates in the range
   * @param pin on their blobs; released with this
   */
  RangeOfChanges(long lower, long upper, List<StoredBatch> batches, BlobLedger.Pin pin) {
    this.lower = lower;
    this.upper = upper;
    this.batches = List.copyOf(batches);
    this.pin = pin;
  }

  @Override
  public long lower() {
    return lower;
  }

  @Override
  public long upper() {
    return upper;
  }

  @Override
  public long updates() {
    return batches.stream().mapToLong(batch -> batch.descriptor().updates()).sum();
  }

  @Override
  public UpdateCursor cursor() {
    return Merge.cursors(batches.stream().map(this::part).toList());
  }

  private UpdateCursor part(StoredBatch batch) {
    UpdateCursor all = batch.cursor(Access.SCAN);
    boolean whole = batch.descriptor().lower() >= lower && batch.descriptor().upper() <= upper;
    return whole ? all : new TimeRangeCursor(all, lower, upper);
  }

  @Override
  public List<byte[]> heads() {
    return PageHeads.sample(batches);
  }

  @Override
  public void close() {
    pin.close();
  }
}
