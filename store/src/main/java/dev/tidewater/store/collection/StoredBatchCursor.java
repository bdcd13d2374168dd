package dev.tidewater.store.collection;

import dev.tidewater.store.collection.BatchStorage.Access;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.BatchCursor;
import dev.tidewater.zset.UpdateCursor;
import java.util.List;

/** Walks over a stored batch with one page of it in memory. A seek skips pages by the index. */
final class StoredBatchCursor implements UpdateCursor {
  private final StoredBatch batch;
  private final Access access;
  private final boolean isStamped;
  private final long stamp;
  private int page = -1;
  private BatchCursor current = Batch.empty().cursor();

  StoredBatchCursor(StoredBatch batch, Access access) {
    this.batch = batch;
    this.access = access;
    this.isStamped = batch.descriptor().stamp().isPresent();
    this.stamp = batch.descriptor().stamp().orElse(0);
  }

  @Override
  public boolean next() {
    return current.next() || (moveTo(page + 1) && current.next());
  }

  @Override
  public boolean seek(byte[] key, int offset, int length) {
    int target = batch.index().firstPageOf(BatchStorage.slice(key, offset, length));
    if (target > page && !moveTo(target)) {
      return false;
    }
    return current.seek(key, offset, length) || (moveTo(page + 1) && current.next());
  }

  /** Pages are never empty, so a page moved to has an update. */
  private boolean moveTo(int number) {
    if (number >= batch.pageCount()) {
      page = batch.pageCount();
      current = Batch.empty().cursor();
      return false;
    }
    page = number;
    current = Batch.ofPages(List.of(batch.page(number, access))).cursor();
    return true;
  }

  @Override
  public byte[] bytes() {
    return current.bytes();
  }

  @Override
  public int offset() {
    return current.offset();
  }

  @Override
  public int length() {
    return current.length();
  }

  @Override
  public long time() {
    return isStamped ? stamp : current.time();
  }

  @Override
  public long diff() {
    return current.diff();
  }

  @Override
  public void close() {
    page = batch.pageCount();
    current = Batch.empty().cursor();
  }
}
