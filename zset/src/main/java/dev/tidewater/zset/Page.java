package dev.tidewater.zset;

import java.util.Arrays;

/**
 * Up to a few thousand updates in a handful of arrays: sorted by (row bytes unsigned, time), no two
 * with the same row and time, no diff of zero. Row {@code i} is {@code length(i)} bytes of {@link
 * #bytes} from {@code offset(i)}; rows lie one behind the other without gaps.
 *
 * <p>Immutable by agreement: the byte array is shared, never written. Safe to share between
 * threads.
 *
 * <p>For each row eight bytes behind the prefix that all rows of the page share are kept apart, so
 * that a search reads one small array and full comparisons are rare. Times and diffs that are all
 * equal are stored once.
 */
public final class Page {
  /** Updates to aim at: small enough for the cache, large enough to forget the overhead. */
  public static final int TARGET_UPDATES = 2048;

  /** Row bytes at which a page ends even if it has fewer updates: half of a usual L2 cache. */
  public static final int TARGET_BYTES = 256 * 1024;

  /** No updates; stands in where a cursor has no page. */
  static final Page EMPTY = new Page(0, new byte[0], new int[] {0}, new long[] {0}, new long[] {0});

  private static final long OBJECT_OVERHEAD = 5 * 16 + 56;

  private final int count;
  private final byte[] bytes;
  private final int[] offsets;
  private final int shared;
  private final long[] prefixes;
  private final long[] times;
  private final long[] diffs;
  private final int timeMask;
  private final int diffMask;

  private Page(int count, byte[] bytes, int[] offsets, long[] times, long[] diffs) {
    this.count = count;
    this.bytes = bytes;
    this.offsets = offsets;
    this.times = times;
    this.diffs = diffs;
    this.timeMask = times.length == 1 ? 0 : -1;
    this.diffMask = diffs.length == 1 ? 0 : -1;
    this.shared = sharedPrefix();
    this.prefixes = prefixesBehind(shared);
  }

  private Page(Page origin, long[] times, long[] diffs) {
    this.count = origin.count;
    this.bytes = origin.bytes;
    this.offsets = origin.offsets;
    this.shared = origin.shared;
    this.prefixes = origin.prefixes;
    this.times = times;
    this.diffs = diffs;
    this.timeMask = times.length == 1 ? 0 : -1;
    this.diffMask = diffs.length == 1 ? 0 : -1;
  }

  /**
   * Wraps arrays, which the caller gives away.
   *
   * @param count updates, at least one
   * @param offsets where row {@code i} begins and row {@code i-1} ends; {@code count + 1} entries
   * @param times one for each update, or a single one for all
   * @param diffs one for each update, or a single one for all
   */
  public static Page of(int count, byte[] bytes, int[] offsets, long[] times, long[] diffs) {
    if (count < 1 || offsets.length != count + 1) {
      throw new IllegalArgumentException("offsets do not fit the count");
    }
    return new Page(count, bytes, offsets, compact(times, count), compact(diffs, count));
  }

  private static long[] compact(long[] values, int count) {
    if (values.length == 1) {
      return values;
    }
    for (int i = 1; i < count; i++) {
      if (values[i] != values[0]) {
        return values.length == count ? values : Arrays.copyOf(values, count);
      }
    }
    return new long[] {values[0]};
  }

  private int sharedPrefix() {
    if (count == 0) {
      return 0;
    }
    // The rows are sorted, so what the first and the last share, all share.
    int last = count - 1;
    return Rows.shared(
        bytes, offset(0), length(0), bytes, offset(last), length(last), Integer.MAX_VALUE);
  }

  private long[] prefixesBehind(int skip) {
    long[] result = new long[count];
    for (int i = 0; i < count; i++) {
      result[i] = Rows.prefix(bytes, offsets[i] + skip, offsets[i + 1]);
    }
    return result;
  }

  /** The same rows and diffs at another time; each row must occur once. */
  Page stampedAt(long time) {
    if (times.length != 1) {
      throw new IllegalStateException("a page of several times can't be stamped");
    }
    return times[0] == time ? this : new Page(this, new long[] {time}, diffs);
  }

  Page negated() {
    long[] opposite = new long[diffs.length];
    for (int i = 0; i < diffs.length; i++) {
      opposite[i] = -diffs[i];
    }
    return new Page(this, times, opposite);
  }

  public int count() {
    return count;
  }

  /** The array that holds the rows; shared, never written. */
  public byte[] bytes() {
    return bytes;
  }

  /**
   * Where rows begin and end: row {@code i} from entry {@code i} to {@code i + 1}; never written.
   */
  public int[] offsets() {
    return offsets;
  }

  public int offset(int row) {
    return offsets[row];
  }

  public int length(int row) {
    return offsets[row + 1] - offsets[row];
  }

  public long time(int row) {
    return times[row & timeMask];
  }

  public long diff(int row) {
    return diffs[row & diffMask];
  }

  /** True if all updates have one time. */
  public boolean hasUniformTime() {
    return times.length == 1;
  }

  boolean hasUniformDiff() {
    return diffs.length == 1;
  }

  /** Leading bytes that all rows agree in. */
  int shared() {
    return shared;
  }

  /** Bytes of memory. */
  public long sizeBytes() {
    return OBJECT_OVERHEAD
        + bytes.length
        + 4L * offsets.length
        + 8L * (prefixes.length + times.length + diffs.length);
  }

  /** Bytes of all rows together. */
  int rowBytes() {
    return offsets[count] - offsets[0];
  }

  int compareRow(int row, byte[] key, int offset, int length) {
    return Rows.compare(bytes, offsets[row], length(row), key, offset, length);
  }

  /** First row at or after {@code from} that is not below the key; {@code count} if none is. */
  int lowerBound(byte[] key, int offset, int length, int from) {
    int common = Math.min(shared, length);
    int first = offsets[0];
    int mismatch = Arrays.mismatch(key, offset, offset + common, bytes, first, first + common);
    if (mismatch >= 0) {
      boolean below = (key[offset + mismatch] & 0xff) < (bytes[first + mismatch] & 0xff);
      return below ? from : count;
    }
    if (length <= shared) {
      return from;
    }
    long prefix = Rows.prefix(key, offset + shared, offset + length);
    int low = gallop(prefix, from);
    if (low == count || prefixes[low] != prefix) {
      return low;
    }
    return lowerBoundAmongEqualPrefixes(prefix, low, key, offset, length);
  }

  /** First row at or after {@code from} whose prefix is not below, by growing steps. */
  private int gallop(long prefix, int from) {
    long wanted = prefix + Long.MIN_VALUE;
    int low = from;
    int step = 1;
    int high = from;
    while (high < count && prefixes[high] + Long.MIN_VALUE < wanted) {
      low = high + 1;
      high += step;
      step <<= 1;
    }
    high = Math.min(high, count);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (prefixes[middle] + Long.MIN_VALUE < wanted) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int lowerBoundAmongEqualPrefixes(
      long prefix, int from, byte[] key, int offset, int length) {
    int low = from;
    int step = 1;
    int high = from;
    while (high < count && prefixes[high] == prefix && compareRow(high, key, offset, length) < 0) {
      low = high + 1;
      high += step;
      step <<= 1;
    }
    high = Math.min(high, count);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (prefixes[middle] == prefix && compareRow(middle, key, offset, length) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
