package dev.tidewater.coordinator.execute;

import dev.tidewater.catalog.ObjectId;
import dev.tidewater.coordinator.control.IndexController;
import dev.tidewater.host.local.Arrangement;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStatus;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.GroupId;
import dev.tidewater.store.Hold;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What queries read: collections of the store, and views that an index keeps in memory. Both are
 * readable at times from a since up to an upper, and can be held.
 */
final class ReadInputs {
  private final CollectionStore store;
  private final IndexController indexes;

  ReadInputs(CollectionStore store, IndexController indexes) {
    this.store = store;
    this.indexes = indexes;
  }

  CollectionStatus status(CollectionId id) {
    return store.status(id).orElseGet(() -> status(arrangement(id)));
  }

  private static CollectionStatus status(Arrangement arrangement) {
    return new CollectionStatus(
        arrangement.relation(),
        new GroupId("index-" + arrangement.relation()),
        arrangement.since(),
        arrangement.upper(),
        arrangement.updates(),
        arrangement.memoryBytes());
  }

  Hold hold(CollectionId id) {
    return store.status(id).isPresent() ? store.volatileHold(id) : arrangement(id).hold();
  }

  CompletableFuture<Void> awaitReadable(CollectionId id, long time) {
    return store.status(id).isPresent()
        ? store.awaitReadable(id, time)
        : arrangement(id).awaitReadable(time);
  }

  /** Everything that can be read. */
  List<CollectionId> all() {
    List<CollectionId> all = new ArrayList<>();
    store.collections().forEach(status -> all.add(status.id()));
    for (Arrangement arrangement : indexes.all()) {
      if (!all.contains(arrangement.relation())) {
        all.add(arrangement.relation());
      }
    }
    return all;
  }

  /**
   * The earliest time at which everything that is kept only in memory can be read. Such history is
   * short, so a transaction that may come to need it had better not read earlier.
   */
  long earliestInMemory() {
    return indexes.all().stream().mapToLong(Arrangement::since).max().orElse(0);
  }

  private Arrangement arrangement(CollectionId id) {
    Optional<Arrangement> found = indexes.of(new ObjectId(id.value())).stream().findFirst();
    return found.orElseThrow(
        () ->
            new TidewaterException(
                    ErrorCode.SERIALIZATION_FAILURE, "a relation was dropped meanwhile")
                .hint("Try again."));
  }
}
