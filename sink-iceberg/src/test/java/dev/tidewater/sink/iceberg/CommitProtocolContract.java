package dev.tidewater.sink.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewater.sink.iceberg.FaultyCatalog.Crash;
import dev.tidewater.sink.iceberg.FaultyCatalog.Fate;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the commit protocol promises, on a real catalog. Each case breaks one of the assumptions
 * that the protocol is made for.
 */
abstract class CommitProtocolContract {
  @TempDir Path directory;
  private final ScriptedPlan plan = new ScriptedPlan();
  private final List<Runnable> delayed = new ArrayList<>();
  private final AtomicReference<@Nullable String> crashAt = new AtomicReference<>();
  private int changes;
  private int pausesUntilStop = Integer.MAX_VALUE;
  private Catalog catalog;
  private SinkHarness sink;

  /** A catalog without tables; closed by the subclass. */
  abstract Catalog openCatalog(Path root);

  @BeforeEach
  void makeSink() {
    catalog = openCatalog(directory);
    ((SupportsNamespaces) catalog).createNamespace(Namespace.of("ns"));
    sink =
        new SinkHarness(
            catalog,
            new FaultyCatalog(catalog, plan, delayed),
            directory.resolve("spill"),
            wait -> pausesUntilStop-- > 0,
            where -> {
              if (where.equals(crashAt.get())) {
                throw new Crash(where);
              }
            });
    sink.put(1, "a");
    sink.put(2, "b");
    sink.commit(1);
  }

  private Table table() {
    return sink.table().orElseThrow();
  }

  private int snapshots() {
    int count = 0;
    for (Snapshot each : table().snapshots()) {
      count += each == null ? 0 : 1;
    }
    return count;
  }

  private long frontier() {
    return sink.progress().orElseThrow().progress().frontier();
  }

  /** Replaces a row and adds one. */
  private void change() {
    changes++;
    sink.put(1, "a" + changes);
    sink.put(10 + changes, "new");
    sink.commit(1);
  }

  private void assertCaughtUp() {
    assertThat(frontier()).isEqualTo(sink.upper());
    sink.verify();
  }

  private void restart() {
    sink.abandon();
    crashAt.set(null);
    sink.start();
    sink.commitAll();
    assertCaughtUp();
  }

  @Test
  void snapshotThenChangesBecomeOneCommitEach() {
    sink.start();
    change();
    sink.commitAll();
    assertCaughtUp();
    assertThat(snapshots()).isEqualTo(2);
    assertThat(table().currentSnapshot().operation()).isEqualTo("overwrite");
    assertThat(table().currentSnapshot().summary())
        .containsEntry("added-data-files", "1")
        .containsEntry("added-records", "2")
        .containsEntry("added-equality-deletes", "1");
    assertThat(table().schema().identifierFieldNames()).containsExactly("id");
  }

  @Test
  void nothingChangedMakesNoSnapshotAndTheHoldMovesOn() {
    sink.start();
    sink.put(9, "passing");
    sink.commit(1);
    sink.remove(9);
    sink.commit(5);
    assertThat(sink.commitAll()).isEqualTo(SinkRun.Cut.NOTHING_CHANGED);
    sink.run().note();
    assertThat(snapshots()).isEqualTo(1);
    sink.store.compact();
    assertThat(sink.store.status(TestInput.ID).orElseThrow().since()).isEqualTo(sink.upper() - 1);
    change();
    restart();
  }

  @Test
  void conflictIsTriedAgain() {
    sink.start();
    plan.next(Fate.CONFLICT, Fate.CONFLICT);
    change();
    sink.commitAll();
    assertCaughtUp();
    assertThat(sink.listener.conflicts()).isEqualTo(2);
    assertThat(sink.listener.commits().get(1).conflicts()).isEqualTo(2);
  }

  @Test
  void commitBetweenCheckAndCommitIsNotRebasedOver() {
    sink.start();
    change();
    plan.beforeNextCommit(() -> appendForeignRow(100));
    sink.commitAll();
    assertThat(frontier()).isEqualTo(sink.upper());
    assertThat(sink.listener.conflicts()).isEqualTo(1);
    Snapshot head = table().currentSnapshot();
    assertThat(table().snapshot(head.parentId()).summary()).doesNotContainKey("tidewater.sink-id");
  }

  @Test
  void commitOfANewerRunBetweenCheckAndCommitFences() {
    sink.start();
    SinkRun older = sink.run();
    change();
    older.gather();
    plan.beforeNextCommit(
        () -> {
          sink.start();
          sink.commitAll();
        });
    assertThatExceptionOfType(TidewaterException.class)
        .isThrownBy(
            () -> {
              older.cut();
              older.awaitCommit();
            })
        .matches(e -> e.code() == ErrorCode.FENCED);
    assertCaughtUp();
  }

  @Test
  void newerRunFencesAnOlderOneBeforeItCommits() {
    sink.start();
    SinkRun older = sink.run();
    sink.start();
    change();
    older.gather();
    assertThatExceptionOfType(TidewaterException.class)
        .isThrownBy(older::cut)
        .withMessageContaining("a newer run of this sink has begun")
        .matches(e -> e.code() == ErrorCode.FENCED);
    sink.commitAll();
    assertCaughtUp();
  }

  @Test
  void lostAnswerIsSettledByAskingTheTable() {
    sink.start();
    plan.next(Fate.ANSWER_LOST);
    change();
    sink.commitAll();
    assertCaughtUp();
    assertThat(snapshots()).isEqualTo(2);
  }

  @Test
  void lostRequestIsSentAgain() {
    sink.start();
    plan.next(Fate.REQUEST_LOST, Fate.REQUEST_LOST);
    change();
    sink.commitAll();
    assertCaughtUp();
    assertThat(snapshots()).isEqualTo(2);
  }

  @Test
  void commitThatIsAppliedAfterItsRetryIsRefused() {
    sink.start();
    plan.next(Fate.DELAYED);
    change();
    sink.commitAll();
    delayed.forEach(Runnable::run);
    assertCaughtUp();
    assertThat(snapshots()).isEqualTo(2);
  }

  @Test
  void commitThatIsAppliedAfterTheRestartIsFoundOut() {
    sink.start();
    plan.next(Fate.DELAYED);
    pausesUntilStop = 0;
    change();
    assertThatThrownBy(sink::commitAll).isInstanceOf(TidewaterException.class);
    sink.abandon();
    pausesUntilStop = Integer.MAX_VALUE;
    sink.start();
    sink.run().gather();
    // The old request arrives when the new run has made up its mind.
    delayed.forEach(Runnable::run);
    long landed = frontier();
    assertThatExceptionOfType(TidewaterException.class)
        .isThrownBy(sink::commitAll)
        .withMessageContaining("stands at frontier " + landed)
        .matches(e -> e.code() == ErrorCode.SERIALIZATION_FAILURE);
    sink.abandon();
    sink.start();
    change();
    sink.commitAll();
    assertCaughtUp();
  }

  @Test
  void filesOfAnUnknownCommitStay() {
    sink.start();
    plan.next(Fate.ANSWER_LOST);
    plan.beforeNextCommit(() -> plan.failReloads(1));
    pausesUntilStop = 1;
    change();
    assertThatThrownBy(sink::commitAll).isInstanceOf(TidewaterException.class);
    sink.verify();
    assertThat(frontier()).isEqualTo(sink.upper());
  }

  @Test
  void filesOfACleanFailureAreDeleted() {
    sink.start();
    change();
    sink.run().gather();
    List<String> before = dataFiles();
    plan.failReloads(Integer.MAX_VALUE);
    pausesUntilStop = 1;
    assertThatThrownBy(sink::commitAll).isInstanceOf(TidewaterException.class);
    assertThat(dataFiles()).isEqualTo(before);
  }

  private List<String> dataFiles() {
    Path data = Path.of(table().location().replaceFirst("^file:/+", "/"), "data");
    try (Stream<Path> files = Files.list(data)) {
      return files.map(Path::toString).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void crashBeforeTheCommitIsMadeUpFor() {
    sink.start();
    plan.next(Fate.CRASH_BEFORE);
    change();
    assertThatThrownBy(sink::commitAll).isInstanceOf(Crash.class);
    restart();
    assertThat(snapshots()).isEqualTo(2);
  }

  @Test
  void crashAfterTheCommitDoublesNothing() {
    sink.start();
    plan.next(Fate.CRASH_AFTER);
    change();
    assertThatThrownBy(sink::commitAll).isInstanceOf(Crash.class);
    restart();
    assertThat(snapshots()).isEqualTo(2);
  }

  @Test
  void crashBetweenCommitAndHoldDoublesNothing() {
    sink.start();
    change();
    crashAt.set("before hold");
    assertThatThrownBy(sink::commitAll).isInstanceOf(Crash.class);
    sink.store.compact();
    restart();
    assertThat(snapshots()).isEqualTo(2);
  }

  @Test
  void crashDuringTheFirstCommitStartsOverOrResumes() {
    plan.next(Fate.CRASH_BEFORE, Fate.CRASH_AFTER);
    assertThatThrownBy(sink::start).isInstanceOf(Crash.class);
    sink.abandon();
    assertThatThrownBy(sink::start).isInstanceOf(Crash.class);
    change();
    restart();
    assertThat(snapshots()).isEqualTo(2);
  }

  @Test
  void snapshotsOfOthersArePassedOver() {
    sink.start();
    table().rewriteManifests().clusterBy(DataFile::recordCount).commit();
    change();
    restart();
    table().rewriteManifests().clusterBy(file -> 7).commit();
    change();
    sink.commitAll();
    assertCaughtUp();
  }

  @Test
  void progressOutlivesTheSnapshotsThatCarriedIt() {
    sink.start();
    change();
    sink.commitAll();
    table().rewriteManifests().clusterBy(file -> 7).commit();
    expireAllButTheLast();
    assertThat(table().currentSnapshot().summary()).doesNotContainKey("tidewater.frontier");
    change();
    restart();
  }

  private void expireAllButTheLast() {
    table()
        .expireSnapshots()
        .expireOlderThan(Long.MAX_VALUE)
        .retainLast(1)
        .cleanupLevel(ExpireSnapshots.CleanupLevel.NONE)
        .commit();
  }

  @Test
  void rolledBackTableIsCaughtUpFromWhereItStands() {
    sink.start();
    long first = table().currentSnapshot().snapshotId();
    change();
    sink.commitAll();
    table().manageSnapshots().rollbackTo(first).commit();
    sink.verify();
    sink.put(2, "later");
    sink.commit(1);
    // The running sink notices, and its next start resumes from the ancestry.
    assertThatExceptionOfType(TidewaterException.class)
        .isThrownBy(sink::commitAll)
        .matches(e -> e.code() == ErrorCode.SERIALIZATION_FAILURE)
        .satisfies(e -> assertThat(e.fields()).containsKeys("actual", "expected"));
    restart();
  }

  @Test
  void compactedInputIsRefusedWithBothTimes() {
    sink.start();
    long resume = frontier();
    change();
    sink.abandon();
    sink.store.compactBeyondHolds(sink.upper() - 1);
    assertThatExceptionOfType(TidewaterException.class)
        .isThrownBy(sink::start)
        .withMessageStartingWith("input compacted past resume upper")
        .withMessageContaining("since " + (sink.upper() - 1))
        .withMessageContaining("resume upper " + resume)
        .matches(e -> e.code() == ErrorCode.INPUT_COMPACTED && e.hint() != null);
  }

  @Test
  void tableOfALaterEpochThanTheStoreKnowsIsRefused() {
    for (int i = 0; i < 3; i++) {
      sink.start();
      change();
      sink.commitAll();
      sink.abandon();
    }
    assertRestoredStoreIsRefused();
  }

  @Test
  void tableOfTheVeryEpochThatARestoredStoreGivesOutIsRefused() {
    sink.start();
    change();
    sink.commitAll();
    sink.abandon();
    assertThat(sink.progress().orElseThrow().progress().epoch()).isEqualTo(1);
    assertRestoredStoreIsRefused();
  }

  /** A store that knows nothing of the runs so far gives out epochs from 1 again. */
  private void assertRestoredStoreIsRefused() {
    SinkHarness restored =
        new SinkHarness(
            catalog,
            new FaultyCatalog(catalog, plan, delayed),
            directory.resolve("spill"),
            wait -> true,
            where -> {});
    restored.put(1, "restored");
    restored.commit(1);
    assertThatExceptionOfType(TidewaterException.class)
        .isThrownBy(restored::start)
        .matches(e -> e.code() == ErrorCode.FENCED);
  }

  @Test
  void tableWithRowsOfOthersIsRefused() {
    sink.start();
    appendForeignRow(5);
    SinkHarness other =
        new SinkHarness(
            catalog,
            new FaultyCatalog(catalog, plan, delayed),
            directory.resolve("spill"),
            wait -> true,
            where -> {},
            "other-u2");
    other.put(1, "x");
    other.commit(1);
    assertThatExceptionOfType(TidewaterException.class)
        .isThrownBy(other::start)
        .withMessageContaining("already holds rows");
  }

  @Test
  void droppedTableIsMadeAgainWithAllRows() {
    sink.start();
    catalog.dropTable(SinkHarness.TABLE, false);
    change();
    assertThatExceptionOfType(TidewaterException.class)
        .isThrownBy(sink::commitAll)
        .matches(e -> e.code() == ErrorCode.UNDEFINED_TABLE);
    sink.abandon();
    sink.start();
    assertCaughtUp();
  }

  @Test
  void changedColumnStopsTheSinkAndNamesIt() {
    sink.start();
    table().updateSchema().renameColumn("name", "label").commit();
    change();
    assertThatExceptionOfType(TidewaterException.class)
        .isThrownBy(sink::commitAll)
        .withMessageContaining("field \"name\" is missing")
        .matches(e -> e.code() == ErrorCode.DATATYPE_MISMATCH);
    table()
        .updateSchema()
        .renameColumn("label", "name")
        .addColumn("note", Types.StringType.get())
        .commit();
    restart();
  }

  @Test
  void columnReplacedByAnotherOfItsNameIsWrittenAnew() {
    sink.start();
    change();
    plan.beforeNextCommit(
        () -> {
          table().updateSchema().deleteColumn("name").commit();
          table().updateSchema().addColumn("name", Types.StringType.get()).commit();
          appendForeignSnapshot();
        });
    assertThatExceptionOfType(TidewaterException.class)
        .isThrownBy(sink::commitAll)
        .withMessageContaining("column \"name\"")
        .matches(e -> e.code() == ErrorCode.SERIALIZATION_FAILURE);
    sink.abandon();
    sink.start();
    sink.commitAll();
    assertThat(frontier()).isEqualTo(sink.upper());
    // What was there before lost its names when the column was dropped; what is new has them.
    assertThat(sink.tableRows()).containsEntry(1L, "a1").containsEntry(11L, "new");
  }

  /** So that the main branch has moved, whatever the catalog compares. */
  private void appendForeignSnapshot() {
    table().newAppend().commit();
  }

  /** What another writer would do. */
  private void appendForeignRow(long id) {
    Table table = table();
    try {
      DataWriter<Record> writer =
          Parquet.writeData(
                  table
                      .io()
                      .newOutputFile(
                          table.locationProvider().newDataLocation("foreign-" + id + ".parquet")))
              .forTable(table)
              .createWriterFunc(GenericParquetWriter::create)
              .overwrite()
              .build();
      try (writer) {
        Record record = GenericRecord.create(table.schema());
        record.set(0, id);
        record.set(1, "foreign");
        writer.write(record);
      }
      table.newAppend().appendFile(writer.toDataFile()).commit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
