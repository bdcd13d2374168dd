package dev.tidewater.store.collection;

import static dev.tidewater.store.Updates.inserted;
import static dev.tidewater.store.Updates.rows;
import static dev.tidewater.store.Updates.updates;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewater.store.Append;
import dev.tidewater.store.AppendOutcome;
import dev.tidewater.store.ChangeReader;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.GroupId;
import dev.tidewater.store.Hold;
import dev.tidewater.store.Snapshot;
import dev.tidewater.store.Updates;
import dev.tidewater.store.consensus.MemoryConsensus.NextAppend;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.zset.Batch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the store does when the machine or its user does not do as it should. */
class StoreFailureTest {
  private static final GroupId GROUP = GroupId.TABLES;
  private static final CollectionId ID = new CollectionId(1);

  private final SimulatedMachine machine = new SimulatedMachine(new Random(3));
  private DurableCollectionStore store = machine.openStore(0, 0);

  StoreFailureTest() {
    store.createGroup(GROUP, 10);
    store.createCollection(ID, GROUP);
  }

  private void reopen() {
    store.close();
    store = machine.openStore(0, 0);
  }

  private AppendOutcome append(long from, long to, Batch batch) {
    return store.append(new Append(GROUP, from, to, new TreeMap<>(Map.of(ID, batch)), null));
  }

  private Map<String, Long> rowsAt(long time) {
    try (Snapshot snapshot = store.snapshot(ID, time)) {
      return rows(snapshot.rows());
    }
  }

  /** Too large to go inline. */
  private static Batch large(long time, int rows) {
    Random letters = new Random(time);
    Updates updates = updates();
    for (int i = 0; i < rows; i++) {
      updates.add(i + "-" + letters.nextLong(), time, 1);
    }
    return updates.batch();
  }

  private static void assertCode(ErrorCode code, Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(TidewaterException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageNotContaining("{");
  }

  @Test
  void aFullDiskIsToldChangesNothingAndIsGotOver() {
    append(10, 20, inserted(12, "a"));
    machine.disk.limitTo(500);
    assertCode(ErrorCode.DISK_FULL, () -> append(20, 30, large(21, 200)));
    assertThat(store.upper(GROUP)).isEqualTo(20);
    assertThat(machine.disk.files()).isEmpty();
    assertThat(append(20, 30, inserted(21, "b"))).isEqualTo(new AppendOutcome.Appended());

    machine.disk.unlimited();
    append(30, 40, large(31, 200));
    reopen();
    assertThat(rowsAt(39)).hasSize(202).containsKeys("a", "b");
  }

  @Test
  void aFullDatabaseIsToldAndLeavesNoBlobBehind() {
    machine.consensus.next(NextAppend.FINDS_DISK_FULL);
    assertCode(ErrorCode.DISK_FULL, () -> append(10, 20, large(12, 200)));
    assertThat(store.maintain()).isTrue();
    assertThat(machine.disk.files()).isEmpty();
    append(10, 20, large(12, 200));
    assertThat(rowsAt(19)).hasSize(200);
  }

  @Test
  void anAppendOfUnknownOutcomeIsFoundOutBeforeTheNext() {
    machine.consensus.next(NextAppend.COMMITS_AND_FAILS);
    assertCode(ErrorCode.IO_ERROR, () -> append(10, 20, inserted(12, "a")));
    assertThat(append(20, 30, inserted(21, "b"))).isEqualTo(new AppendOutcome.UpperMismatch(10));
    store.advance(GROUP, 15);
    assertThat(store.upper(GROUP)).isEqualTo(20);
    assertThat(append(20, 30, inserted(21, "b"))).isEqualTo(new AppendOutcome.Appended());
    assertThat(rowsAt(29)).isEqualTo(Map.of("a", 1L, "b", 1L));
  }

  @Test
  void anyChangedByteOfABlobIsCorruptionAndNeverWrongRows() throws IOException {
    append(10, 20, large(12, 60));
    Path file = machine.disk.files().iterator().next();
    int size = machine.disk.sizeBytes(file);
    for (int position = 0; position < size; position++) {
      machine.disk.corrupt(file, position);
      reopen();
      try {
        // Bytes that say nothing, as those of the header's magic, may pass.
        assertThat(rowsAt(19)).hasSize(60);
        assertThat(position).isLessThan(4);
      } catch (TidewaterException e) {
        assertThat(e.code()).as("position " + position).isEqualTo(ErrorCode.DATA_CORRUPTED);
      }
      machine.disk.corrupt(file, position);
    }
    reopen();
    assertThat(rowsAt(19)).hasSize(60);
  }

  @Test
  void aDamagedBatchStopsCompactionOfItsCollectionOnly() throws IOException {
    CollectionId other = new CollectionId(2);
    store.createCollection(other, GROUP);
    long upper = 10;
    for (int i = 0; i < 10; i++) {
      append(upper, upper + 10, large(upper, 60));
      upper += 10;
    }
    for (Path file : machine.disk.files()) {
      machine.disk.corrupt(file, 50);
    }
    for (int i = 0; i < 10; i++) {
      Batch batch = inserted(upper, "row" + i);
      store.append(new Append(GROUP, upper, upper + 10, new TreeMap<>(Map.of(other, batch)), null));
      upper += 10;
    }
    store.advance(GROUP, upper + 1_000);
    while (store.maintain()) {
      assertThat(store.metrics().maintenanceFailures()).isLessThan(2);
    }
    assertThat(store.metrics().maintenanceFailures()).isEqualTo(1);
    assertThat(store.batchCount(ID)).isEqualTo(10);
    assertThat(store.batchCount(other)).isLessThan(8);
  }

  @Test
  void timesThatWereCompactedAwayAreToldAndHeldOnesAreNot() {
    try (Hold held = store.volatileHold(ID)) {
      fill();
      assertThat(store.status(ID).orElseThrow().since()).isEqualTo(held.time()).isEqualTo(10);
      assertThat(rowsAt(12)).isEqualTo(Map.of("row10", 1L));
    }
    fill();
    long since = store.status(ID).orElseThrow().since();
    assertThat(since).isGreaterThan(10);
    assertCode(ErrorCode.INPUT_COMPACTED, () -> store.snapshot(ID, since - 1));
    assertCode(ErrorCode.INPUT_COMPACTED, () -> store.changes(ID, since - 1));
    assertCode(ErrorCode.INPUT_COMPACTED, () -> store.hold(ID, "late", since - 1));
    assertThat(rowsAt(since)).isNotEmpty();
    long upper = store.upper(GROUP);
    assertCode(ErrorCode.OBJECT_NOT_IN_PREREQUISITE_STATE, () -> store.snapshot(ID, upper));
  }

  private void fill() {
    for (int i = 0; i < 12; i++) {
      long upper = store.upper(GROUP);
      append(upper, upper + 10, inserted(upper, "row" + upper));
    }
    while (store.maintain()) {
      assertThat(store.batchCount(ID)).isLessThan(30);
    }
  }

  @Test
  void changesFromTheSinceOnAreExactAfterCompaction() {
    fill();
    long since = store.status(ID).orElseThrow().since();
    reopen();
    try (ChangeReader reader = store.changes(ID, since)) {
      var changes = reader.poll(1_000_000);
      assertThat(changes).isNotNull();
      assertThat(Updates.timed(changes == null ? java.util.List.of() : changes.batches()).keySet())
          .allSatisfy(
              change ->
                  assertThat(Long.parseLong(change.substring(change.indexOf('@') + 1)))
                      .isGreaterThanOrEqualTo(since));
    }
  }

  @Test
  void updatesOutsideTheBoundsAreRefused() {
    assertThatThrownBy(() -> append(10, 20, inserted(20, "a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("outside its append's bounds");
    assertThatThrownBy(() -> append(10, 20, inserted(9, "a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("outside its append's bounds");
    assertThat(store.upper(GROUP)).isEqualTo(10);
  }

  @Test
  void aClosedStoreSaysSoAndAbandonsWhoWaits() {
    CompletableFuture<Void> waiting = store.awaitReadable(ID, 100);
    store.close();
    store.close();
    assertThat(waiting).isCompletedExceptionally();
    assertCode(ErrorCode.ADMIN_SHUTDOWN, () -> store.upper(GROUP));
    assertCode(ErrorCode.ADMIN_SHUTDOWN, () -> store.status(ID));
  }

  @Test
  void whatDoesNotExistIsTold() {
    assertCode(ErrorCode.UNDEFINED_OBJECT, () -> store.upper(new GroupId("none")));
    assertCode(ErrorCode.UNDEFINED_OBJECT, () -> store.snapshot(new CollectionId(9), 1));
    assertCode(ErrorCode.DUPLICATE_OBJECT, () -> store.createCollection(ID, GROUP));
  }
}
