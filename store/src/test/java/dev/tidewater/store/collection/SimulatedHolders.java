package dev.tidewater.store.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStatus;
import dev.tidewater.store.Hold;
import dev.tidewater.store.collection.StoreModel.ModelCollection;
import dev.tidewater.store.consensus.MemoryConsensus.NextAppend;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Those who hold times back, durably or as long as the process lasts. */
final class SimulatedHolders {
  private final SimulationRun run;
  private final List<Hold> volatileHolds = new ArrayList<>();

  /** Holds, by collection and holder, of which the last change was not acknowledged. */
  private final Set<String> uncertainHolds = new TreeSet<>();

  SimulatedHolders(SimulationRun run) {
    this.run = run;
  }

  boolean areIdle() {
    return volatileHolds.isEmpty();
  }

  void closeOne() {
    if (!volatileHolds.isEmpty()) {
      volatileHolds.remove(run.random.nextInt(volatileHolds.size())).close();
    }
  }

  void closeAll() {
    volatileHolds.forEach(Hold::close);
    forget();
  }

  void forget() {
    volatileHolds.clear();
  }

  void checkSince() {
    for (Hold hold : volatileHolds) {
      CollectionStatus status = run.store().status(hold.collection()).orElseThrow();
      assertThat(status.since()).isLessThanOrEqualTo(hold.time());
    }
  }

  void hold() {
    run.machine.consensus.next(NextAppend.SUCCEEDS); // Failures are the appends' and maintenance's.
    CollectionId id = run.any(run.model.collections());
    ModelCollection collection = run.model.collection(id);
    String holder = "sink" + run.random.nextInt(2);
    switch (run.random.nextInt(4)) {
      case 0 -> {
        if (volatileHolds.size() < SimulatedReaders.MAX_OPEN) {
          volatileHolds.add(run.store().volatileHold(id));
        }
      }
      case 1 -> release(id, collection, holder);
      default -> placeHold(id, collection, holder);
    }
  }

  void placeHold(CollectionId id, ModelCollection collection, String holder) {
    long time = run.anyReadable(id);
    run.note("hold " + id + " by " + holder + " at " + time);
    Long before = collection.holds.get(holder);
    long after = before == null ? time : Math.max(before, time);
    // Until it is acknowledged, the earlier of the two may be what is durable.
    if (before == null) {
      uncertainHolds.add(id + holder);
    }
    run.store().hold(id, holder, time);
    uncertainHolds.remove(id + holder);
    collection.holds.put(holder, after);
    assertThat(run.store().existingHold(id, holder).orElseThrow().time()).isEqualTo(after);
  }

  void release(CollectionId id, ModelCollection collection, String holder) {
    if (!collection.holds.containsKey(holder)) {
      return;
    }
    run.note("release " + id + " by " + holder);
    collection.holds.remove(holder);
    uncertainHolds.add(id + holder);
    run.store().existingHold(id, holder).ifPresent(Hold::release);
    uncertainHolds.remove(id + holder);
  }

  void recoverHolds(CollectionId id) {
    ModelCollection collection = run.model.collection(id);
    for (String holder : List.of("sink0", "sink1")) {
      Long durable = run.store().existingHold(id, holder).map(Hold::time).orElse(null);
      Long acknowledged = collection.holds.get(holder);
      if (acknowledged != null) {
        assertThat(durable).as("hold of " + holder).isGreaterThanOrEqualTo(acknowledged);
      } else if (!uncertainHolds.contains(id + holder)) {
        assertThat(durable).as("hold of " + holder).isNull();
      }
      if (durable != null) {
        collection.holds.put(holder, durable);
      }
      uncertainHolds.remove(id + holder);
    }
  }
}
