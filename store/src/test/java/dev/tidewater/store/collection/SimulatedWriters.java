package dev.tidewater.store.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.store.Append;
import dev.tidewater.store.AppendOutcome;
import dev.tidewater.store.CollectionId;
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
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Those who write: appends, staged parts, ticks, new and dropped collections. */
final class SimulatedWriters {
  /** Updates per append; rows are few, so that they meet and cancel out. */
  private static final int MAX_UPDATES = 12;

  static final int ROWS = 30;

  private final SimulationRun run;
  private final List<StagedPart> staged = new ArrayList<>();
  private final IdentityHashMap<StagedPart, List<Update>> stagedUpdates = new IdentityHashMap<>();
  private long lastProgress;
  private long nextCollection = 1;

  SimulatedWriters(SimulationRun run) {
    this.run = run;
  }

  boolean haveNothingStaged() {
    return staged.isEmpty();
  }

  void closeOne() {
    if (!staged.isEmpty()) {
      staged.remove(run.random.nextInt(staged.size())).close();
    }
  }

  void closeAll() {
    staged.forEach(StagedPart::close);
    forget();
  }

  void forget() {
    staged.clear();
    stagedUpdates.clear();
  }

  void createCollection(String group) {
    CollectionId id = new CollectionId(nextCollection++);
    ModelGroup known = run.group(group);
    run.store().createCollection(id, known.id);
    known.collections.put(id, new ModelCollection(run.store().upper(known.id)));
    known.durableUpper = run.store().upper(known.id);
    // Readable at its first time.
    run.store().advance(known.id, known.durableUpper + 1);
    known.seenUpper = Math.max(known.seenUpper, known.durableUpper + 1);
  }

  void append() {
    ModelGroup group = run.anyGroup();
    long lower = run.store().upper(group.id);
    long upper = lower + 1 + run.random.nextInt(12);
    SortedMap<CollectionId, Batch> batches = new TreeMap<>();
    Map<CollectionId, List<Update>> updates = new TreeMap<>();
    for (CollectionId id : group.collections.keySet()) {
      if (run.random.nextInt(3) > 0) {
        List<Update> some = someUpdates(lower, upper);
        batches.put(id, batch(some));
        updates.put(id, some);
      }
    }
    List<StagedPart> parts = new ArrayList<>();
    if (run.random.nextBoolean()) {
      takeStaged(group, upper - 1, parts, updates);
    }
    long progress = ++lastProgress;
    byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(progress).array();
    Pending pending = new Pending(upper, progress, updates);
    misbehave();
    run.note(
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
      parts.forEach(part -> run.saw(Seen.STAGED_APPEND));
    } else {
      parts.forEach(StagedPart::close);
    }
  }

  void append(ModelGroup group, Append append, Pending pending) {
    // An append that is still writing its blobs has not come to consensus; this one overtakes it.
    Pending overtaken = group.pending;
    group.pending = pending;
    try {
      AppendOutcome outcome = run.store().append(append);
      if (outcome instanceof AppendOutcome.Appended) {
        run.saw(Seen.APPEND);
        group.apply(pending);
      } else {
        run.saw(Seen.LOST_RACE);
      }
    } catch (TidewaterException e) {
      if (e.code() == ErrorCode.DISK_FULL) {
        run.saw(Seen.DISK_FULL);
      } else {
        assertThat(e.code()).as(e.getMessage()).isEqualTo(ErrorCode.IO_ERROR);
        run.saw(Seen.UNKNOWN_OUTCOME);
        run.uncertainBlobs += append.batches().size() + append.staged().size();
      }
      settle(group);
    } catch (PowerLoss e) {
      run.saw(Seen.CRASH_IN_APPEND);
      throw e;
    }
    group.pending = overtaken;
  }

  /** Finds out what became of an append by the progress that stands in the store. */
  void settle(ModelGroup group) {
    run.store().advance(group.id, 0); // Makes the store look, too.
    Pending pending = group.pending;
    long progress = run.progress(group);
    if (pending != null && progress == pending.progress()) {
      run.saw(Seen.UNKNOWN_THAT_WAS_DURABLE);
      group.apply(pending);
    }
    assertThat(progress).as("progress of " + group.id).isEqualTo(group.progress);
  }

  void misbehave() {
    switch (run.random.nextInt(30)) {
      case 0 -> run.machine.consensus.next(NextAppend.COMMITS_AND_FAILS);
      case 1 -> run.machine.consensus.next(NextAppend.FAILS_WITHOUT_COMMIT);
      case 2 -> run.machine.consensus.next(NextAppend.FINDS_DISK_FULL);
      default -> run.machine.consensus.next(NextAppend.SUCCEEDS);
    }
  }

  List<Update> someUpdates(long from, long to) {
    List<Update> updates = new ArrayList<>();
    int count = 1 + run.random.nextInt(MAX_UPDATES);
    for (int i = 0; i < count; i++) {
      int row = run.random.nextInt(ROWS);
      long time = from + run.random.nextInt((int) (to - from));
      updates.add(new Update(rowText(row), time, run.random.nextInt(3) == 0 ? -1 : 1));
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

  void stage() {
    CollectionId id = run.any(run.model.collections());
    List<Update> updates = someUpdates(0, 5);
    run.note("stage " + id);
    try {
      StagedPart part = run.store().stage(id, batch(updates));
      staged.add(part);
      stagedUpdates.put(part, updates);
    } catch (TidewaterException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.DISK_FULL);
      run.saw(Seen.DISK_FULL);
    }
  }

  void takeStaged(
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

  void staleAppend() {
    ModelGroup group = run.anyGroup();
    long upper = run.store().upper(group.id);
    run.note("stale append " + group.id);
    AppendOutcome outcome =
        run.store().append(new Append(group.id, upper - 1, upper + 5, new TreeMap<>(), null));
    assertThat(outcome).isEqualTo(new AppendOutcome.UpperMismatch(upper));
  }

  void advance() {
    ModelGroup group = run.anyGroup();
    long upper = run.store().upper(group.id) + run.random.nextInt(10);
    run.note("advance " + group.id + " " + upper);
    run.store().advance(group.id, upper);
    group.seenUpper = Math.max(group.seenUpper, upper);
    assertThat(run.store().upper(group.id)).isGreaterThanOrEqualTo(upper);
  }

  void dropAndCreate() {
    run.machine.consensus.next(NextAppend.SUCCEEDS);
    CollectionId id = run.any(run.model.collections());
    ModelGroup group = run.model.groupOf(id);
    run.note("drop " + id);
    group.collections.remove(id);
    run.store().dropCollection(id);
    run.note("create " + nextCollection);
    createCollection(group.id.value());
  }
}
