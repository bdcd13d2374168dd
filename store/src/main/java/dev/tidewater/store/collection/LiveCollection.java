package dev.tidewater.store.collection;

import dev.tidewater.store.CollectionId;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/**
 * One collection in this process: what is beside its durable state. The state itself is with its
 * group. Safe for use by many threads.
 */
final class LiveCollection {
  private final CollectionId id;
  private final Group group;
  private final SinceKeeper since;
  private final RecentChanges recent;
  private final Set<StoreChangeReader> readers = new CopyOnWriteArraySet<>();

  LiveCollection(CollectionId id, Group group, SinceKeeper since, RecentChanges recent) {
    this.id = id;
    this.group = group;
    this.since = since;
    this.recent = recent;
  }

  CollectionId id() {
    return id;
  }

  Group group() {
    return group;
  }

  SinceKeeper since() {
    return since;
  }

  RecentChanges recent() {
    return recent;
  }

  /** The durable state; an error if the collection was dropped. */
  CollectionState state() {
    CollectionState state = group.state().collection(id);
    if (state == null) {
      throw StoreErrors.unknownCollection(id);
    }
    return state;
  }

  void join(StoreChangeReader reader) {
    readers.add(reader);
  }

  void leave(StoreChangeReader reader) {
    if (readers.remove(reader)) {
      recent.leave();
      forgetPassedChanges();
    }
  }

  void forgetPassedChanges() {
    long slowest = Long.MAX_VALUE;
    for (StoreChangeReader reader : readers) {
      slowest = Math.min(slowest, reader.position());
    }
    if (slowest < Long.MAX_VALUE) {
      recent.forgetBefore(slowest);
    }
  }

  void signalReaders() {
    for (StoreChangeReader reader : readers) {
      reader.signal();
    }
  }
}
