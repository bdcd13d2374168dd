package dev.tidewater.store.collection;

import dev.tidewater.store.StoreMetrics;
import dev.tidewater.store.collection.BatchStorage.Access;
import dev.tidewater.store.collection.BatchStorage.Bounds;
import dev.tidewater.store.collection.CompactionPolicy.Window;
import dev.tidewater.zset.Merge;
import dev.tidewater.zset.UpdateCursor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Merges adjacent batches of a collection into one: times before the since move up to just before
 * it, and what cancels out goes. The merge streams, a page of each batch in memory, without any
 * lock; only the record that installs the outcome takes the group's lock.
 *
 * <p>One thread at a time.
 */
final class Compactor {
  private final BatchStorage storage;
  private final BlobLedger ledger;
  private final StoreMetrics metrics;
  private final Limits limits;
  private final long retentionMillis;

  Compactor(
      BatchStorage storage,
      BlobLedger ledger,
      StoreMetrics metrics,
      Limits limits,
      long retentionMillis) {
    this.storage = storage;
    this.ledger = ledger;
    this.metrics = metrics;
    this.limits = limits;
    this.retentionMillis = retentionMillis;
  }

  /** What is going to be merged. */
  private record Plan(List<BatchDescriptor> inputs, long since, int inlineLimit) {
    long from() {
      return inputs.get(0).lower();
    }

    long to() {
      return inputs.get(inputs.size() - 1).upper();
    }

    long updates() {
      return inputs.stream().mapToLong(BatchDescriptor::updates).sum();
    }

    List<String> blobs() {
      List<String> names = new ArrayList<>();
      for (BatchDescriptor input : inputs) {
        if (input.data() instanceof BatchData.Stored stored) {
          names.add(stored.blob());
        }
      }
      return names;
    }
  }

  /** Does one merge if one is due; false if there was nothing to do. */
  boolean compact(LiveCollection collection) {
    CollectionState state = collection.group().state().collection(collection.id());
    if (state == null) {
      return false;
    }
    long since = advanceSince(collection);
    Optional<Window> window = CompactionPolicy.choose(state.batches(), since);
    if (window.isEmpty()) {
      return false;
    }
    return run(collection, state, plan(state, window.get(), since, limits.inlineBytes()));
  }

  /** If a group has too much inline, moves the longest run of it to a blob. */
  boolean flushInline(Group group) {
    List<CollectionState> states = group.state().collections();
    if (states.stream().mapToLong(CollectionState::inlineBytes).sum()
        <= limits.groupInlineBytes()) {
      return false;
    }
    CollectionState fullest =
        states.stream().max(Comparator.comparingLong(CollectionState::inlineBytes)).orElseThrow();
    LiveCollection collection = group.collection(fullest.id());
    Optional<Window> window = CompactionPolicy.largestInlineRun(fullest.batches());
    if (collection == null || window.isEmpty()) {
      return false;
    }
    long since = advanceSince(collection);
    return run(collection, fullest, plan(fullest, window.get(), since, 0));
  }

  private long advanceSince(LiveCollection collection) {
    return collection.since().advance(() -> durableLimit(collection));
  }

  private long durableLimit(LiveCollection collection) {
    long limit = collection.group().upper() - 1 - retentionMillis;
    CollectionState state = collection.group().state().collection(collection.id());
    if (state != null) {
      for (long held : state.holds().values()) {
        limit = Math.min(limit, held);
      }
    }
    return limit;
  }

  private static Plan plan(CollectionState state, Window window, long since, int inlineLimit) {
    return new Plan(
        List.copyOf(state.batches().subList(window.from(), window.to())), since, inlineLimit);
  }

  /** False if the inputs changed meanwhile, which leaves everything as it was. */
  private boolean run(LiveCollection collection, CollectionState planned, Plan plan) {
    BlobLedger.Pin pin = ledger.pin(planned::blobs);
    try {
      if (!isUnchanged(collection, plan)) {
        return false;
      }
      BatchDescriptor outcome = merge(collection, plan);
      // If this throws, the outcome may be unknown: the blob is left to the store's next opening.
      boolean installed = install(collection, plan, outcome);
      if (installed) {
        ledger.retire(plan.blobs());
        metrics.compacted(plan.updates());
      } else if (outcome != null && outcome.data() instanceof BatchData.Stored stored) {
        ledger.retire(List.of(stored.blob()));
      }
      return installed;
    } finally {
      pin.close();
    }
  }

  /** The pin came after the plan: it counts only if the state still refers to the inputs. */
  private static boolean isUnchanged(LiveCollection collection, Plan plan) {
    CollectionState state = collection.group().state().collection(collection.id());
    return state != null && state.positionOf(plan.inputs()) >= 0;
  }

  private @Nullable BatchDescriptor merge(LiveCollection collection, Plan plan) {
    List<UpdateCursor> cursors = new ArrayList<>();
    for (BatchDescriptor input : plan.inputs()) {
      cursors.add(storage.open(input).cursor(Access.SCAN));
    }
    UpdateCursor merged = Merge.forwardedTo(Merge.cursors(cursors), plan.since() - 1);
    Bounds bounds = new Bounds(plan.from(), plan.to(), plan.since());
    return storage.write(collection.id(), bounds, merged, plan.inlineLimit());
  }

  private static boolean install(
      LiveCollection collection, Plan plan, @Nullable BatchDescriptor outcome) {
    Group group = collection.group();
    return group.write(
        () -> {
          CollectionState state = group.state().collection(collection.id());
          int first = state == null ? -1 : state.positionOf(plan.inputs());
          return first < 0
              ? null
              : new GroupRecord.BatchesReplaced(
                  group.upper(),
                  collection.id(),
                  plan.since(),
                  first,
                  plan.inputs().size(),
                  outcome);
        });
  }
}
