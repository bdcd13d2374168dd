package dev.tidewater.zset;

import java.util.ArrayList;
import java.util.List;

/**
 * Sorts and consolidates updates that come in any order into a {@link Batch}.
 *
 * <p>Rows are copied in. What came in order already is not sorted again; a few thousand rows are
 * sorted in the cache; more are first distributed over ranges that fit there. Beyond {@link
 * #RUN_ROWS} rows sorted runs are made as it goes and merged at the end, so apart from the updates
 * themselves the memory needed is bounded.
 *
 * <p>One thread at a time. Empty again after {@link #build}.
 */
public final class BatchBuilder {
  /** Rows sorted in one go; twice their memory is needed meanwhile. */
  static final int RUN_ROWS = 1 << 20;

  /** Row bytes sorted in one go. */
  private static final long RUN_BYTES = 128L << 20;

  private static final int AREA_ROWS = 16 * 1024;
  private static final int AREA_BYTES = 1 << 20;
  private static final int FIRST_AREA_ROWS = 16;
  private static final int FIRST_AREA_BYTES = 1024;

  private final RowSorter sorter = new RowSorter();
  private final PageWriter writer = new PageWriter();
  private final List<RowArea> full = new ArrayList<>();
  private final List<Batch> runs = new ArrayList<>();
  private RowArea area = new RowArea(FIRST_AREA_ROWS, FIRST_AREA_BYTES);
  private long fullRows;
  private long fullBytes;

  public void add(byte[] source, int offset, int length, long time, long diff) {
    if (area.count > 0
        && (area.count >= AREA_ROWS || area.rowBytes() + (long) length > AREA_BYTES)) {
      closeArea();
    }
    area.add(source, offset, length, time, diff);
  }

  private void closeArea() {
    full.add(area);
    fullRows += area.count;
    fullBytes += area.rowBytes();
    area = new RowArea(AREA_ROWS, AREA_BYTES);
    if (fullRows >= RUN_ROWS || fullBytes >= RUN_BYTES) {
      runs.add(sortedRun());
    }
  }

  /** All updates added since the last build, sorted and consolidated. */
  public Batch build() {
    if (!full.isEmpty() || area.count > 0) {
      runs.add(sortedRun());
    }
    Batch result = Batch.merged(runs);
    runs.clear();
    return result;
  }

  private Batch sortedRun() {
    if (full.isEmpty()) {
      sorter.sort(area, writer);
      area.clear();
      return writer.finish();
    }
    if (area.count > 0) {
      full.add(area);
    }
    if (ascending()) {
      for (RowArea next : full) {
        sorter.sort(next, writer);
      }
    } else {
      new RangeScatter(sorter).sort(full, writer);
    }
    full.clear();
    fullRows = 0;
    fullBytes = 0;
    area = new RowArea(FIRST_AREA_ROWS, FIRST_AREA_BYTES);
    return writer.finish();
  }

  private boolean ascending() {
    RowArea before = null;
    for (RowArea next : full) {
      if (!next.ascending || (before != null && !follows(before, next))) {
        return false;
      }
      before = next;
    }
    return true;
  }

  private static boolean follows(RowArea before, RowArea next) {
    int last = before.count - 1;
    int order =
        Rows.compare(
            before.bytes,
            before.offsets[last],
            before.length(last),
            next.bytes,
            next.offsets[0],
            next.length(0));
    return order < 0 || (order == 0 && before.times[last] <= next.times[0]);
  }

  /** Updates added since the last build, those not counted that already cancelled out. */
  public long updates() {
    long sorted = 0;
    for (Batch run : runs) {
      sorted += run.updates();
    }
    return sorted + fullRows + area.count;
  }

  public boolean isEmpty() {
    return area.count == 0 && full.isEmpty() && runs.isEmpty();
  }

  /** Bytes of memory held. */
  public long memoryBytes() {
    long held = area.memoryBytes() + writer.memoryBytes() + sorter.memoryBytes();
    for (RowArea other : full) {
      held += other.memoryBytes();
    }
    for (Batch run : runs) {
      held += run.sizeBytes();
    }
    return held;
  }
}
