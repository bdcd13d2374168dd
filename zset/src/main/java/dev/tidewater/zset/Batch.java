package dev.tidewater.zset;

import java.util.ArrayList;
import java.util.List;

/**
 * An immutable run of updates {@code (row, time, diff)}, sorted by (row bytes unsigned, time) and
 * consolidated: no two with the same row and time, no diff of zero. Kept in {@link Page}s of about
 * 2,000 updates. Safe to share between threads.
 */
public final class Batch {
  private static final Batch EMPTY = new Batch(List.of());

  private final List<Page> pages;
  private final Page[] pageArray;
  private final long updates;
  private final long sizeBytes;
  private final int shared;
  private final long[] heads;

  private Batch(List<Page> pages) {
    this.pages = pages;
    this.pageArray = pages.toArray(Page[]::new);
    this.updates = pages.stream().mapToLong(Page::count).sum();
    this.sizeBytes = pages.stream().mapToLong(Page::sizeBytes).sum();
    this.shared = sharedPrefix();
    this.heads = new long[pages.size()];
    for (int i = 0; i < heads.length; i++) {
      Page page = pages.get(i);
      heads[i] =
          Rows.prefix(page.bytes(), page.offset(0) + shared, page.offset(0) + page.length(0));
    }
  }

  private int sharedPrefix() {
    if (pages.isEmpty()) {
      return 0;
    }
    Page first = pages.get(0);
    Page last = pages.get(pages.size() - 1);
    int lastRow = last.count() - 1;
    return Rows.shared(
        first.bytes(),
        first.offset(0),
        first.length(0),
        last.bytes(),
        last.offset(lastRow),
        last.length(lastRow),
        Integer.MAX_VALUE);
  }

  public static Batch empty() {
    return EMPTY;
  }

  /** Wraps pages that are sorted and consolidated within and across. */
  public static Batch ofPages(List<Page> pages) {
    return pages.isEmpty() ? EMPTY : new Batch(List.copyOf(pages));
  }

  /** All updates of some batches as one batch. */
  public static Batch merged(List<Batch> batches) {
    List<Batch> some = batches.stream().filter(b -> !b.isEmpty()).toList();
    return switch (some.size()) {
      case 0 -> EMPTY;
      case 1 -> some.get(0);
      case 2 -> BatchMerger.merged(some.get(0), some.get(1));
      default -> Merge.toBatch(Merge.batches(some));
    };
  }

  public List<Page> pages() {
    return pages;
  }

  Page[] pageArray() {
    return pageArray;
  }

  public long updates() {
    return updates;
  }

  public boolean isEmpty() {
    return updates == 0;
  }

  /** Bytes of memory that the pages take. */
  public long sizeBytes() {
    return sizeBytes;
  }

  /** A walk over all updates, which stands before the first. */
  public BatchCursor cursor() {
    return new BatchCursor(this);
  }

  /** The same rows with the opposite diffs. */
  public Batch negated() {
    List<Page> result = new ArrayList<>(pages.size());
    for (Page page : pages) {
      result.add(page.negated());
    }
    return ofPages(result);
  }

  /** The same updates, all at one time: rows that occurred at several times are consolidated. */
  public Batch stampedAt(long time) {
    for (Page page : pages) {
      if (!page.hasUniformTime() || page.time(0) != pages.get(0).time(0)) {
        return restamped(time);
      }
    }
    List<Page> result = new ArrayList<>(pages.size());
    for (Page page : pages) {
      result.add(page.stampedAt(time));
    }
    return ofPages(result);
  }

  private Batch restamped(long time) {
    PageWriter writer = new PageWriter();
    for (Page page : pages) {
      for (int i = 0; i < page.count(); i++) {
        writer.append(page.bytes(), page.offset(i), page.length(i), time, page.diff(i));
      }
    }
    return writer.finish();
  }

  /**
   * The only page at or after {@code from} that may hold the first update whose row is not below
   * the key; if it holds none, that update is the first of the next page.
   */
  int pageOf(byte[] key, int offset, int length, int from) {
    if (from + 1 >= pageArray.length) {
      return from;
    }
    if (shared > 0) {
      Page first = pageArray[0];
      int common = Math.min(shared, length);
      int order = Rows.compare(key, offset, common, first.bytes(), first.offset(0), common);
      if (order != 0) {
        return order < 0 ? from : pageArray.length - 1;
      }
    }
    long prefix = Rows.prefix(key, offset + shared, offset + length);
    int low = from + 1;
    int step = 1;
    int high = low;
    while (high < heads.length && headIsBelow(high, prefix, key, offset, length)) {
      low = high + 1;
      high += step;
      step <<= 1;
    }
    high = Math.min(high, heads.length);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (headIsBelow(middle, prefix, key, offset, length)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  private boolean headIsBelow(int page, long prefix, byte[] key, int offset, int length) {
    long head = heads[page];
    if (head != prefix) {
      return Long.compareUnsigned(head, prefix) < 0;
    }
    return pageArray[page].compareRow(0, key, offset, length) < 0;
  }
}
