package dev.tidewater.zset;

/**
 * Up to a few thousand updates in a handful of arrays. Row {@code i} is {@code
 * bytes[offsets[i]..offsets[i+1])}. Immutable by agreement: arrays are shared, never written.
 *
 * @param prefixes for each row eight bytes that discriminate, see {@code RowPrefix}
 */
public record Page(
    int count, byte[] bytes, int[] offsets, long[] prefixes, long[] times, long[] diffs) {
  /** Updates to aim at: small enough for the cache, large enough to forget the overhead. */
  public static final int TARGET_UPDATES = 2048;

  long sizeBytes() {
    return bytes.length
        + 4L * offsets.length
        + 8L * (prefixes.length + times.length + diffs.length);
  }
}
