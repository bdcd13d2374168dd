package dev.tidewater.zset;

import java.util.Arrays;

/**
 * Sorts an area that fits in the cache. Each row becomes one number: what tells it from the others
 * in the eight bytes behind the prefix that all share, and its position. The numbers are sorted by
 * radix; rows whose numbers tie are sorted among themselves in the same way, further to the right.
 */
final class RowSorter {
  /** Up to here inserting by full comparison beats anything else. */
  private static final int INSERTION_LIMIT = 12;

  /** From here on counting sort pays for clearing its counters. */
  private static final int RADIX_FROM = 256;

  private static final int RADIX_BITS = 11;
  private static final int RADIX = 1 << RADIX_BITS;

  /** Bits of the prefix to sort by: two passes, which leave few ties among some thousand rows. */
  private static final int RADIX_KEY_BITS = 2 * RADIX_BITS;

  private static final long TIED = Long.MIN_VALUE;

  private final int[] counts = new int[RADIX];
  private long[] order = new long[0];
  private long[] scratch = new long[0];
  private int positionBits;
  private long positionMask;

  /** Appends the area's updates in order, consolidated, to a writer. */
  void sort(RowArea area, PageWriter out) {
    if (area.ascending) {
      for (int i = 0; i < area.count; i++) {
        out.append(area.bytes, area.offsets[i], area.length(i), area.times[i], area.diffs[i]);
      }
      return;
    }
    prepare(area.count);
    sortRange(area, 0, area.count);
    for (int i = 0; i < area.count; i++) {
      int row = position(i);
      boolean mayEqualLast = i == 0 || (order[i] & TIED) != 0;
      if (mayEqualLast) {
        out.append(
            area.bytes, area.offsets[row], area.length(row), area.times[row], area.diffs[row]);
      } else if (area.diffs[row] != 0) {
        out.appendNew(
            area.bytes, area.offsets[row], area.length(row), area.times[row], area.diffs[row]);
      }
    }
  }

  private void prepare(int count) {
    if (order.length < count) {
      order = new long[count];
      scratch = new long[count];
    }
    positionBits = Integer.SIZE - Integer.numberOfLeadingZeros(count);
    positionMask = (1L << positionBits) - 1;
    for (int i = 0; i < count; i++) {
      order[i] = i;
    }
  }

  private int position(int i) {
    return (int) (order[i] & positionMask);
  }

  private void sortRange(RowArea area, int from, int to) {
    if (to - from <= INSERTION_LIMIT) {
      insertionSort(area, from, to);
      return;
    }
    int skip = sharedBytes(area, from, to);
    long min = area.prefix(position(from), skip) + Long.MIN_VALUE;
    long max = min;
    for (int i = from; i < to; i++) {
      long prefix = area.prefix(position(i), skip) + Long.MIN_VALUE;
      scratch[i] = prefix;
      min = Math.min(min, prefix);
      max = Math.max(max, prefix);
    }
    if (min == max) {
      // Rows end within the eight bytes: nothing further to the right tells them apart.
      mergeSort(area, from, to);
      return;
    }
    boolean radix = to - from >= RADIX_FROM;
    int drop = pack(from, to, min, max, radix);
    if (radix) {
      radixSort(from, to, Long.SIZE - Long.numberOfLeadingZeros((max - min) >>> drop));
    } else {
      Arrays.sort(order, from, to);
    }
    sortTies(area, from, to);
  }

  /** Puts the discriminating bits above each position; gives the low bits that were left out. */
  private int pack(int from, int to, long min, long max, boolean radix) {
    int needed = Long.SIZE - Long.numberOfLeadingZeros(max - min);
    int available = radix ? RADIX_KEY_BITS : Long.SIZE - 1 - positionBits;
    int drop = Math.max(0, needed - Math.min(available, Long.SIZE - 1 - positionBits));
    for (int i = from; i < to; i++) {
      order[i] = ((scratch[i] - min) >>> drop) << positionBits | (order[i] & positionMask);
    }
    return drop;
  }

  private int sharedBytes(RowArea area, int from, int to) {
    int first = position(from);
    long firstWord = area.prefix(first, 0);
    long differing = 0;
    int shortest = area.length(first);
    for (int i = from + 1; i < to; i++) {
      int row = position(i);
      differing |= area.prefix(row, 0) ^ firstWord;
      shortest = Math.min(shortest, area.length(row));
    }
    if (differing != 0) {
      return Math.min(shortest, Long.numberOfLeadingZeros(differing) / Byte.SIZE);
    }
    return shortest <= Long.BYTES ? shortest : sharedBeyondWord(area, from, to, shortest);
  }

  private int sharedBeyondWord(RowArea area, int from, int to, int most) {
    int first = position(from);
    int start = area.offsets[first];
    int shared = most;
    for (int i = from + 1; i < to; i++) {
      int row = position(i);
      shared =
          Rows.shared(
              area.bytes,
              start,
              area.length(first),
              area.bytes,
              area.offsets[row],
              area.length(row),
              shared);
    }
    return shared;
  }

  private void radixSort(int from, int to, int keyBits) {
    for (int done = 0; done < keyBits; done += RADIX_BITS) {
      radixPass(from, to, positionBits + done);
    }
  }

  private void radixPass(int from, int to, int shift) {
    Arrays.fill(counts, 0);
    for (int i = from; i < to; i++) {
      counts[(int) (order[i] >>> shift) & (RADIX - 1)]++;
    }
    int next = from;
    for (int digit = 0; digit < RADIX; digit++) {
      int here = counts[digit];
      counts[digit] = next;
      next += here;
    }
    for (int i = from; i < to; i++) {
      long value = order[i];
      scratch[counts[(int) (value >>> shift) & (RADIX - 1)]++] = value;
    }
    System.arraycopy(scratch, from, order, from, to - from);
  }

  private void sortTies(RowArea area, int from, int to) {
    int start = from;
    while (start < to) {
      long key = order[start] >>> positionBits;
      int end = start + 1;
      while (end < to && order[end] >>> positionBits == key) {
        end++;
      }
      for (int i = start; i < end; i++) {
        order[i] &= positionMask;
      }
      if (end - start > 1) {
        sortRange(area, start, end);
      }
      start = end;
    }
  }

  private void insertionSort(RowArea area, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      long moving = order[i] & positionMask;
      int j = i;
      while (j > from && area.compare(position(j - 1), (int) moving) > 0) {
        order[j] = order[j - 1];
        j--;
      }
      order[j] = moving;
    }
    markTied(from, to);
  }

  private void markTied(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      order[i] |= TIED;
    }
  }

  private void mergeSort(RowArea area, int from, int to) {
    for (int i = from; i < to; i++) {
      order[i] &= positionMask;
    }
    for (int width = 1; width < to - from; width *= 2) {
      for (int low = from; low < to; low += 2 * width) {
        mergeRuns(area, low, Math.min(low + width, to), Math.min(low + 2 * width, to));
      }
      System.arraycopy(scratch, from, order, from, to - from);
    }
    markTied(from, to);
  }

  private void mergeRuns(RowArea area, int low, int middle, int high) {
    int i = low;
    int j = middle;
    for (int k = low; k < high; k++) {
      boolean left = j >= high || (i < middle && area.compare((int) order[i], (int) order[j]) <= 0);
      scratch[k] = left ? order[i++] : order[j++];
    }
  }

  long memoryBytes() {
    return 8L * (order.length + scratch.length) + 4L * RADIX;
  }
}
