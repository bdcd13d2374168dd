package dev.tidewater.store;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a store has done since it was opened. Cheap to count, read at any time from any thread; the
 * numbers of one reading may be a moment apart.
 */
public final class StoreMetrics {
  /**
   * Bucket {@code i} counts appends that took at most {@code 2^i} times this; the last one counts
   * all longer ones.
   */
  public static final long FIRST_BUCKET_NANOS = 125_000;

  /** The last bounded bucket is then about four seconds. */
  private static final int BUCKETS = 17;

  private final LongAdder appends = new LongAdder();
  private final LongAdder appendNanos = new LongAdder();
  private final AtomicLongArray appendBuckets = new AtomicLongArray(BUCKETS);
  private final LongAdder appendedUpdates = new LongAdder();
  private final LongAdder appendedBytes = new LongAdder();
  private final LongAdder blobBytesWritten = new LongAdder();
  private final LongAdder blobBytesRead = new LongAdder();
  private final LongAdder compactions = new LongAdder();
  private final LongAdder compactedUpdates = new LongAdder();
  private final LongAdder blobsDeleted = new LongAdder();
  private final LongAdder maintenanceFailures = new LongAdder();

  public void appended(long updates, long bytes, long nanos) {
    appends.increment();
    appendNanos.add(nanos);
    appendBuckets.incrementAndGet(bucketOf(nanos));
    appendedUpdates.add(updates);
    appendedBytes.add(bytes);
  }

  private static int bucketOf(long nanos) {
    long times = (Math.max(nanos, 1) - 1) / FIRST_BUCKET_NANOS;
    return Math.min(BUCKETS - 1, Long.SIZE - Long.numberOfLeadingZeros(times));
  }

  public void wroteBlob(long bytes) {
    blobBytesWritten.add(bytes);
  }

  public void readBlob(long bytes) {
    blobBytesRead.add(bytes);
  }

  public void compacted(long updates) {
    compactions.increment();
    compactedUpdates.add(updates);
  }

  public void deletedBlob() {
    blobsDeleted.increment();
  }

  public void maintenanceFailed() {
    maintenanceFailures.increment();
  }

  public long appends() {
    return appends.sum();
  }

  /** Time that all appends took together. */
  public long appendNanos() {
    return appendNanos.sum();
  }

  /** Appends by how long they took; see {@link #FIRST_BUCKET_NANOS}. */
  public long[] appendBuckets() {
    long[] counts = new long[BUCKETS];
    for (int i = 0; i < BUCKETS; i++) {
      counts[i] = appendBuckets.get(i);
    }
    return counts;
  }

  public long appendedUpdates() {
    return appendedUpdates.sum();
  }

  /** Encoded bytes of what was appended. */
  public long appendedBytes() {
    return appendedBytes.sum();
  }

  public long blobBytesWritten() {
    return blobBytesWritten.sum();
  }

  public long blobBytesRead() {
    return blobBytesRead.sum();
  }

  public long compactions() {
    return compactions.sum();
  }

  /** Updates that compactions have read. */
  public long compactedUpdates() {
    return compactedUpdates.sum();
  }

  public long blobsDeleted() {
    return blobsDeleted.sum();
  }

  /** Steps of maintenance that ended in an error and will be tried again. */
  public long maintenanceFailures() {
    return maintenanceFailures.sum();
  }
}
