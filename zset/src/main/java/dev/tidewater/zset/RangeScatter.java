package dev.tidewater.zset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Distributes rows over ranges that fit in the cache, in one sequential pass, so that what follows
 * does not read rows at random over a large memory. Cut points are sampled, so skew does no harm
 * unless thousands of rows share what is looked at; such a range is distributed again by the bytes
 * behind.
 */
final class RangeScatter {
  /** Rows of a range: with rows of 60 bytes about a quarter of a megabyte. */
  static final int RANGE_ROWS = 4096;

  /** More rows than this are worth distributing. */
  static final int WORTHWHILE_ROWS = 4 * RANGE_ROWS;

  private static final int SAMPLES_PER_RANGE = 16;

  /** Beyond this many open ranges every write would miss the address translation cache. */
  private static final int MAX_RANGES = 1024;

  private final RowSorter sorter;

  RangeScatter(RowSorter sorter) {
    this.sorter = sorter;
  }

  /** Appends all updates in order, consolidated, to a writer. Empties the list as it goes. */
  void sort(List<RowArea> areas, PageWriter out) {
    int skip = sharedBytes(areas);
    int rows = areas.stream().mapToInt(a -> a.count).sum();
    long[] cuts = cutPoints(areas, rows, skip);
    RowArea[] ranges = scatter(areas, rows, skip, cuts);
    areas.clear();
    for (int i = 0; i < ranges.length; i++) {
      RowArea range = ranges[i];
      ranges[i] = null;
      if (range.count > WORTHWHILE_ROWS && cuts.length > 0) {
        List<RowArea> again = new ArrayList<>(List.of(range));
        sort(again, out);
      } else if (range.count > 0) {
        sorter.sort(range, out);
      }
    }
  }

  private static int sharedBytes(List<RowArea> areas) {
    RowArea first = areas.get(0);
    int length = first.length(0);
    int shared = length;
    for (RowArea area : areas) {
      for (int i = 0; i < area.count && shared > 0; i++) {
        shared =
            Rows.shared(
                first.bytes, 0, length, area.bytes, area.offsets[i], area.length(i), shared);
      }
    }
    return shared;
  }

  /** Ascending prefixes; range {@code i} holds those not below cut {@code i-1} and below cut i. */
  private static long[] cutPoints(List<RowArea> areas, int rows, int skip) {
    int ranges = Math.min(MAX_RANGES, rows / RANGE_ROWS + 1);
    int stride = Math.max(1, rows / (ranges * SAMPLES_PER_RANGE));
    long[] samples = new long[rows / stride + 1];
    int count = 0;
    int next = stride / 2;
    for (RowArea area : areas) {
      for (; next < area.count; next += stride) {
        samples[count++] = area.prefix(next, skip) + Long.MIN_VALUE;
      }
      next -= area.count;
    }
    Arrays.sort(samples, 0, count);
    long[] cuts = new long[ranges];
    int distinct = 0;
    for (int i = 1; i < ranges && count > 0; i++) {
      long cut = samples[(int) ((long) i * count / ranges)];
      boolean splits = cut > samples[0] && (distinct == 0 || cut > cuts[distinct - 1]);
      if (splits) {
        cuts[distinct++] = cut;
      }
    }
    return Arrays.copyOf(cuts, distinct);
  }

  private static RowArea[] scatter(List<RowArea> areas, int rows, int skip, long[] cuts) {
    short[] rangeOf = new short[rows];
    int[] counts = new int[cuts.length + 1];
    int[] sizes = new int[cuts.length + 1];
    int at = 0;
    for (RowArea area : areas) {
      for (int i = 0; i < area.count; i++) {
        int range = rangeOf(area.prefix(i, skip) + Long.MIN_VALUE, cuts);
        rangeOf[at++] = (short) range;
        counts[range]++;
        sizes[range] += area.length(i);
      }
    }
    RowArea[] ranges = new RowArea[counts.length];
    for (int i = 0; i < ranges.length; i++) {
      ranges[i] = new RowArea(counts[i], sizes[i]);
    }
    at = 0;
    for (RowArea area : areas) {
      for (int i = 0; i < area.count; i++) {
        ranges[rangeOf[at++]].addUnordered(area, i);
      }
    }
    return ranges;
  }

  /** How many cuts are not above the prefix. */
  private static int rangeOf(long prefix, long[] cuts) {
    int low = 0;
    int high = cuts.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cuts[middle] <= prefix) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
