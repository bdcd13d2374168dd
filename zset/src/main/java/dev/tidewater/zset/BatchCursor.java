package dev.tidewater.zset;

/** A walk over the updates of a {@link Batch}. One thread at a time; nothing to release. */
public final class BatchCursor implements UpdateCursor {
  private final Batch batch;
  private final Page[] pages;
  private int pageIndex;
  private int row = -1;
  private Page page;

  BatchCursor(Batch batch) {
    this.batch = batch;
    this.pages = batch.pageArray();
    this.page = pages.length == 0 ? Page.EMPTY : pages[0];
  }

  @Override
  public boolean next() {
    if (row + 1 < page.count()) {
      row++;
      return true;
    }
    return nextPage();
  }

  private boolean nextPage() {
    if (pageIndex + 1 >= pages.length) {
      pageIndex = pages.length;
      row = page.count();
      return false;
    }
    pageIndex++;
    page = pages[pageIndex];
    row = 0;
    return true;
  }

  @Override
  public boolean seek(byte[] key, int offset, int length) {
    if (pageIndex >= pages.length) {
      return false;
    }
    int from = Math.max(row, 0);
    int target = batch.pageOf(key, offset, length, pageIndex);
    if (target != pageIndex) {
      pageIndex = target;
      page = pages[target];
      from = 0;
    }
    row = page.lowerBound(key, offset, length, from);
    return row < page.count() || nextPage();
  }

  /** True if the current row starts with the key. */
  boolean startsWith(byte[] key, int offset, int length) {
    return page.startsWith(row, key, offset, length);
  }

  /** The page of the current update. */
  public Page page() {
    return page;
  }

  /** The position of the current update in its page. */
  public int row() {
    return row;
  }

  @Override
  public byte[] bytes() {
    return page.bytes();
  }

  @Override
  public int offset() {
    return page.offset(row);
  }

  @Override
  public int length() {
    return page.length(row);
  }

  @Override
  public long time() {
    return page.time(row);
  }

  @Override
  public long diff() {
    return page.diff(row);
  }

  @Override
  public void close() {}

  int pageIndex() {
    return pageIndex;
  }

  /** Goes back to where the cursor stood before; false if that was the end. */
  boolean moveTo(int newPageIndex, int newRow) {
    pageIndex = newPageIndex;
    row = newRow;
    if (pageIndex >= pages.length) {
      return false;
    }
    page = pages[pageIndex];
    return true;
  }
}
