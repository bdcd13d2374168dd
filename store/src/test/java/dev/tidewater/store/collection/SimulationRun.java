package dev.tidewater.store.collection;

import static dev.tidewater.store.Updates.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStatus;
import dev.tidewater.store.Snapshot;
import dev.tidewater.store.collection.StoreModel.ModelGroup;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What all parts of a simulation share: the machine, the model, the dice and the story so far. */
final class SimulationRun {
  private static final int LOG_LINES = 40;

  final Random random;
  final SimulatedMachine machine;
  final StoreModel model = new StoreModel();

  /** Blobs that an append of unknown outcome may have left until the next opening. */
  int uncertainBlobs;

  /** Above zero in an event inside another. */
  int depth;

  private final Map<Seen, Integer> seen = new EnumMap<>(Seen.class);
  private final Deque<String> log = new ArrayDeque<>();
  private @Nullable DurableCollectionStore store;

  SimulationRun(long seed) {
    this.random = new Random(seed);
    this.machine = new SimulatedMachine(random);
  }

  int count(Seen what) {
    return seen.getOrDefault(what, 0);
  }

  void saw(Seen what) {
    seen.merge(what, 1, Integer::sum);
  }

  void note(String line) {
    log.addLast("  ".repeat(depth) + line);
    if (log.size() > LOG_LINES) {
      log.removeFirst();
    }
  }

  /** What happened last, a line each. */
  String story() {
    return String.join("\n", log);
  }

  void open() {
    store = machine.openStore(random.nextInt(3) * 20_000L, random.nextInt(3) * 2_000L);
    uncertainBlobs = 0;
  }

  void forgetStore() {
    store = null;
  }

  DurableCollectionStore store() {
    if (store == null) {
      throw new IllegalStateException("the store is not open");
    }
    return store;
  }

  <T> T any(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  ModelGroup anyGroup() {
    return any(List.copyOf(model.groups.values()));
  }

  ModelGroup group(String name) {
    ModelGroup group = model.groups.get(name);
    if (group == null) {
      throw new IllegalStateException("unknown group " + name);
    }
    return group;
  }

  long anyReadable(CollectionId id) {
    CollectionStatus status = store().status(id).orElseThrow();
    return status.since() + random.nextInt((int) Math.max(1, status.upper() - status.since()));
  }

  long progress(ModelGroup group) {
    byte[] bytes = store().progress(group.id);
    return bytes == null ? 0 : ByteBuffer.wrap(bytes).getLong();
  }

  void checkAt(CollectionId id, long time) {
    CollectionStatus status = store().status(id).orElseThrow();
    if (time < status.since() || time >= status.upper()) {
      return;
    }
    try (Snapshot snapshot = store().snapshot(id, time)) {
      assertThat(rows(snapshot.rows()))
          .as("%s at %s", id, time)
          .isEqualTo(model.collection(id).rowsAt(time));
    }
  }
}
