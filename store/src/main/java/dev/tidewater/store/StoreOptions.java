package dev.tidewater.store;

/**
 * How a store is run.
 *
 * @param retentionMillis how far behind the upper a collection's since stays although nobody holds
 *     it, so that a query that has just picked a time still finds it readable
 * @param cacheBytes bound of the memory for decoded pages of batches
 * @param handOverBytes bound of the memory for appended batches that change readers of this process
 *     have not taken yet; a reader beyond it reads from disk
 * @param maintenance who merges batches and deletes garbage
 * @param metrics counts what the store does
 */
public record StoreOptions(
    long retentionMillis,
    long cacheBytes,
    long handOverBytes,
    Maintenance maintenance,
    StoreMetrics metrics) {

  /** Who does the work that nobody waits for. */
  public enum Maintenance {
    /** A thread of the store. */
    BACKGROUND,
    /** Nobody but whoever calls for a step: simulations and tests. */
    BY_HAND
  }

  /** Longer than a query takes from picking its time to its hold. */
  public static final long DEFAULT_RETENTION_MILLIS = 1_000;

  /** Pages of some hundred thousand rows: enough for the look-ups of a few busy tables. */
  public static final long DEFAULT_CACHE_BYTES = 128L << 20;

  /** Some seconds of a source's full speed. */
  public static final long DEFAULT_HAND_OVER_BYTES = 64L << 20;

  public StoreOptions {
    if (retentionMillis < 0 || cacheBytes < 0 || handOverBytes < 0) {
      throw new IllegalArgumentException("a bound of a store must not be negative");
    }
  }

  public static StoreOptions defaults() {
    return new StoreOptions(
        DEFAULT_RETENTION_MILLIS,
        DEFAULT_CACHE_BYTES,
        DEFAULT_HAND_OVER_BYTES,
        Maintenance.BACKGROUND,
        new StoreMetrics());
  }

  public StoreOptions withRetentionMillis(long millis) {
    return new StoreOptions(millis, cacheBytes, handOverBytes, maintenance, metrics);
  }

  public StoreOptions withCacheBytes(long bytes) {
    return new StoreOptions(retentionMillis, bytes, handOverBytes, maintenance, metrics);
  }

  public StoreOptions withHandOverBytes(long bytes) {
    return new StoreOptions(retentionMillis, cacheBytes, bytes, maintenance, metrics);
  }

  public StoreOptions withMaintenance(Maintenance who) {
    return new StoreOptions(retentionMillis, cacheBytes, handOverBytes, who, metrics);
  }

  public StoreOptions withMetrics(StoreMetrics counts) {
    return new StoreOptions(retentionMillis, cacheBytes, handOverBytes, maintenance, counts);
  }
}
