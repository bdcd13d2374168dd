package dev.tidewater.zset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes pages of updates that come in order of (row, time). Updates of the same row and time are
 * added up, and left out if nothing remains, so the pages are consolidated.
 *
 * <p>One thread at a time. Can be used again after {@link #finish}.
 */
public final class PageWriter {
  private static final int FIRST_UPDATES = 16;
  private static final int FIRST_BYTES = 1024;

  private final Consumer<Page> sink;
  private final List<Page> pages = new ArrayList<>();
  private byte[] bytes = new byte[FIRST_BYTES];
  private int[] offsets = new int[FIRST_UPDATES + 1];
  private long[] times = new long[FIRST_UPDATES];
  private long[] diffs = new long[FIRST_UPDATES];
  private int count;

  /** Collects the pages for {@link #finish}. */
  public PageWriter() {
    this.sink = pages::add;
  }

  /** Gives each page to a consumer as soon as it is full; {@link #finish} gives the last. */
  public PageWriter(Consumer<Page> sink) {
    this.sink = sink;
  }

  /** Appends an update that is not below the last one. */
  public void append(byte[] source, int offset, int length, long time, long diff) {
    if (count > 0 && times[count - 1] == time && lastRowIs(source, offset, length)) {
      diffs[count - 1] += diff;
      if (diffs[count - 1] == 0) {
        count--;
      }
      return;
    }
    if (diff != 0) {
      appendNew(source, offset, length, time, diff);
    }
  }

  private boolean lastRowIs(byte[] source, int offset, int length) {
    int start = offsets[count - 1];
    return Rows.equal(bytes, start, offsets[count] - start, source, offset, length);
  }

  /** Appends an update whose row or time is known to differ from the last one. */
  void appendNew(byte[] source, int offset, int length, long time, long diff) {
    int end = offsets[count];
    if (count == Page.TARGET_UPDATES || (count > 0 && end + length > Page.TARGET_BYTES)) {
      flush();
      end = 0;
    }
    reserve(1, Math.addExact(end, length));
    System.arraycopy(source, offset, bytes, end, length);
    times[count] = time;
    diffs[count] = diff;
    count++;
    offsets[count] = end + length;
  }

  /** Appends rows of a page from one position to another, all known to follow the last one. */
  void appendRun(Page page, int from, int to) {
    int start = from;
    while (start < to) {
      int room = Page.TARGET_UPDATES - count;
      int end = Math.min(to, start + room);
      int length = page.offset(end) - page.offset(start);
      if (room == 0 || (count > 0 && offsets[count] + length > Page.TARGET_BYTES)) {
        flush();
        continue;
      }
      copyRun(page, start, end, length);
      start = end;
    }
  }

  private void copyRun(Page page, int from, int to, int length) {
    int end = offsets[count];
    reserve(to - from, Math.addExact(end, length));
    System.arraycopy(page.bytes(), page.offset(from), bytes, end, length);
    int shift = end - page.offset(from);
    for (int i = from; i < to; i++) {
      times[count] = page.time(i);
      diffs[count] = page.diff(i);
      count++;
      offsets[count] = page.offset(i + 1) + shift;
    }
  }

  private void reserve(int updates, int byteEnd) {
    int needed = count + updates;
    if (needed > times.length) {
      int size = Math.min(Page.TARGET_UPDATES, Math.max(needed, times.length * 4));
      offsets = Arrays.copyOf(offsets, size + 1);
      times = Arrays.copyOf(times, size);
      diffs = Arrays.copyOf(diffs, size);
    }
    if (byteEnd > bytes.length) {
      bytes = Arrays.copyOf(bytes, grown(byteEnd));
    }
  }

  private int grown(int needed) {
    return needed > Page.TARGET_BYTES
        ? needed
        : Math.min(Page.TARGET_BYTES, Math.max(needed, bytes.length * 4));
  }

  private void flush() {
    if (count == 0) {
      return;
    }
    sink.accept(
        Page.of(
            count,
            Arrays.copyOf(bytes, offsets[count]),
            Arrays.copyOf(offsets, count + 1),
            Arrays.copyOf(times, count),
            Arrays.copyOf(diffs, count)));
    count = 0;
    if (bytes.length > Page.TARGET_BYTES) {
      // A single huge row was here; do not keep its room.
      bytes = new byte[Page.TARGET_BYTES];
    }
  }

  /** Gives out the last page; the batch of all pages, empty if they went to a consumer. */
  public Batch finish() {
    flush();
    Batch batch = Batch.ofPages(pages);
    pages.clear();
    return batch;
  }

  /** Bytes of memory held: buffers, and pages not yet given out. */
  public long memoryBytes() {
    long held = bytes.length + 4L * offsets.length + 16L * times.length;
    for (Page page : pages) {
      held += page.sizeBytes();
    }
    return held;
  }
}
