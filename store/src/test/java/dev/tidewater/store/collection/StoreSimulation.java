package dev.tidewater.store.collection;

import static dev.tidewater.store.Updates.rows;
import static dev.tidewater.store.Updates.timed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.tidewater.store.Append;
import dev.tidewater.store.AppendOutcome;
import dev.tidewater.store.ChangeReader;
import dev.tidewater.store.Changes;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStatus;
import dev.tidewater.store.GroupId;
import dev.tidewater.store.Hold;
import dev.tidewater.store.Snapshot;
import dev.tidewater.store.StagedPart;
import dev.tidewater.store.Updates;
import dev.tidewater.store.collection.StoreModel.ModelCollection;
import dev.tidewater.store.collection.StoreModel.ModelGroup;
import dev.tidewater.store.collection.StoreModel.Pending;
import dev.tidewater.store.collection.StoreModel.Update;
import dev.tidewater.store.consensus.MemoryConsensus.NextAppend;
import dev.tidewater.testkit.disk.PowerLoss;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.UpdateCursor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The real store on a machine that fails, driven by a seed. Writers, readers, holds, compaction,
 * garbage collection, full disks, errors of unknown outcome and power losses at any operation of
 * the disk or of consensus come in random order, and also inside each other: before any operation
 * of the disk another event may run, as on another thread. After each event the store is compared
 * with a naive model.
 *
 * <p>Deterministic: the same seed gives the same run.
 */
final class StoreSimulation {
  /** What happened, to show that a run has tested something. */
  enum Seen {
    APPEND,
    STAGED_APPEND,
    LOST_RACE,
    UNKNOWN_OUTCOME,
    UNKNOWN_THAT_WAS_DURABLE,
    DISK_FULL,
    NESTED_EVENT,
    CRASH,
    CRASH_IN_APPEND,
    CRASHED_APPEND_THAT_WAS_DURABLE,
    CRASH_IN_MAINTENANCE,
    CRASH_IN_OPENING,
    COMPACTION,
    BLOB_DELETED,
    LATE_CHANGES,
    SNAPSHOT_READ_LATER,
    REOPENED
  }

  /** Updates per append; rows are few, so that they meet and cancel out. */
  private static final int MAX_UPDATES = 12;

  private static final int ROWS = 30;
  private static final int MAX_OPEN_READERS = 4;
  private static final int LOG_LINES = 40;

  private final long seed;
  private final Random random;
  private final SimulatedMachine machine;
  private final StoreModel model = new StoreModel();
  private final Map<Seen, Integer> seen = new EnumMap<>(Seen.class);
  private final Deque<String> log = new ArrayDeque<>();

  private @Nullable DurableCollectionStore store;
  private final List<OpenSnapshot> snapshots = new ArrayList<>();
  private final List<OpenReader> readers = new ArrayList<>();
  private final List<Hold> volatileHolds = new ArrayList<>();
  private final List<StagedPart> staged = new ArrayList<>();
  private final IdentityHashMap<StagedPart, List<Update>> stagedUpdates = new IdentityHashMap<>();

  /** Holds, by collection and holder, of which the last change was not acknowledged. */
  private final Set<String> uncertainHolds = new TreeSet<>();

  private long lastProgress;
  private long nextCollection = 1;
  private int uncertainBlobs;
  private boolean nestingAllowed;
  private boolean inMaintenance;
  private int depth;

  private record OpenSnapshot(CollectionId id, Snapshot snapshot, SortedMap<String, Long> rows) {}

  /** A reader and all that it has given. */
  private static final class OpenReader {
    final CollectionId id;
    final ChangeReader reader;
    final long from;
    final List<Batch> given = new ArrayList<>();
    boolean busy;

    OpenReader(CollectionId id, ChangeReader reader, long from) {
      this.id = id;
      this.reader = reader;
      this.from = from;
    }
  }

  StoreSimulation(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
    this.machine = new SimulatedMachine(random);
    machine.disk.beforeOperation(this::maybeNest);
  }

  SimulatedMachine machine() {
    return machine;
  }

  int count(Seen what) {
    return seen.getOrDefault(what, 0);
  }

  private void saw(Seen what) {
    seen.merge(what, 1, Integer::sum);
  }

  private void note(String line) {
    log.addLast("  ".repeat(depth) + line);
    if (log.size() > LOG_LINES) {
      log.removeFirst();
    }
  }

  /** Runs so many events; an error says the seed and what happened last. */
  void run(int events) {
    try {
      openFirst();
      for (int i = 0; i < events; i++) {
        event();
      }
      machine.power.stay();
      machine.disk.unlimited();
      surviving(this::reopenCleanly);
      surviving(this::quiesce);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("seed " + seed + ", " + e + ", after\n" + String.join("\n", log), e);
    }
  }

  private DurableCollectionStore store() {
    if (store == null) {
      throw new IllegalStateException("the store is not open");
    }
    return store;
  }

  private void openFirst() {
    open();
    for (String name : List.of("tables", "view")) {
      GroupId id = new GroupId(name);
      store().createGroup(id, 10);
      model.groups.put(name, new ModelGroup(id, 10));
    }
    createCollection("tables");
    createCollection("tables");
    createCollection("view");
  }

  private void createCollection(String group) {
    CollectionId id = new CollectionId(nextCollection++);
    ModelGroup known = group(group);
    store().createCollection(id, known.id);
    known.collections.put(id, new ModelCollection(store().upper(known.id)));
    known.durableUpper = store().upper(known.id);
    // Readable at its first time.
    store().advance(known.id, known.durableUpper + 1);
    known.seenUpper = Math.max(known.seenUpper, known.durableUpper + 1);
  }

  private ModelGroup group(String name) {
    ModelGroup group = model.groups.get(name);
    if (group == null) {
      throw new IllegalStateException("unknown group " + name);
    }
    return group;
  }

  private void event() {
    if (random.nextInt(12) == 0 && !machine.power.isLost()) {
      machine.power.failAfter(random.nextInt(25));
    }
    if (random.nextInt(20) == 0) {
      machine.disk.limitTo(random.nextInt(30_000));
    } else if (random.nextInt(6) == 0) {
      machine.disk.unlimited();
    }
    surviving(() -> step(random.nextInt(100)));
    surviving(this::checkInvariants);
  }

  /** Runs something; if the power goes meanwhile, the machine is started again. */
  private void surviving(Runnable work) {
    try {
      nestingAllowed = true;
      work.run();
    } catch (PowerLoss e) {
      saw(Seen.CRASH);
      if (inMaintenance) {
        saw(Seen.CRASH_IN_MAINTENANCE);
      }
      restart();
    } finally {
      nestingAllowed = false;
      inMaintenance = false;
      depth = 0;
    }
  }

  private void maybeNest() {
    if (!nestingAllowed || depth > 0 || machine.power.isLost() || random.nextInt(6) != 0) {
      return;
    }
    depth++;
    saw(Seen.NESTED_EVENT);
    step(random.nextInt(inMaintenance ? NESTABLE_IN_MAINTENANCE : NESTABLE));
    depth--;
  }

  private static final int NESTABLE_IN_MAINTENANCE = 70;
  private static final int NESTABLE = 84;

  private void step(int dice) {
    if (dice < 30) {
      append();
    } else if (dice < 34) {
      stage();
    } else if (dice < 40) {
      advance();
    } else if (dice < 47) {
      openSnapshot();
    } else if (dice < 52) {
      checkSnapshot();
    } else if (dice < 56) {
      openReader();
    } else if (dice < 63) {
      pollReader();
    } else if (dice < 70) {
      hold();
    } else if (dice < 84) {
      maintain();
    } else if (dice < 88) {
      staleAppend();
    } else if (dice < 91) {
      closeSomething();
    } else if (dice < 93) {
      reopenCleanly();
    } else if (dice < 96) {
      quiesce();
    } else if (dice < 98) {
      dropAndCreate();
    } else {
      machine.power.failAfter(random.nextInt(8));
    }
  }

  private <T> T any(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  private ModelGroup anyGroup() {
    return any(List.copyOf(model.groups.values()));
  }

  // Writing.

  private void append() {
    ModelGroup group = anyGroup();
    long lower = store().upper(group.id);
    long upper = lower + 1 + random.nextInt(12);
    SortedMap<CollectionId, Batch> batches = new TreeMap<>();
    Map<CollectionId, List<Update>> updates = new TreeMap<>();
    for (CollectionId id : group.collections.keySet()) {
      if (random.nextInt(3) > 0) {
        List<Update> some = someUpdates(lower, upper);
        batches.put(id, batch(some));
        updates.put(id, some);
      }
    }
    List<StagedPart> parts = new ArrayList<>();
    if (random.nextBoolean()) {
      takeStaged(group, upper - 1, parts, updates);
    }
    long progress = ++lastProgress;
    byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(progress).array();
    Pending pending = new Pending(upper, progress, updates);
    misbehave();
    note(
        "append "
            + group.id
            + " ["
            + lower
            + ","
            + upper
            + ") "
            + progress
            + " "
            + updates.keySet());
    append(group, new Append(group.id, lower, upper, batches, parts, bytes), pending);
    if (group.progress == progress) {
      parts.forEach(part -> saw(Seen.STAGED_APPEND));
    } else {
      parts.forEach(StagedPart::close);
    }
  }

  private void append(ModelGroup group, Append append, Pending pending) {
    // An append that is still writing its blobs has not come to consensus; this one overtakes it.
    Pending overtaken = group.pending;
    group.pending = pending;
    try {
      AppendOutcome outcome = store().append(append);
      if (outcome instanceof AppendOutcome.Appended) {
        saw(Seen.APPEND);
        group.apply(pending);
      } else {
        saw(Seen.LOST_RACE);
      }
    } catch (TidewaterException e) {
      if (e.code() == ErrorCode.DISK_FULL) {
        saw(Seen.DISK_FULL);
      } else {
        assertThat(e.code()).as(e.getMessage()).isEqualTo(ErrorCode.IO_ERROR);
        saw(Seen.UNKNOWN_OUTCOME);
        uncertainBlobs += append.batches().size() + append.staged().size();
      }
      settle(group);
    } catch (PowerLoss e) {
      saw(Seen.CRASH_IN_APPEND);
      throw e;
    }
    group.pending = overtaken;
  }

  /** Finds out what became of an append by the progress that stands in the store. */
  private void settle(ModelGroup group) {
    store().advance(group.id, 0); // Makes the store look, too.
    Pending pending = group.pending;
    long progress = progress(group);
    if (pending != null && progress == pending.progress()) {
      saw(Seen.UNKNOWN_THAT_WAS_DURABLE);
      group.apply(pending);
    }
    assertThat(progress).as("progress of " + group.id).isEqualTo(group.progress);
  }

  private long progress(ModelGroup group) {
    byte[] bytes = store().progress(group.id);
    return bytes == null ? 0 : ByteBuffer.wrap(bytes).getLong();
  }

  private void misbehave() {
    switch (random.nextInt(30)) {
      case 0 -> machine.consensus.next(NextAppend.COMMITS_AND_FAILS);
      case 1 -> machine.consensus.next(NextAppend.FAILS_WITHOUT_COMMIT);
      case 2 -> machine.consensus.next(NextAppend.FINDS_DISK_FULL);
      default -> machine.consensus.next(NextAppend.SUCCEEDS);
    }
  }

  private List<Update> someUpdates(long from, long to) {
    List<Update> updates = new ArrayList<>();
    int count = 1 + random.nextInt(MAX_UPDATES);
    for (int i = 0; i < count; i++) {
      int row = random.nextInt(ROWS);
      long time = from + random.nextInt((int) (to - from));
      updates.add(new Update(rowText(row), time, random.nextInt(3) == 0 ? -1 : 1));
    }
    return updates;
  }

  /** Rows of a few sizes, not compressible, the same each time. */
  private static String rowText(int row) {
    Random digits = new Random(row);
    StringBuilder text = new StringBuilder(String.format("%02d", row));
    for (int i = 0; i < 10 + 8 * (row % 5); i++) {
      text.append((char) ('a' + digits.nextInt(26)));
    }
    return text.toString();
  }

  private static Batch batch(List<Update> updates) {
    Updates builder = Updates.updates();
    updates.forEach(update -> builder.add(update.row(), update.time(), update.diff()));
    return builder.batch();
  }

  private void stage() {
    CollectionId id = any(model.collections());
    List<Update> updates = someUpdates(0, 5);
    note("stage " + id);
    try {
      StagedPart part = store().stage(id, batch(updates));
      staged.add(part);
      stagedUpdates.put(part, updates);
    } catch (TidewaterException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.DISK_FULL);
      saw(Seen.DISK_FULL);
    }
  }

  private void takeStaged(
      ModelGroup group,
      long time,
      List<StagedPart> parts,
      Map<CollectionId, List<Update>> updates) {
    for (StagedPart part : List.copyOf(staged)) {
      if (group.collections.containsKey(part.collection())) {
        staged.remove(part);
        parts.add(part);
        List<Update> target = updates.computeIfAbsent(part.collection(), id -> new ArrayList<>());
        for (Update update : stagedUpdates.getOrDefault(part, List.of())) {
          target.add(new Update(update.row(), time, update.diff()));
        }
      }
    }
  }

  private void staleAppend() {
    ModelGroup group = anyGroup();
    long upper = store().upper(group.id);
    note("stale append " + group.id);
    AppendOutcome outcome =
        store().append(new Append(group.id, upper - 1, upper + 5, new TreeMap<>(), null));
    assertThat(outcome).isEqualTo(new AppendOutcome.UpperMismatch(upper));
  }

  private void advance() {
    ModelGroup group = anyGroup();
    long upper = store().upper(group.id) + random.nextInt(10);
    note("advance " + group.id + " " + upper);
    store().advance(group.id, upper);
    group.seenUpper = Math.max(group.seenUpper, upper);
    assertThat(store().upper(group.id)).isGreaterThanOrEqualTo(upper);
  }

  private void dropAndCreate() {
    if (staged.isEmpty() && snapshots.isEmpty() && readers.isEmpty() && volatileHolds.isEmpty()) {
      CollectionId id = any(model.collections());
      ModelGroup group = model.groupOf(id);
      note("drop " + id);
      group.collections.remove(id);
      store().dropCollection(id);
      note("create " + nextCollection);
      createCollection(group.id.value());
    }
  }

  // Reading.

  private long anyReadable(CollectionId id) {
    CollectionStatus status = store().status(id).orElseThrow();
    return status.since() + random.nextInt((int) Math.max(1, status.upper() - status.since()));
  }

  private void openSnapshot() {
    if (snapshots.size() >= MAX_OPEN_READERS) {
      return;
    }
    CollectionId id = any(model.collections());
    long time = anyReadable(id);
    note("snapshot " + id + " at " + time);
    SortedMap<String, Long> expected = model.collection(id).rowsAt(time);
    snapshots.add(new OpenSnapshot(id, store().snapshot(id, time), expected));
  }

  private void checkSnapshot() {
    if (snapshots.isEmpty()) {
      return;
    }
    OpenSnapshot open = snapshots.remove(random.nextInt(snapshots.size()));
    note("read snapshot of " + open.id + " at " + open.snapshot.asOf());
    saw(Seen.SNAPSHOT_READ_LATER);
    checkRows(open);
    open.snapshot.close();
  }

  private void checkRows(OpenSnapshot open) {
    switch (random.nextInt(3)) {
      case 0 -> assertThat(rows(open.snapshot.rows())).isEqualTo(open.rows);
      case 1 -> {
        Map<String, Long> together = new TreeMap<>();
        for (UpdateCursor part : open.snapshot.split(3)) {
          together.putAll(rows(part));
        }
        assertThat(together).isEqualTo(open.rows);
      }
      default -> {
        String prefix = String.format("%02d", random.nextInt(ROWS));
        Map<String, Long> expected = new TreeMap<>(open.rows);
        expected.keySet().removeIf(row -> !row.startsWith(prefix));
        byte[] bytes = prefix.getBytes(StandardCharsets.UTF_8);
        assertThat(rows(open.snapshot.rowsWithPrefix(bytes))).isEqualTo(expected);
      }
    }
  }

  private void openReader() {
    if (readers.size() >= MAX_OPEN_READERS) {
      return;
    }
    CollectionId id = any(model.collections());
    long from = anyReadable(id);
    note("changes of " + id + " from " + from);
    readers.add(new OpenReader(id, store().changes(id, from), from));
  }

  private void pollReader() {
    List<OpenReader> idle = readers.stream().filter(reader -> !reader.busy).toList();
    if (idle.isEmpty()) {
      return;
    }
    OpenReader open = any(idle);
    note("poll " + open.id + " from " + open.reader.position());
    long position = open.reader.position();
    open.busy = true;
    Changes changes = open.reader.poll(1 + random.nextInt(20));
    open.busy = false;
    if (changes == null) {
      return;
    }
    assertThat(changes.lower()).isEqualTo(position);
    assertThat(changes.upper()).isGreaterThan(position).isEqualTo(open.reader.position());
    open.given.addAll(changes.batches());
    if (position < model.groupOf(open.id).durableUpper) {
      saw(Seen.LATE_CHANGES);
    }
    ModelGroup group = model.groupOf(open.id);
    if (group.pending == null) {
      assertThat(timed(open.given))
          .as("changes of %s from %s to %s", open.id, open.from, changes.upper())
          .isEqualTo(model.collection(open.id).changes(open.from, changes.upper()));
    }
  }

  private void closeSomething() {
    if (!readers.isEmpty()) {
      OpenReader open = any(readers);
      if (!open.busy) {
        readers.remove(open);
        open.reader.close();
      }
    }
    if (!volatileHolds.isEmpty()) {
      volatileHolds.remove(random.nextInt(volatileHolds.size())).close();
    }
    if (!staged.isEmpty()) {
      staged.remove(random.nextInt(staged.size())).close();
    }
  }

  // Holds.

  private void hold() {
    CollectionId id = any(model.collections());
    ModelCollection collection = model.collection(id);
    String holder = "sink" + random.nextInt(2);
    switch (random.nextInt(4)) {
      case 0 -> {
        if (volatileHolds.size() < MAX_OPEN_READERS) {
          volatileHolds.add(store().volatileHold(id));
        }
      }
      case 1 -> release(id, collection, holder);
      default -> placeHold(id, collection, holder);
    }
  }

  private void placeHold(CollectionId id, ModelCollection collection, String holder) {
    long time = anyReadable(id);
    note("hold " + id + " by " + holder + " at " + time);
    Long before = collection.holds.get(holder);
    long after = before == null ? time : Math.max(before, time);
    // Until it is acknowledged, the earlier of the two may be what is durable.
    if (before == null) {
      uncertainHolds.add(id + holder);
    }
    store().hold(id, holder, time);
    uncertainHolds.remove(id + holder);
    collection.holds.put(holder, after);
    assertThat(store().existingHold(id, holder).orElseThrow().time()).isEqualTo(after);
  }

  private void release(CollectionId id, ModelCollection collection, String holder) {
    if (!collection.holds.containsKey(holder)) {
      return;
    }
    note("release " + id + " by " + holder);
    collection.holds.remove(holder);
    uncertainHolds.add(id + holder);
    store().existingHold(id, holder).ifPresent(Hold::release);
    uncertainHolds.remove(id + holder);
  }

  // Maintenance.

  private void maintain() {
    if (inMaintenance) {
      return;
    }
    inMaintenance = true;
    note("maintain");
    try {
      maintainOnce();
    } finally {
      inMaintenance = machine.power.isLost();
    }
  }

  private boolean maintainOnce() {
    long compactions = metrics().compactions();
    long deleted = metrics().blobsDeleted();
    try {
      return store().maintain();
    } catch (TidewaterException e) {
      assertThat(e.code()).as(e.getMessage()).isIn(ErrorCode.DISK_FULL, ErrorCode.IO_ERROR);
      uncertainBlobs++;
      return false;
    } finally {
      if (metrics().compactions() > compactions) {
        saw(Seen.COMPACTION);
      }
      if (metrics().blobsDeleted() > deleted) {
        saw(Seen.BLOB_DELETED);
      }
    }
  }

  private dev.tidewater.store.StoreMetrics metrics() {
    return store().metrics();
  }

  /** With nobody reading and all maintenance done, what is on the disk is what is referred to. */
  private void quiesce() {
    if (depth > 0) {
      return;
    }
    note("quiesce");
    letGo();
    nestingAllowed = false;
    inMaintenance = true;
    machine.disk.unlimited();
    machine.consensus.next(NextAppend.SUCCEEDS);
    int steps = 0;
    while (maintainOnce()) {
      if (++steps > 1_000) {
        fail("maintenance does not end");
      }
    }
    inMaintenance = false;
    assertThat(machine.blobsOnDisk()).containsAll(store().referredBlobs());
    assertThat(machine.blobsOnDisk().size() - store().referredBlobs().size())
        .as("garbage left")
        .isLessThanOrEqualTo(uncertainBlobs);
    for (CollectionId id : model.collections()) {
      assertThat(store().batchCount(id)).as("batches of " + id).isLessThan(40);
    }
  }

  private void letGo() {
    snapshots.forEach(open -> open.snapshot.close());
    snapshots.clear();
    readers.forEach(open -> open.reader.close());
    readers.clear();
    volatileHolds.forEach(Hold::close);
    volatileHolds.clear();
    staged.forEach(StagedPart::close);
    staged.clear();
  }

  // Opening and crashing.

  private void open() {
    store = machine.openStore(random.nextInt(3) * 20_000L, random.nextInt(3) * 2_000L);
    uncertainBlobs = 0;
  }

  private void reopenCleanly() {
    if (depth > 0) {
      return;
    }
    note("close and open");
    saw(Seen.REOPENED);
    nestingAllowed = false;
    letGo();
    store().close();
    forget();
    open();
    recover();
  }

  /** What the process knew is gone. */
  private void forget() {
    snapshots.clear();
    readers.clear();
    volatileHolds.clear();
    staged.clear();
    stagedUpdates.clear();
    store = null;
  }

  private void restart() {
    note("-- power loss --");
    nestingAllowed = false;
    forget();
    boolean running = false;
    machine.crash();
    if (random.nextInt(4) == 0) {
      machine.power.failAfter(random.nextInt(20)); // It may go again while the store opens.
    }
    while (!running) {
      try {
        machine.consensus.next(NextAppend.SUCCEEDS);
        machine.disk.unlimited();
        open();
        recover();
        running = true;
      } catch (PowerLoss e) {
        note("-- power loss while opening --");
        saw(Seen.CRASH_IN_OPENING);
        machine.crash();
      }
    }
  }

  /** The opened store against all that was acknowledged before. */
  private void recover() {
    assertThat(machine.blobsOnDisk()).as("blobs").isEqualTo(store().referredBlobs());
    for (ModelGroup group : model.groups.values()) {
      Pending pending = group.pending;
      if (pending != null && progress(group) == pending.progress()) {
        saw(Seen.CRASHED_APPEND_THAT_WAS_DURABLE);
        group.apply(pending);
      }
      group.pending = null;
      assertThat(progress(group)).as("progress of " + group.id).isEqualTo(group.progress);
      assertThat(store().upper(group.id)).isGreaterThanOrEqualTo(group.durableUpper);
      recoverCollections(group);
      store().advance(group.id, group.seenUpper);
      for (CollectionId id : group.collections.keySet()) {
        recoverHolds(id);
        checkAt(id, store().status(id).orElseThrow().since());
        checkAt(id, group.seenUpper - 1);
        checkAt(id, anyReadable(id));
      }
    }
  }

  /** A drop or a creation that was under way has happened or not. */
  private void recoverCollections(ModelGroup group) {
    Set<CollectionId> present = new TreeSet<>();
    for (CollectionStatus status : store().collections()) {
      if (status.group().equals(group.id)) {
        present.add(status.id());
      }
    }
    assertThat(present).containsAll(group.collections.keySet());
    present.removeAll(group.collections.keySet());
    present.forEach(id -> store().dropCollection(id));
    while (group.collections.isEmpty()) {
      createCollection(group.id.value());
    }
  }

  private void recoverHolds(CollectionId id) {
    ModelCollection collection = model.collection(id);
    for (String holder : List.of("sink0", "sink1")) {
      Long durable = store().existingHold(id, holder).map(Hold::time).orElse(null);
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

  private void checkAt(CollectionId id, long time) {
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

  // What must hold after each event.

  private void checkInvariants() {
    nestingAllowed = false;
    assertThat(machine.disk.openFiles()).as("open files").isEmpty();
    assertThat(machine.blobsOnDisk()).containsAll(store().referredBlobs());
    for (CollectionId id : model.collections()) {
      CollectionStatus status = store().status(id).orElseThrow();
      ModelGroup group = model.groupOf(id);
      assertThat(status.upper()).isGreaterThanOrEqualTo(group.durableUpper);
      assertThat(status.since()).as("since of " + id).isLessThanOrEqualTo(status.upper());
      for (long held : model.collection(id).holds.values()) {
        assertThat(status.since()).as("since of " + id).isLessThanOrEqualTo(held);
      }
    }
    for (Hold hold : volatileHolds) {
      CollectionStatus status = store().status(hold.collection()).orElseThrow();
      assertThat(status.since()).isLessThanOrEqualTo(hold.time());
    }
    for (OpenReader open : readers) {
      CollectionStatus status = store().status(open.id).orElseThrow();
      assertThat(status.since()).isLessThanOrEqualTo(open.reader.position());
    }
    checkAt(any(model.collections()), anyReadable(any(model.collections())));
  }
}
