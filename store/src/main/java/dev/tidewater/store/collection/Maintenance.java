package dev.tidewater.store.collection;

import dev.tidewater.store.CollectionId;
import dev.tidewater.store.StoreMetrics;
import dev.tidewater.store.blob.Blob;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work that nobody waits for, in steps: merge batches, move inline batches to blobs, roll up
 * logs, delete garbage. Looks only at what was written to since it was last looked at, so an idle
 * store costs nothing however many collections it has.
 *
 * <p>{@link #touched} from any thread; steps from one thread at a time.
 */
final class Maintenance {
  private static final Logger LOG = LoggerFactory.getLogger(Maintenance.class);

  /** Blobs deleted in one step. */
  private static final int GARBAGE_PER_STEP = 16;

  private final Compactor compactor;
  private final BlobLedger ledger;
  private final Blob blob;
  private final StoreMetrics metrics;
  private final Set<LiveCollection> touchedCollections =
      new ConcurrentSkipListSet<>(java.util.Comparator.comparing(LiveCollection::id));
  private final Set<Group> touchedGroups = new ConcurrentSkipListSet<>(Group.byId());

  /** Collections with a damaged batch: read errors say so, merging it again and again would not. */
  private final Set<CollectionId> damaged = ConcurrentHashMap.newKeySet();

  Maintenance(Compactor compactor, BlobLedger ledger, Blob blob, StoreMetrics metrics) {
    this.compactor = compactor;
    this.ledger = ledger;
    this.blob = blob;
    this.metrics = metrics;
  }

  /** Something was written to these. */
  void touched(Group group, Collection<LiveCollection> collections) {
    touchedGroups.add(group);
    touchedCollections.addAll(collections);
  }

  /**
   * Does one piece of work; false if there was none. An error leaves everything in order and what
   * was to be done still to do.
   */
  boolean step() {
    return compactStep() || groupStep() || garbageStep();
  }

  /** Merges batches of one collection. */
  boolean compactStep() {
    Iterator<LiveCollection> candidates = touchedCollections.iterator();
    while (candidates.hasNext()) {
      LiveCollection collection = candidates.next();
      // Removed before the look, so that a write that comes after it is not overlooked.
      candidates.remove();
      boolean compacted;
      try {
        compacted = guarded(collection, () -> compactor.compact(collection));
      } catch (RuntimeException e) {
        touchedCollections.add(collection);
        throw e;
      }
      if (compacted || awaitsSince(collection)) {
        touchedCollections.add(collection);
      }
      if (compacted) {
        touchedGroups.add(collection.group());
        return true;
      }
    }
    return false;
  }

  private boolean guarded(LiveCollection collection, Supplier<Boolean> work) {
    if (damaged.contains(collection.id())) {
      return false;
    }
    try {
      return work.get();
    } catch (TidewaterException e) {
      if (e.code() != ErrorCode.DATA_CORRUPTED) {
        throw e;
      }
      damaged.add(collection.id());
      metrics.maintenanceFailed();
      LOG.error(
          "collection {} has a damaged batch and is not compacted any more", collection.id(), e);
      return false;
    }
  }

  private boolean awaitsSince(LiveCollection collection) {
    if (damaged.contains(collection.id())) {
      return false;
    }
    CollectionState state = collection.group().state().collection(collection.id());
    return state != null && CompactionPolicy.awaitsSince(state.batches());
  }

  /** True if there will be something to do without another write, once times have moved on. */
  boolean awaitsSince() {
    return !touchedCollections.isEmpty();
  }

  /** Keeps the log of one group short. */
  boolean groupStep() {
    Iterator<Group> candidates = touchedGroups.iterator();
    while (candidates.hasNext()) {
      Group group = candidates.next();
      if (compactor.flushInline(group)) {
        return true;
      }
      if (group.wantsRollUp()) {
        group.rollUp();
        return true;
      }
      candidates.remove();
    }
    return false;
  }

  /** Deletes some blobs that nobody needs any more. */
  boolean garbageStep() {
    List<String> garbage = ledger.takeGarbage(GARBAGE_PER_STEP);
    for (int i = 0; i < garbage.size(); i++) {
      try {
        blob.delete(garbage.get(i));
        metrics.deletedBlob();
      } catch (TidewaterException e) {
        ledger.retire(garbage.subList(i, garbage.size()));
        throw e;
      }
    }
    return !garbage.isEmpty();
  }
}
