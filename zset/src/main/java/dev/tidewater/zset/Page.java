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

  /** The first eight bytes of the first row: as far as all rows share them, those of every row. */
  private final long headWord;

  private final long firstPrefix;
  private final long lastPrefix;
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
    this.headWord = count == 0 ? 0 : Rows.prefix(bytes, offsets[0], offsets[1]);
    this.firstPrefix = count == 0 ? 0 : prefixes[0];
    this.lastPrefix = count == 0 ? 0 : prefixes[count - 1];
  }

  private Page(Page origin, long[] times, long[] diffs) {
    this.count = origin.count;
    this.bytes = origin.bytes;
    this.offsets = origin.offsets;
    this.shared = origin.shared;
    this.prefixes = origin.prefixes;
    this.headWord = origin.headWord;
    this.firstPrefix = origin.firstPrefix;
    this.lastPrefix = origin.lastPrefix;
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
    if (shared > 0) {
      int order = compareWithShared(key, offset, length);
      if (order != 0) {
        return order < 0 ? from : count;
      }
      if (length <= shared) {
        return from;
      }
    }
    long prefix = Rows.prefix(key, offset + shared, offset + length);
    int low = from == 0 ? find(prefix) : gallop(prefix, from);
    if (low == count || prefixes[low] != prefix) {
      return low;
    }
    return lowerBoundAmongEqualPrefixes(prefix, low, key, offset, length);
  }

  /** Whether the key is below, within or above what all rows begin with. */
  private int compareWithShared(byte[] key, int offset, int length) {
    int common = Math.min(shared, length);
    int inWord = Math.min(common, Long.BYTES);
    if (inWord == 0) {
      return 0;
    }
    // The word spares a look at the rows, which are elsewhere in memory.
    long mask = -1L << (Long.SIZE - Byte.SIZE * inWord);
    long word = Rows.prefix(key, offset, offset + length) & mask;
    if (word != (headWord & mask)) {
      return Long.compareUnsigned(word, headWord & mask);
    }
    return common <= Long.BYTES ? 0 : Rows.compare(key, offset, common, bytes, offsets[0], common);
  }

  /** True if the row starts with the key; mostly told by the prefixes alone. */
  boolean startsWith(int row, byte[] key, int offset, int length) {
    int rest = length - shared;
    if (rest > 0) {
      long mask = rest >= Long.BYTES ? -1L : -1L << (Long.SIZE - Byte.SIZE * rest);
      long prefix = Rows.prefix(key, offset + shared, offset + length);
      if (((prefixes[row] ^ prefix) & mask) != 0) {
        return false;
      }
    }
    int start = offsets[row];
    return offsets[row + 1] - start >= length
        && Arrays.equals(bytes, start, start + length, key, offset, offset + length);
  }

  /**
   * First row whose prefix is not below, from a guess as if prefixes were spread evenly; so a page
   * is searched with a few reads if they are, and in logarithmic time if not.
   */
  private int find(long prefix) {
    if (Long.compareUnsigned(prefix, firstPrefix) <= 0) {
      return 0;
    }
    if (Long.compareUnsigned(prefix, lastPrefix) > 0) {
      return count;
    }
    double share = (double) ((prefix - firstPrefix) >>> 1) / ((lastPrefix - firstPrefix) >>> 1);
    int guess = Math.min(count - 1, (int) (share * (count - 1)));
    if (prefixes[guess] + Long.MIN_VALUE < prefix + Long.MIN_VALUE) {
      return gallop(prefix, guess + 1);
    }
    long wanted = prefix + Long.MIN_VALUE;
    int high = guess;
    int step = 1;
    int low = guess - 1;
    while (low >= 0 && prefixes[low] + Long.MIN_VALUE >= wanted) {
      high = low;
      low -= step;
      step <<= 1;
    }
    return between(wanted, Math.max(0, low + 1), high);
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
    return between(wanted, low, Math.min(high, count));
  }

  private int between(long wanted, int from, int to) {
    int low = from;
    int high = to;
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
