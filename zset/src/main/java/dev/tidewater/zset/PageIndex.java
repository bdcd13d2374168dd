package dev.tidewater.zset;

import java.util.List;

/**
 * The pages of an encoded batch, in order. Lets a reader fetch only the pages that it needs.
 * Immutable.
 */
public record PageIndex(List<EncodedPage> pages) {
  public PageIndex {
    pages = List.copyOf(pages);
  }

  public long updates() {
    return pages.stream().mapToLong(EncodedPage::updates).sum();
  }

  /**
   * The first page that may hold a row that is not below the key; 0 if all rows are above, and the
   * last page if none is (which only reading it can tell).
   */
  public int firstPageOf(byte[] key) {
    int low = 1;
    int high = pages.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      byte[] head = pages.get(middle).head();
      if (Rows.compare(head, 0, head.length, key, 0, key.length) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  /** True if the page surely holds no row that starts with the prefix, nor does any behind it. */
  public boolean isBeyondPrefix(int page, byte[] prefix) {
    byte[] head = pages.get(page).head();
    int common = Math.min(head.length, prefix.length);
    return Rows.compare(head, 0, common, prefix, 0, prefix.length) > 0;
  }
}
