package dev.tidewater.store.local;

import static dev.tidewater.store.Updates.inserted;
import static dev.tidewater.store.Updates.rows;
import static dev.tidewater.store.Updates.timed;
import static dev.tidewater.store.Updates.updates;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewater.store.Append;
import dev.tidewater.store.AppendOutcome;
import dev.tidewater.store.ChangeReader;
import dev.tidewater.store.Changes;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStatus;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.GroupId;
import dev.tidewater.store.Hold;
import dev.tidewater.store.SkippedChanges;
import dev.tidewater.store.Snapshot;
import dev.tidewater.store.StagedPart;
import dev.tidewater.store.StoreOptions;
import dev.tidewater.store.StoredChanges;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.zset.Batch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStoreTest {
  private static final GroupId GROUP = GroupId.TABLES;
  private static final CollectionId ONE = new CollectionId(1);
  private static final CollectionId TWO = new CollectionId(2);

  private final Path directory;
  private CollectionStore store;

  LocalStoreTest(@TempDir Path directory) {
    this.directory = directory;
    this.store = LocalStore.open(directory, StoreOptions.defaults());
  }

  @BeforeEach
  void create() {
    store.createGroup(GROUP, 10);
    store.createCollection(ONE, GROUP);
    store.createCollection(TWO, GROUP);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void reopen() {
    store.close();
    store = LocalStore.open(directory, StoreOptions.defaults());
  }

  private AppendOutcome append(long from, long to, Map<CollectionId, Batch> batches) {
    return store.append(new Append(GROUP, from, to, new TreeMap<>(batches), null));
  }

  private static Changes next(ChangeReader reader, long maxUpdates) {
    return Objects.requireNonNull(reader.poll(maxUpdates), "no progress");
  }

  private Map<String, Long> rowsAt(CollectionId id, long time) {
    try (Snapshot snapshot = store.snapshot(id, time)) {
      return rows(snapshot.rows());
    }
  }

  @Test
  void anAppendIsReadAtItsTimeAndAfterReopening() {
    append(10, 20, Map.of(ONE, inserted(12, "a", "b"), TWO, inserted(13, "x")));

    assertThat(rowsAt(ONE, 11)).isEmpty();
    assertThat(rowsAt(ONE, 12)).isEqualTo(Map.of("a", 1L, "b", 1L));
    reopen();
    assertThat(store.upper(GROUP)).isEqualTo(20);
    assertThat(rowsAt(ONE, 19)).isEqualTo(Map.of("a", 1L, "b", 1L));
    assertThat(rowsAt(TWO, 19)).isEqualTo(Map.of("x", 1L));
  }

  @Test
  void ofTwoWritersOneLosesAndLearnsTheUpper() {
    append(10, 20, Map.of(ONE, inserted(12, "a")));

    AppendOutcome outcome = append(10, 21, Map.of(ONE, inserted(12, "b")));

    assertThat(outcome).isEqualTo(new AppendOutcome.UpperMismatch(20));
    assertThat(rowsAt(ONE, 19)).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void progressTravelsWithTheAppend() {
    assertThat(store.progress(GROUP)).isNull();
    byte[] progress = {1, 2, 3};
    store.append(new Append(GROUP, 10, 20, new TreeMap<>(), progress));
    append(20, 30, Map.of());
    reopen();
    assertThat(store.progress(GROUP)).isEqualTo(progress);
  }

  @Test
  void changesFollowOnWithoutGapOrOverlap() {
    List<Batch> seen = new ArrayList<>();
    try (ChangeReader reader = store.changes(ONE, 10)) {
      assertThat(reader.poll(100)).isNull();
      append(10, 20, Map.of(ONE, updates().add("a", 11, 1).add("b", 12, 1).batch()));
      append(20, 30, Map.of(TWO, inserted(21, "x")));
      Changes changes = next(reader, 100);
      assertThat(List.of(changes.lower(), changes.upper())).isEqualTo(List.of(10L, 30L));
      seen.addAll(changes.batches());
      store.advance(GROUP, 40);
      Changes quiet = reader.poll(100);
      assertThat(quiet).isEqualTo(new Changes(30, 40, List.of()));
      append(40, 50, Map.of(ONE, updates().add("a", 41, -1).batch()));
      seen.addAll(next(reader, 100).batches());
    }
    assertThat(timed(seen)).isEqualTo(Map.of("a@11", 1L, "b@12", 1L, "a@41", -1L));
  }

  @Test
  void aLateReaderStartsInTheMiddleOfAnAppend() {
    append(10, 20, Map.of(ONE, updates().add("a", 11, 1).add("b", 15, 1).batch()));
    reopen();
    try (ChangeReader reader = store.changes(ONE, 15)) {
      Changes changes = next(reader, 1);
      assertThat(timed(changes.batches())).isEqualTo(Map.of("b@15", 1L));
      assertThat(reader.position()).isEqualTo(20);
    }
  }

  @Test
  void changesThatAReaderSkipsAreReadFromTheStore() {
    append(10, 20, Map.of(ONE, updates().add("a", 11, 1).add("b", 15, 1).batch()));
    try (ChangeReader reader = store.changes(ONE, 12)) {
      assertThat(reader.isLate()).isTrue();
      append(20, 30, Map.of(ONE, updates().add("b", 21, -1).add("c", 21, 1).batch()));
      append(30, 40, Map.of(ONE, updates().add("c", 31, 1).batch()));

      assertThat(reader.skip(4)).isEqualTo(new SkippedChanges(12, 30, 4));

      assertThat(reader.isLate()).isFalse();
      assertThat(timed(next(reader, 100).batches())).isEqualTo(Map.of("c@31", 1L));
      assertThat(reader.skip(4)).isNull();
      assertThat(reader.isLate()).isFalse();
      try (StoredChanges changes = store.storedChanges(ONE, 12, 31)) {
        assertThat(timed(changes.cursor())).isEqualTo(Map.of("b@15", 1L, "b@21", -1L, "c@21", 1L));
        assertThat(changes.updates()).isGreaterThanOrEqualTo(3);
        assertThat(changes.heads()).isNotEmpty();
      }
      assertThatThrownBy(() -> store.storedChanges(ONE, 12, 41))
          .hasMessageContaining("complete up to 40");
    }
  }

  @Test
  void aReaderIsToldOfProgress() {
    AtomicInteger signals = new AtomicInteger();
    try (ChangeReader reader = store.changes(ONE, 10)) {
      reader.onProgress(signals::incrementAndGet);
      assertThat(signals).hasValue(0);
      store.advance(GROUP, 11);
      assertThat(signals).hasValue(1);
      append(11, 12, Map.of(ONE, inserted(11, "a")));
      assertThat(signals).hasValue(2);
    }
    store.advance(GROUP, 20);
    assertThat(signals).hasValue(2);
  }

  @Test
  void awaitingCompletesOnceTheTimeIsComplete() {
    CompletableFuture<Void> readable = store.awaitReadable(ONE, 15);
    store.advance(GROUP, 15);
    assertThat(readable).isNotDone();
    store.advance(GROUP, 16);
    assertThat(readable).isCompleted();
    assertThat(store.awaitReadable(ONE, 15)).isCompleted();
  }

  @Test
  void aDurableHoldIsFoundAgainAndOnlyMovesForward() {
    Hold hold = store.hold(ONE, "sink", 10);
    hold.advanceTo(12);
    hold.close();
    reopen();
    Hold found = store.existingHold(ONE, "sink").orElseThrow();
    assertThat(found.time()).isEqualTo(12);
    assertThat(store.hold(ONE, "sink", 11).time()).isEqualTo(12);
    assertThatThrownBy(() -> found.advanceTo(11))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("forward");
    found.release();
    reopen();
    assertThat(store.existingHold(ONE, "sink")).isEmpty();
  }

  @Test
  void stagedPartsAppearTogetherAtOneTime() {
    Batch first = updates().add("a", 1, 1).add("a", 2, 1).add("c", 7, 1).batch();
    StagedPart one = store.stage(ONE, first);
    StagedPart two = store.stage(ONE, inserted(9, "a", "b"));
    assertThat(one.updates()).isEqualTo(2);

    Append append = new Append(GROUP, 10, 20, new TreeMap<>(), List.of(one, two), new byte[] {7});
    try (ChangeReader reader = store.changes(ONE, 10)) {
      store.append(append);
      assertThat(timed(next(reader, 1).batches()))
          .isEqualTo(Map.of("a@19", 3L, "b@19", 1L, "c@19", 1L));
    }
    one.close();
    assertThat(rowsAt(ONE, 18)).isEmpty();
    reopen();
    assertThat(rowsAt(ONE, 19)).isEqualTo(Map.of("a", 3L, "b", 1L, "c", 1L));
  }

  @Test
  void prefixLookUpGivesOnlyRowsWithThePrefix() {
    append(10, 20, Map.of(ONE, inserted(12, "a1", "a2", "b1", "c1")));
    append(20, 30, Map.of(ONE, updates().add("a2", 21, -1).add("b2", 22, 1).batch()));
    try (Snapshot snapshot = store.snapshot(ONE, 29)) {
      assertThat(rows(snapshot.rowsWithPrefix("a".getBytes(StandardCharsets.UTF_8))))
          .isEqualTo(Map.of("a1", 1L));
      assertThat(rows(snapshot.rowsWithPrefix("b".getBytes(StandardCharsets.UTF_8))))
          .isEqualTo(Map.of("b1", 1L, "b2", 1L));
      assertThat(rows(snapshot.rowsWithPrefix("d".getBytes(StandardCharsets.UTF_8)))).isEmpty();
    }
  }

  @Test
  void aLargeBatchGoesToABlobAndSplitsIntoDisjointRanges() {
    var many = updates();
    for (int i = 0; i < 20_000; i++) {
      many.add(String.format("row%05d", i), 12, 1);
    }
    append(10, 20, Map.of(ONE, many.batch()));
    reopen();
    try (Snapshot snapshot = store.snapshot(ONE, 19)) {
      assertThat(snapshot.estimatedRows()).isEqualTo(20_000);
      Map<String, Long> all = new TreeMap<>();
      var walks = snapshot.split(4);
      assertThat(walks).hasSize(4);
      for (var walk : walks) {
        Map<String, Long> part = rows(walk);
        assertThat(part).hasSizeBetween(2_000, 8_000);
        all.putAll(part);
      }
      assertThat(all).hasSize(20_000);
      assertThat(rows(snapshot.rowsWithPrefix("row1234".getBytes(StandardCharsets.UTF_8))))
          .hasSize(10);
    }
  }

  @Test
  void aDroppedCollectionIsGoneAndAnOpenSnapshotStillReads() {
    append(10, 20, Map.of(ONE, inserted(12, "a")));
    try (Snapshot snapshot = store.snapshot(ONE, 19)) {
      store.dropCollection(ONE);
      store.dropCollection(ONE);
      assertThat(rows(snapshot.rows())).isEqualTo(Map.of("a", 1L));
    }
    assertThat(store.status(ONE)).isEmpty();
    assertThatThrownBy(() -> store.snapshot(ONE, 19))
        .isInstanceOfSatisfying(
            TidewaterException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.UNDEFINED_OBJECT))
        .hasMessage("collection c1 does not exist");
    assertThat(store.collections()).extracting(CollectionStatus::id).containsExactly(TWO);
  }

  @Test
  void aDroppedGroupTakesItsCollectionsAlong() {
    store.dropGroup(GROUP);
    assertThat(store.collections()).isEmpty();
    reopen();
    assertThat(store.collections()).isEmpty();
    store.createGroup(GROUP, 5);
    assertThat(store.upper(GROUP)).isEqualTo(5);
  }

  @Test
  void aSecondProcessIsKeptOut() {
    assertThatThrownBy(() -> LocalStore.open(directory, StoreOptions.defaults()))
        .isInstanceOfSatisfying(
            TidewaterException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OBJECT_IN_USE))
        .hasMessageContaining("is open in another process");
  }

  @Test
  void registersAndLogsCompareBeforeTheyWrite() {
    var register = store.register("r");
    assertThat(register.read().version()).isEqualTo(0);
    assertThat(register.compareAndSet(0, new byte[] {1})).isTrue();
    assertThat(register.compareAndSet(0, new byte[] {2})).isFalse();
    assertThat(register.read().value()).isEqualTo(new byte[] {1});
    assertThat(store.register("n").increment()).isEqualTo(1);
    assertThat(store.register("n").increment()).isEqualTo(2);
    var log = store.log("l");
    assertThat(log.append(0, new byte[] {5})).isTrue();
    assertThat(log.append(0, new byte[] {6})).isFalse();
    assertThat(log.append(1, new byte[] {6})).isTrue();
    reopen();
    assertThat(store.log("l").read(1)).containsExactly(new byte[] {6});
    assertThat(store.register("n").increment()).isEqualTo(3);
  }
}
