package dev.tidewater.coordinator.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewater.coordinator.time.TimestampOracle;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.GroupId;
import dev.tidewater.store.Snapshot;
import dev.tidewater.store.StagedPart;
import dev.tidewater.store.StoreOptions;
import dev.tidewater.store.local.LocalStore;
import dev.tidewater.types.Column;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.BatchBuilder;
import dev.tidewater.zset.UpdateCursor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableWriterTest {
  private static final CollectionId TABLE = new CollectionId(7);
  private static final RelationSchema SCHEMA =
      new RelationSchema(
          List.of(
              new Column(0, "id", ScalarType.INT4, false),
              new Column(1, "name", ScalarType.TEXT, true)),
          List.of(List.of(0)));
  private static final RowLayout LAYOUT = RowLayout.of(SCHEMA);
  private static final PrimaryKey KEY = new PrimaryKey("t", SCHEMA);

  @TempDir private Path directory;
  private CollectionStore store;
  private TimestampOracle oracle;
  private TableWriter writer;

  @BeforeEach
  void open() {
    store = LocalStore.open(directory, StoreOptions.defaults());
    oracle = new TimestampOracle(store.register("oracle"), System::currentTimeMillis);
    store.createGroup(GroupId.TABLES, oracle.now());
    writer = new TableWriter(store, oracle);
    writer.createTable(TABLE);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static Batch batch(Object... idNameDiff) {
    BatchBuilder builder = new BatchBuilder();
    for (int i = 0; i < idNameDiff.length; i += 3) {
      byte[] row = LAYOUT.encode(new Object[] {idNameDiff[i], idNameDiff[i + 1]});
      builder.add(row, 0, row.length, 0, ((Number) idNameDiff[i + 2]).longValue());
    }
    return builder.build();
  }

  private static List<TableChange> change(Object... idNameDiff) {
    return List.of(TableChange.of(TABLE, KEY, batch(idNameDiff)));
  }

  private List<String> rows() {
    List<String> rows = new ArrayList<>();
    try (Snapshot snapshot = store.snapshot(TABLE, store.upper(GroupId.TABLES) - 1);
        UpdateCursor cursor = snapshot.rows()) {
      while (cursor.next()) {
        Object[] values = LAYOUT.decode(cursor.bytes(), cursor.offset(), cursor.length());
        rows.add(values[0] + ":" + values[1] + "x" + cursor.diff());
      }
    }
    return rows;
  }

  @Test
  void whatWasWrittenIsVisibleAtOnce() {
    writer.write(change(1, "a", 1, 2, "b", 1));

    assertThat(rows()).containsExactly("1:ax1", "2:bx1");
    assertThat(oracle.visible()).isEqualTo(store.upper(GroupId.TABLES) - 1);
  }

  @Test
  void aNewTableCanBeReadAtOnce() {
    assertThat(rows()).isEmpty();
  }

  @Test
  void refusesASecondRowOfAKeyAndWritesNothing() {
    writer.write(change(1, "a", 1));

    assertThatThrownBy(() -> writer.write(change(2, "fine", 1, 1, "b", 1)))
        .isInstanceOfSatisfying(
            TidewaterException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.UNIQUE_VIOLATION);
              assertThat(e.getMessage())
                  .isEqualTo("duplicate key value violates unique constraint \"t_pkey\"");
              assertThat(e.detail()).isEqualTo("Key (id)=(1) already exists.");
            });
    assertThat(rows()).containsExactly("1:ax1");
  }

  @Test
  void refusesTwoRowsOfAKeyInOneWrite() {
    assertThatThrownBy(() -> writer.write(change(1, "a", 1, 1, "b", 1)))
        .isInstanceOf(TidewaterException.class);
    assertThat(rows()).isEmpty();
  }

  @Test
  void aRowMayTakeThePlaceOfAnotherOfItsKey() {
    writer.write(change(1, "a", 1));

    writer.write(change(1, "a", -1, 1, "b", 1));

    assertThat(rows()).containsExactly("1:bx1");
  }

  @Test
  void keysMaySwapInOneWrite() {
    writer.write(change(1, "a", 1, 2, "b", 1));

    writer.write(change(1, "a", -1, 2, "b", -1, 1, "b", 1, 2, "a", 1));

    assertThat(rows()).containsExactly("1:bx1", "2:ax1");
  }

  @Test
  void stagedPartsAreCheckedAgainstTheTableAndEachOther() {
    writer.write(change(5, "a", 1));
    try (StagedPart one = store.stage(TABLE, batch(1, "x", 1, 2, "x", 1));
        StagedPart two = store.stage(TABLE, batch(2, "y", 1, 3, "y", 1))) {
      assertThatThrownBy(
              () ->
                  writer.write(List.of(new TableChange(TABLE, KEY, List.of(), List.of(one, two)))))
          .isInstanceOf(TidewaterException.class);
    }
    assertThat(rows()).containsExactly("5:ax1");

    try (StagedPart one = store.stage(TABLE, batch(1, "x", 1));
        StagedPart two = store.stage(TABLE, batch(3, "y", 1))) {
      writer.write(List.of(new TableChange(TABLE, KEY, List.of(), List.of(one, two))));
    }
    assertThat(rows()).containsExactly("1:xx1", "3:yx1", "5:ax1");
  }

  @Test
  void whoReadsBeforeItWritesIsNotInterrupted() {
    writer.write(change(1, "a", 1));

    writer.exclusively(
        turn -> {
          assertThat(turn.readTime()).isEqualTo(store.upper(GroupId.TABLES) - 1);
          turn.commit(change(1, "a", -1, 1, "a!", 1));
          return turn;
        });

    assertThat(rows()).containsExactly("1:a!x1");
  }

  @Test
  void concurrentWritersOfOneKeyLeaveOneRow() throws Exception {
    int threads = 8;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Boolean>> outcomes = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      String name = "w" + i;
      outcomes.add(
          pool.submit(
              () -> {
                start.await();
                try {
                  writer.write(change(1, name, 1));
                  return true;
                } catch (TidewaterException e) {
                  return false;
                }
              }));
    }
    start.countDown();
    int won = 0;
    for (Future<Boolean> outcome : outcomes) {
      won += outcome.get(30, TimeUnit.SECONDS) ? 1 : 0;
    }
    pool.shutdown();

    assertThat(won).isEqualTo(1);
    assertThat(rows()).hasSize(1);
  }

  @Test
  void idleTablesBecomeReadableAtLaterTimes() {
    long time = oracle.now() + 10;

    writer.makeReadable(time);

    assertThat(store.upper(GroupId.TABLES)).isGreaterThan(time);
  }
}
