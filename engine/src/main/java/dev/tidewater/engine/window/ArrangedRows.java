package dev.tidewater.engine.window;

import dev.tidewater.types.row.ByteSink;
import java.util.Arrays;

/** Arranged rows of one partition with their diffs, in order, in memory of their own. */
final class ArrangedRows {
  private final ByteSink bytes = new ByteSink();
  private int[] offsets = new int[16];
  private long[] diffs = new long[16];
  private int count;

  void clear() {
    bytes.clear();
    count = 0;
  }

  int count() {
    return count;
  }

  byte[] bytes() {
    return bytes.array();
  }

  int start(int entry) {
    return offsets[entry];
  }

  int end(int entry) {
    return offsets[entry + 1];
  }

  long diff(int entry) {
    return diffs[entry];
  }

  /** Adds a row behind those that are there. */
  void add(byte[] source, int offset, int length, long diff) {
    if (count + 1 >= offsets.length) {
      offsets = Arrays.copyOf(offsets, offsets.length * 2);
      diffs = Arrays.copyOf(diffs, diffs.length * 2);
    }
    bytes.putBytes(source, offset, length);
    diffs[count] = diff;
    count++;
    offsets[count] = bytes.size();
  }

  private void addEntry(ArrangedRows from, int entry, long diff) {
    if (diff != 0) {
      add(from.bytes(), from.start(entry), from.end(entry) - from.start(entry), diff);
    }
  }

  /** Becomes the sum of two others. */
  void setToSum(ArrangedRows one, ArrangedRows other) {
    clear();
    int i = 0;
    int j = 0;
    while (i < one.count || j < other.count) {
      int order = i == one.count ? 1 : j == other.count ? -1 : compare(one, i, other, j);
      if (order < 0) {
        addEntry(one, i, one.diff(i));
        i++;
      } else if (order > 0) {
        addEntry(other, j, other.diff(j));
        j++;
      } else {
        addEntry(one, i, one.diff(i) + other.diff(j));
        i++;
        j++;
      }
    }
  }

  static int compare(ArrangedRows one, int entry, ArrangedRows other, int otherEntry) {
    return Arrays.compareUnsigned(
        one.bytes(),
        one.start(entry),
        one.end(entry),
        other.bytes(),
        other.start(otherEntry),
        other.end(otherEntry));
  }

  long memoryBytes() {
    return bytes.array().length + 12L * offsets.length;
  }
}
