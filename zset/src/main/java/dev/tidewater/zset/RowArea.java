package dev.tidewater.zset;

import java.util.Arrays;

/** Updates in the order in which they came, rows one behind the other in one array. */
final class RowArea {
  byte[] bytes;
  int[] offsets;
  long[] times;
  long[] diffs;
  int count;

  /** True as long as no update was below the one before it. */
  boolean ascending = true;

  RowArea(int updates, int rowBytes) {
    bytes = new byte[rowBytes];
    offsets = new int[updates + 1];
    times = new long[updates];
    diffs = new long[updates];
  }

  void add(byte[] source, int offset, int length, long time, long diff) {
    int end = offsets[count];
    reserve(Math.addExact(end, length));
    System.arraycopy(source, offset, bytes, end, length);
    times[count] = time;
    diffs[count] = diff;
    count++;
    offsets[count] = end + length;
    if (ascending && count > 1) {
      ascending = compare(count - 2, count - 1) <= 0;
    }
  }

  /** Appends a row without looking whether the order still ascends; there must be room. */
  void addUnordered(RowArea source, int row) {
    int end = offsets[count];
    int length = source.length(row);
    System.arraycopy(source.bytes, source.offsets[row], bytes, end, length);
    times[count] = source.times[row];
    diffs[count] = source.diffs[row];
    count++;
    offsets[count] = end + length;
    ascending = false;
  }

  private void reserve(int byteEnd) {
    if (count == times.length) {
      int size = Math.max(16, times.length * 4);
      offsets = Arrays.copyOf(offsets, size + 1);
      times = Arrays.copyOf(times, size);
      diffs = Arrays.copyOf(diffs, size);
    }
    if (byteEnd > bytes.length) {
      long doubled = Math.min(Integer.MAX_VALUE - 16L, bytes.length * 2L);
      bytes = Arrays.copyOf(bytes, (int) Math.max(byteEnd, doubled));
    }
  }

  int length(int row) {
    return offsets[row + 1] - offsets[row];
  }

  int rowBytes() {
    return offsets[count];
  }

  int compare(int i, int j) {
    int order =
        Arrays.compareUnsigned(
            bytes, offsets[i], offsets[i + 1], bytes, offsets[j], offsets[j + 1]);
    return order != 0 ? order : Long.compare(times[i], times[j]);
  }

  long prefix(int row, int skip) {
    return Rows.prefix(bytes, offsets[row] + skip, offsets[row + 1]);
  }

  void clear() {
    count = 0;
    ascending = true;
  }

  long memoryBytes() {
    return bytes.length + 4L * offsets.length + 16L * times.length;
  }
}
