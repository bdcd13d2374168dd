package dev.tidewater.zset;

import java.util.List;

/**
 * Merges two batches step by step: {@link #work} does a bounded amount and can be called again
 * until it says that the merge is complete. Pages of the outcome are allocated as it goes. Runs of
 * rows from one side are copied in one piece.
 *
 * <p>One thread at a time; the inputs are not changed.
 */
public final class BatchMerger {
  /** Rows in a row from one side after which the end of the run is searched, not stepped to. */
  private static final int GALLOP_AFTER = 8;

  private final List<Page> leftPages;
  private final List<Page> rightPages;
  private final PageWriter out = new PageWriter();
  private int leftPage;
  private int rightPage;
  private int leftRow;
  private int rightRow;

  public BatchMerger(Batch left, Batch right) {
    this.leftPages = left.pages();
    this.rightPages = right.pages();
  }

  static Batch merged(Batch left, Batch right) {
    BatchMerger merger = new BatchMerger(left, right);
    merger.work(Long.MAX_VALUE);
    return merger.outcome();
  }

  /**
   * Merges about {@code fuel} updates.
   *
   * @return the fuel left; more than zero means that the merge is complete
   */
  public long work(long fuel) {
    long left = fuel;
    while (left > 0 && leftPage < leftPages.size() && rightPage < rightPages.size()) {
      left -= mergePages(leftPages.get(leftPage), rightPages.get(rightPage), left);
    }
    while (left > 0 && leftPage < leftPages.size()) {
      Page page = leftPages.get(leftPage);
      left -= copyRest(page, leftRow);
      leftPage++;
      leftRow = 0;
    }
    while (left > 0 && rightPage < rightPages.size()) {
      Page page = rightPages.get(rightPage);
      left -= copyRest(page, rightRow);
      rightPage++;
      rightRow = 0;
    }
    return Math.max(0, left);
  }

  private int copyRest(Page page, int row) {
    out.appendRun(page, row, page.count());
    return page.count() - row;
  }

  public boolean isComplete() {
    return leftPage == leftPages.size() && rightPage == rightPages.size();
  }

  /** The merged batch; the merge must be complete, and this is called once. */
  public Batch outcome() {
    if (!isComplete()) {
      throw new IllegalStateException("the merge is not complete");
    }
    return out.finish();
  }

  /** Bytes of memory of the outcome so far. */
  public long memoryBytes() {
    return out.memoryBytes();
  }

  /** Merges two pages until one ends or the fuel is used; gives the updates consumed. */
  private long mergePages(Page a, Page b, long fuel) {
    int skip = sharedBy(a, b);
    int i = leftRow;
    int j = rightRow;
    int iEnd = (int) Math.min(a.count(), i + fuel);
    int jEnd = (int) Math.min(b.count(), j + fuel);
    while (i < iEnd && j < jEnd) {
      int order = compare(a, i, b, j, skip);
      if (order < 0) {
        int end = runEnd(a, i, iEnd, b, j, skip);
        out.appendRun(a, i, end);
        i = end;
      } else if (order > 0) {
        int end = runEnd(b, j, jEnd, a, i, skip);
        out.appendRun(b, j, end);
        j = end;
      } else {
        long diff = a.diff(i) + b.diff(j);
        if (diff != 0) {
          out.appendNew(a.bytes(), a.offset(i), a.length(i), a.time(i), diff);
        }
        i++;
        j++;
      }
    }
    long done = (long) (i - leftRow) + (j - rightRow);
    leftRow = i;
    rightRow = j;
    if (i == a.count()) {
      leftPage++;
      leftRow = 0;
    }
    if (j == b.count()) {
      rightPage++;
      rightRow = 0;
    }
    return done;
  }

  /** Leading bytes that all rows of both pages share. */
  private static int sharedBy(Page a, Page b) {
    return Rows.shared(
        a.bytes(),
        a.offset(0),
        a.length(0),
        b.bytes(),
        b.offset(0),
        b.length(0),
        Math.min(a.shared(), b.shared()));
  }

  private static int compare(Page a, int i, Page b, int j, int skip) {
    int aStart = a.offset(i);
    int aEnd = aStart + a.length(i);
    int bStart = b.offset(j);
    int bEnd = bStart + b.length(j);
    long aPrefix = Rows.prefix(a.bytes(), aStart + skip, aEnd);
    long bPrefix = Rows.prefix(b.bytes(), bStart + skip, bEnd);
    if (aPrefix != bPrefix) {
      return Long.compareUnsigned(aPrefix, bPrefix);
    }
    int order = Rows.compare(a.bytes(), aStart, aEnd - aStart, b.bytes(), bStart, bEnd - bStart);
    return order != 0 ? order : Long.compare(a.time(i), b.time(j));
  }

  /** Where the run of rows of {@code a} from {@code i} that are below row {@code j} ends. */
  private static int runEnd(Page a, int i, int iEnd, Page b, int j, int skip) {
    int end = i + 1;
    int stepped = Math.min(iEnd, i + GALLOP_AFTER);
    while (end < stepped) {
      if (compare(a, end, b, j, skip) >= 0) {
        return end;
      }
      end++;
    }
    if (end < iEnd) {
      end = Math.min(iEnd, a.lowerBound(b.bytes(), b.offset(j), b.length(j), end));
      while (end < iEnd && compare(a, end, b, j, skip) < 0) {
        end++; // The same row at earlier times.
      }
    }
    return end;
  }
}
