package dev.tidewater.store.collection;

import dev.tidewater.zset.EncodedPage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** First rows of pages, by which several batches together are cut into ranges of about one size. */
final class PageHeads {
  /** Far more than any walk has parts, so that parts differ little in size. */
  private static final int SAMPLES = 4096;

  private PageHeads() {}

  /** In order, each standing for about the same number of pages of whichever batch. */
  static List<byte[]> sample(List<StoredBatch> batches) {
    long pages = batches.stream().mapToLong(StoredBatch::pageCount).sum();
    int stride = Math.toIntExact(pages / SAMPLES + 1);
    List<byte[]> heads = new ArrayList<>();
    for (StoredBatch batch : batches) {
      List<EncodedPage> all = batch.index().pages();
      for (int page = 0; page < all.size(); page += stride) {
        heads.add(all.get(page).head());
      }
    }
    heads.sort(Arrays::compareUnsigned);
    return heads;
  }
}
