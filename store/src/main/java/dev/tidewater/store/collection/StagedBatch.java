package dev.tidewater.store.collection;

import dev.tidewater.store.CollectionId;
import dev.tidewater.store.StagedPart;
import dev.tidewater.store.collection.BatchStorage.Access;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.UpdateCursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A batch in a blob that no state refers to yet. Safe for use by many threads. */
final class StagedBatch implements StagedPart {
  /** What has become of the part. */
  private enum Fate {
    /** Its blob goes with it. */
    STAGED,
    /**
     * An append with it ended without telling how: the blob stays until the store's next opening.
     */
    UNCERTAIN,
    /** A state refers to its blob. */
    APPENDED,
    DISCARDED
  }

  private final CollectionId collection;
  private final BatchStorage storage;
  private final BlobLedger ledger;
  private final @Nullable BatchDescriptor descriptor;
  private Fate fate = Fate.STAGED;

  /**
   * @param descriptor with bounds that mean nothing yet; null if all updates cancelled out
   */
  StagedBatch(
      CollectionId collection,
      BatchStorage storage,
      BlobLedger ledger,
      @Nullable BatchDescriptor descriptor) {
    this.collection = collection;
    this.storage = storage;
    this.ledger = ledger;
    this.descriptor = descriptor;
  }

  @Override
  public CollectionId collection() {
    return collection;
  }

  @Override
  public long updates() {
    return descriptor == null ? 0 : descriptor.updates();
  }

  @Override
  public UpdateCursor rows() {
    BatchDescriptor written = checkUsable();
    return written == null ? Batch.empty().cursor() : storage.open(written).cursor(Access.SCAN);
  }

  synchronized @Nullable BatchDescriptor checkUsable() {
    if (fate == Fate.APPENDED || fate == Fate.DISCARDED) {
      throw new IllegalStateException("the staged part was appended or closed before");
    }
    return descriptor;
  }

  synchronized void appended() {
    fate = Fate.APPENDED;
  }

  synchronized void uncertain() {
    fate = Fate.UNCERTAIN;
  }

  @Override
  public synchronized void close() {
    if (fate == Fate.STAGED
        && descriptor != null
        && descriptor.data() instanceof BatchData.Stored stored) {
      ledger.retire(List.of(stored.blob()));
    }
    if (fate != Fate.APPENDED) {
      fate = Fate.DISCARDED;
    }
  }
}
