package dev.tidewater.zset;

import java.util.List;

/**
 * An immutable run of updates {@code (row, time, diff)}, sorted by (row bytes unsigned, time) and
 * consolidated: no two with the same row and time, no diff of zero. Kept in {@link Page}s of about
 * 2,000 updates. Safe to share between threads.
 */
public final class Batch {
  private static final Batch EMPTY = new Batch(List.of());

  private final List<Page> pages;
  private final long updates;

  private Batch(List<Page> pages) {
    this.pages = pages;
    this.updates = pages.stream().mapToLong(Page::count).sum();
  }

  public static Batch empty() {
    return EMPTY;
  }

  /** Wraps pages that are sorted and consolidated within and across. */
  public static Batch ofPages(List<Page> pages) {
    return pages.isEmpty() ? EMPTY : new Batch(List.copyOf(pages));
  }

  public List<Page> pages() {
    return pages;
  }

  public long updates() {
    return updates;
  }

  public boolean isEmpty() {
    return updates == 0;
  }

  /** Bytes of memory that the pages take. */
  public long sizeBytes() {
    return pages.stream().mapToLong(Page::sizeBytes).sum();
  }
}
