package dev.tidewater.source.postgres;

import dev.tidewater.store.Append;
import dev.tidewater.store.AppendOutcome;
import dev.tidewater.store.ChangeReader;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStatus;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.DurableLog;
import dev.tidewater.store.DurableRegister;
import dev.tidewater.store.GroupId;
import dev.tidewater.store.Hold;
import dev.tidewater.store.Snapshot;
import dev.tidewater.store.StagedPart;
import dev.tidewater.store.StoredChanges;
import dev.tidewater.zset.Batch;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A store whose appends wait, before anything is written, while a gate is shut. */
final class GatedStore implements CollectionStore {
  private final CollectionStore store;
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile CountDownLatch blocked = new CountDownLatch(1);

  GatedStore(CollectionStore store) {
    this.store = store;
  }

  void shut() {
    blocked = new CountDownLatch(1);
    gate = new CountDownLatch(1);
  }

  void open() {
    gate.countDown();
  }

  void awaitBlockedAppend() {
    await(blocked);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public AppendOutcome append(Append append) {
    if (gate.getCount() > 0) {
      blocked.countDown();
      await(gate);
    }
    return store.append(append);
  }

  @Override
  public void createGroup(GroupId group, long upper) {
    store.createGroup(group, upper);
  }

  @Override
  public void createCollection(CollectionId id, GroupId group) {
    store.createCollection(id, group);
  }

  @Override
  public void dropCollection(CollectionId id) {
    store.dropCollection(id);
  }

  @Override
  public void dropGroup(GroupId group) {
    store.dropGroup(group);
  }

  @Override
  public List<CollectionStatus> collections() {
    return store.collections();
  }

  @Override
  public Optional<CollectionStatus> status(CollectionId id) {
    return store.status(id);
  }

  @Override
  public long upper(GroupId group) {
    return store.upper(group);
  }

  @Override
  public byte @Nullable [] progress(GroupId group) {
    return store.progress(group);
  }

  @Override
  public StagedPart stage(CollectionId id, Batch batch) {
    return store.stage(id, batch);
  }

  @Override
  public void advance(GroupId group, long newUpper) {
    store.advance(group, newUpper);
  }

  @Override
  public CompletableFuture<Void> awaitReadable(CollectionId id, long time) {
    return store.awaitReadable(id, time);
  }

  @Override
  public Snapshot snapshot(CollectionId id, long asOf) {
    return store.snapshot(id, asOf);
  }

  @Override
  public ChangeReader changes(CollectionId id, long from) {
    return store.changes(id, from);
  }

  @Override
  public StoredChanges storedChanges(CollectionId id, long from, long to) {
    return store.storedChanges(id, from, to);
  }

  @Override
  public Hold hold(CollectionId id, String holder, long time) {
    return store.hold(id, holder, time);
  }

  @Override
  public Hold volatileHold(CollectionId id) {
    return store.volatileHold(id);
  }

  @Override
  public Optional<Hold> existingHold(CollectionId id, String holder) {
    return store.existingHold(id, holder);
  }

  @Override
  public DurableRegister register(String name) {
    return store.register(name);
  }

  @Override
  public DurableLog log(String name) {
    return store.log(name);
  }

  @Override
  public void close() {
    store.close();
  }
}
