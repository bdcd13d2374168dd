package dev.tidewater.store.collection;

import dev.tidewater.store.CollectionId;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The durable state of a group, as its log tells it. Changed only by {@link #apply}, under the
 * group's lock; may be read from any thread meanwhile: a thread that sees an upper also sees the
 * batches that came with it.
 */
final class GroupState {
  private final Map<CollectionId, CollectionState> collections = new ConcurrentHashMap<>();
  private volatile long upper;
  private volatile @Nullable Progress progress;

  long upper() {
    return upper;
  }

  @Nullable Progress progress() {
    return progress;
  }

  @Nullable CollectionState collection(CollectionId id) {
    return collections.get(id);
  }

  /** In order of their ids. */
  List<CollectionState> collections() {
    return collections.values().stream().sorted(Comparator.comparing(CollectionState::id)).toList();
  }

  GroupRecord.RollUp rollUp(long currentUpper) {
    return new GroupRecord.RollUp(currentUpper, progress, collections());
  }

  void apply(GroupRecord record) {
    if (record instanceof GroupRecord.RollUp rollUp) {
      collections.clear();
      rollUp.collections().forEach(c -> collections.put(c.id(), c));
      progress = rollUp.progress();
    } else if (record instanceof GroupRecord.Appended appended) {
      appended.batches().forEach((id, batches) -> put(known(id).withBatches(batches)));
      if (appended.progress() != null) {
        progress = appended.progress();
      }
    } else if (record instanceof GroupRecord.CollectionCreated created) {
      put(CollectionState.empty(created.id(), created.upper()));
    } else if (record instanceof GroupRecord.CollectionDropped dropped) {
      collections.remove(dropped.id());
    } else if (record instanceof GroupRecord.HoldPlaced placed) {
      put(known(placed.id()).withHold(placed.holder(), placed.time()));
    } else if (record instanceof GroupRecord.HoldReleased released) {
      put(known(released.id()).withoutHold(released.holder()));
    } else if (record instanceof GroupRecord.BatchesReplaced replaced) {
      put(replace(known(replaced.id()), replaced));
    }
    upper = Math.max(upper, record.upper());
  }

  private static CollectionState replace(
      CollectionState state, GroupRecord.BatchesReplaced replaced) {
    if (replaced.first() > state.batches().size() - replaced.count()) {
      throw new TidewaterException(
              ErrorCode.DATA_CORRUPTED, "the log of a group replaces batches that are not there")
          .with("id", state.id());
    }
    return state.withReplaced(
        replaced.first(), replaced.count(), replaced.since(), replaced.replacement());
  }

  private void put(CollectionState state) {
    collections.put(state.id(), state);
  }

  private CollectionState known(CollectionId id) {
    CollectionState state = collections.get(id);
    if (state == null) {
      throw new TidewaterException(
              ErrorCode.DATA_CORRUPTED, "the log of a group speaks of an unknown collection {id}")
          .with("id", id);
    }
    return state;
  }
}
