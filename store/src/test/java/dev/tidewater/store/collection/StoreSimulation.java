package dev.tidewater.store.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStatus;
import dev.tidewater.store.GroupId;
import dev.tidewater.store.StoreMetrics;
import dev.tidewater.store.collection.StoreModel.ModelGroup;
import dev.tidewater.store.collection.StoreModel.Pending;
import dev.tidewater.store.consensus.MemoryConsensus.NextAppend;
import dev.tidewater.testkit.disk.PowerLoss;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The real store on a machine that fails, driven by a seed. Writers, readers, holds, compaction,
 * garbage collection, full disks, errors of unknown outcome and power losses at any operation of
 * the disk or of consensus come in random order, and also inside each other: before any operation
 * of the disk another event may run, as on another thread. After each event the store is compared
 * with a naive run.model.
 *
 * <p>Deterministic: the same seed gives the same run.
 */
final class StoreSimulation {
  /**
   * What may run before an operation of the disk; maintenance is one thread's, so not in itself.
   */
  private static final int NESTABLE = 84;

  private static final int NESTABLE_IN_MAINTENANCE = 70;

  private final long seed;
  private final SimulationRun run;
  private final SimulatedWriters writers;
  private final SimulatedReaders readers;
  private final SimulatedHolders holders;
  private boolean nestingAllowed;
  private boolean inMaintenance;

  StoreSimulation(long seed) {
    this.seed = seed;
    this.run = new SimulationRun(seed);
    this.writers = new SimulatedWriters(run);
    this.readers = new SimulatedReaders(run);
    this.holders = new SimulatedHolders(run);
    run.machine.disk.beforeOperation(this::maybeNest);
  }

  SimulatedMachine machine() {
    return run.machine;
  }

  int count(Seen what) {
    return run.count(what);
  }

  /** Runs so many events; an error says the seed and what happened last. */
  void run(int events) {
    try {
      openFirst();
      for (int i = 0; i < events; i++) {
        event();
      }
      run.machine.power.stay();
      run.machine.disk.unlimited();
      surviving(this::reopenCleanly);
      surviving(this::quiesce);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("seed " + seed + ", " + e + ", after\n" + run.story(), e);
    }
  }

  private void openFirst() {
    run.open();
    for (String name : List.of("tables", "view")) {
      GroupId id = new GroupId(name);
      run.store().createGroup(id, 10);
      run.model.groups.put(name, new ModelGroup(id, 10));
    }
    writers.createCollection("tables");
    writers.createCollection("tables");
    writers.createCollection("view");
  }

  private void event() {
    if (run.random.nextInt(12) == 0 && !run.machine.power.isLost()) {
      run.machine.power.failAfter(run.random.nextInt(25));
    }
    if (run.random.nextInt(20) == 0) {
      run.machine.disk.limitTo(run.random.nextInt(30_000));
    } else if (run.random.nextInt(6) == 0) {
      run.machine.disk.unlimited();
    }
    surviving(() -> step(run.random.nextInt(100)));
    surviving(this::checkInvariants);
  }

  /** Runs something; if the power goes meanwhile, the machine is started again. */
  private void surviving(Runnable work) {
    try {
      nestingAllowed = true;
      work.run();
    } catch (PowerLoss e) {
      run.saw(Seen.CRASH);
      if (inMaintenance) {
        run.saw(Seen.CRASH_IN_MAINTENANCE);
      }
      restart();
    } finally {
      nestingAllowed = false;
      inMaintenance = false;
      run.depth = 0;
    }
  }

  private void maybeNest() {
    if (!nestingAllowed
        || run.depth > 0
        || run.machine.power.isLost()
        || run.random.nextInt(6) != 0) {
      return;
    }
    run.depth++;
    run.saw(Seen.NESTED_EVENT);
    step(run.random.nextInt(inMaintenance ? NESTABLE_IN_MAINTENANCE : NESTABLE));
    run.depth--;
  }

  private void step(int dice) {
    if (dice < 30) {
      writers.append();
    } else if (dice < 34) {
      writers.stage();
    } else if (dice < 40) {
      writers.advance();
    } else if (dice < 47) {
      readers.openSnapshot();
    } else if (dice < 52) {
      readers.checkSnapshot();
    } else if (dice < 56) {
      readers.openReader();
    } else if (dice < 63) {
      readers.pollReader();
    } else if (dice < 70) {
      holders.hold();
    } else if (dice < 84) {
      maintain();
    } else if (dice < 88) {
      writers.staleAppend();
    } else if (dice < 91) {
      closeSomething();
    } else if (dice < 93) {
      reopenCleanly();
    } else if (dice < 96) {
      quiesce();
    } else if (dice < 98) {
      if (readers.areIdle() && holders.areIdle() && writers.haveNothingStaged()) {
        writers.dropAndCreate();
      }
    } else {
      run.machine.power.failAfter(run.random.nextInt(8));
    }
  }

  private void closeSomething() {
    readers.closeOne();
    holders.closeOne();
    writers.closeOne();
  }

  // Maintenance.

  private void maintain() {
    if (inMaintenance) {
      return;
    }
    inMaintenance = true;
    run.note("maintain");
    try {
      maintainOnce();
    } finally {
      inMaintenance = run.machine.power.isLost();
    }
  }

  private boolean maintainOnce() {
    long compactions = metrics().compactions();
    long deleted = metrics().blobsDeleted();
    try {
      return run.store().maintain();
    } catch (TidewaterException e) {
      assertThat(e.code()).as(e.getMessage()).isIn(ErrorCode.DISK_FULL, ErrorCode.IO_ERROR);
      run.uncertainBlobs++;
      return false;
    } finally {
      if (metrics().compactions() > compactions) {
        run.saw(Seen.COMPACTION);
      }
      if (metrics().blobsDeleted() > deleted) {
        run.saw(Seen.BLOB_DELETED);
      }
    }
  }

  private StoreMetrics metrics() {
    return run.store().metrics();
  }

  /** With nobody reading and all maintenance done, what is on the disk is what is referred to. */
  private void quiesce() {
    if (run.depth > 0) {
      return;
    }
    run.note("quiesce");
    letGo();
    nestingAllowed = false;
    inMaintenance = true;
    run.machine.disk.unlimited();
    run.machine.consensus.next(NextAppend.SUCCEEDS);
    int steps = 0;
    while (maintainOnce()) {
      if (++steps > 1_000) {
        fail("maintenance does not end");
      }
    }
    inMaintenance = false;
    assertThat(run.machine.blobsOnDisk()).containsAll(run.store().referredBlobs());
    assertThat(run.machine.blobsOnDisk().size() - run.store().referredBlobs().size())
        .as("garbage left")
        .isLessThanOrEqualTo(run.uncertainBlobs);
    for (CollectionId id : run.model.collections()) {
      assertThat(run.store().batchCount(id)).as("batches of " + id).isLessThan(40);
    }
  }

  private void letGo() {
    readers.closeAll();
    holders.closeAll();
    writers.closeAll();
  }

  // Opening and crashing.

  private void reopenCleanly() {
    if (run.depth > 0) {
      return;
    }
    run.note("close and open");
    run.saw(Seen.REOPENED);
    nestingAllowed = false;
    letGo();
    run.store().close();
    forget();
    try {
      run.open();
    } catch (TidewaterException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.DISK_FULL);
      run.note("disk full while opening");
      run.saw(Seen.DISK_FULL);
      makeRoom();
      run.open();
    }
    recover();
  }

  private void makeRoom() {
    run.machine.consensus.next(NextAppend.SUCCEEDS);
    run.machine.disk.unlimited();
  }

  /** What the process knew is gone. */
  private void forget() {
    readers.forget();
    holders.forget();
    writers.forget();
    run.forgetStore();
  }

  private void restart() {
    run.note("-- power loss --");
    nestingAllowed = false;
    forget();
    boolean running = false;
    run.machine.crash();
    if (run.random.nextInt(4) == 0) {
      run.machine.power.failAfter(run.random.nextInt(20)); // It may go again while the store opens.
    }
    while (!running) {
      try {
        makeRoom();
        run.open();
        recover();
        running = true;
      } catch (PowerLoss e) {
        run.note("-- power loss while opening --");
        run.saw(Seen.CRASH_IN_OPENING);
        run.machine.crash();
      }
    }
  }

  /** The opened store against all that was acknowledged before. */
  private void recover() {
    assertThat(run.machine.blobsOnDisk()).as("blobs").isEqualTo(run.store().referredBlobs());
    for (ModelGroup group : run.model.groups.values()) {
      Pending pending = group.pending;
      if (pending != null && run.progress(group) == pending.progress()) {
        run.saw(Seen.CRASHED_APPEND_THAT_WAS_DURABLE);
        group.apply(pending);
      }
      group.pending = null;
      assertThat(run.progress(group)).as("progress of " + group.id).isEqualTo(group.progress);
      assertThat(run.store().upper(group.id)).isGreaterThanOrEqualTo(group.durableUpper);
      recoverCollections(group);
      run.store().advance(group.id, group.seenUpper);
      for (CollectionId id : group.collections.keySet()) {
        holders.recoverHolds(id);
        run.checkAt(id, run.store().status(id).orElseThrow().since());
        run.checkAt(id, group.seenUpper - 1);
        run.checkAt(id, run.anyReadable(id));
      }
    }
  }

  /** A drop or a creation that was under way has happened or not. */
  private void recoverCollections(ModelGroup group) {
    Set<CollectionId> present = new TreeSet<>();
    for (CollectionStatus status : run.store().collections()) {
      if (status.group().equals(group.id)) {
        present.add(status.id());
      }
    }
    assertThat(present).containsAll(group.collections.keySet());
    present.removeAll(group.collections.keySet());
    present.forEach(id -> run.store().dropCollection(id));
    while (group.collections.isEmpty()) {
      writers.createCollection(group.id.value());
    }
  }

  // What must hold after each event.

  private void checkInvariants() {
    nestingAllowed = false;
    assertThat(run.machine.disk.openFiles()).as("open files").isEmpty();
    assertThat(run.machine.blobsOnDisk()).containsAll(run.store().referredBlobs());
    for (CollectionId id : run.model.collections()) {
      CollectionStatus status = run.store().status(id).orElseThrow();
      ModelGroup group = run.model.groupOf(id);
      assertThat(status.upper()).isGreaterThanOrEqualTo(group.durableUpper);
      assertThat(status.since()).as("since of " + id).isLessThanOrEqualTo(status.upper());
      for (long held : run.model.collection(id).holds.values()) {
        assertThat(status.since()).as("since of " + id).isLessThanOrEqualTo(held);
      }
    }
    holders.checkSince();
    readers.checkSince();
    run.checkAt(
        run.any(run.model.collections()), run.anyReadable(run.any(run.model.collections())));
  }
}
