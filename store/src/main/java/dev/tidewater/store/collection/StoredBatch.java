package dev.tidewater.store.collection;

import dev.tidewater.store.collection.BatchStorage.Access;
import dev.tidewater.zset.Page;
import dev.tidewater.zset.PageIndex;
import dev.tidewater.zset.UpdateCursor;

/** A batch open for reading. Immutable; whoever reads it keeps its blob pinned. */
final class StoredBatch {
  private final BatchStorage storage;
  private final BatchDescriptor descriptor;
  private final PageIndex index;

  StoredBatch(BatchStorage storage, BatchDescriptor descriptor, PageIndex index) {
    this.storage = storage;
    this.descriptor = descriptor;
    this.index = index;
  }

  BatchDescriptor descriptor() {
    return descriptor;
  }

  PageIndex index() {
    return index;
  }

  int pageCount() {
    return index.pages().size();
  }

  Page page(int number, Access access) {
    return storage.page(descriptor, index.pages().get(number), number, access);
  }

  /** A walk over all updates; reads a page when it gets there. */
  UpdateCursor cursor(Access access) {
    return new StoredBatchCursor(this, access);
  }
}
