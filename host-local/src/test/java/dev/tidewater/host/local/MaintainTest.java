package dev.tidewater.host.local;

import static dev.tidewater.host.local.Fixture.call;
import static dev.tidewater.host.local.Fixture.column;
import static dev.tidewater.host.local.Fixture.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.engine.operator.ErrorCollector;
import dev.tidewater.plan.Aggregate;
import dev.tidewater.plan.RelationPlan;
import dev.tidewater.plan.RelationType;
import dev.tidewater.plan.RelationType.ColumnType;
import dev.tidewater.store.Append;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.GroupId;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.zset.BatchBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaintainTest {
  private static final CollectionId OUTPUT = new CollectionId(10);
  private static final CollectionId ERRORS = new CollectionId(11);
  private static final GroupId GROUP = new GroupId("view 10");

  /** SELECT v, count(*) FROM t GROUP BY v. */
  private static final RelationPlan COUNTS =
      new RelationPlan.Reduce(
          table(),
          List.of(column(1)),
          List.of(new Aggregate("count(*)", List.of(), false, null, ScalarType.INT8, false)),
          Fixture.TYPE);

  /** SELECT k, k / v FROM t. */
  private static final RelationPlan QUOTIENTS =
      new RelationPlan.Project(
          table(),
          List.of(column(0), call("/(int8,int8)", ScalarType.INT8, column(0), column(1))),
          new RelationType(
              List.of(
                  new ColumnType(ScalarType.INT8, false), new ColumnType(ScalarType.INT8, false))));

  private Fixture fixture;
  private LocalCluster cluster;

  @BeforeEach
  void open(@TempDir Path directory) {
    fixture = new Fixture(directory);
    cluster = new LocalCluster("test", 2, fixture.store, fixture.compiler);
  }

  @AfterEach
  void close() {
    cluster.close();
    fixture.close();
  }

  private static MaintainRequest request(RelationPlan plan) {
    return new MaintainRequest(
        "v",
        plan,
        List.of(new InputCollection(Fixture.TABLE, Fixture.LAYOUT, null)),
        GROUP,
        OUTPUT,
        Fixture.LAYOUT,
        ERRORS);
  }

  private MaintainedView start(RelationPlan plan) {
    return cluster.maintain(request(plan), status -> {});
  }

  /** Starts the store and the cluster anew. */
  private void restart() {
    cluster.close();
    fixture.reopen();
    cluster = new LocalCluster("test", 2, fixture.store, fixture.compiler);
  }

  private List<List<@Nullable Object>> contents(long time) {
    return fixture.contents(OUTPUT, Fixture.LAYOUT, time);
  }

  @Test
  void isFilledAndFollowsAtEachTime() {
    long before = fixture.append(1, 1, 7, 2, 7, 3, 8);
    start(COUNTS);
    assertThat(contents(before)).containsExactly(List.of(7L, 2L), List.of(8L, 1L));
    long first = fixture.append(1, 4, 8);
    long second = fixture.append(-1, 1, 7, 2, 7);
    assertThat(contents(second)).containsExactly(List.of(8L, 2L));
    assertThat(contents(first)).containsExactly(List.of(7L, 2L), List.of(8L, 2L));
  }

  @Test
  void timeWithoutChangesMovesItsUpper() {
    long time = fixture.append(1, 1, 7);
    start(COUNTS);
    contents(time);
    fixture.store.advance(GroupId.TABLES, time + 1_000);
    assertThat(contents(time + 900)).containsExactly(List.of(7L, 1L));
  }

  @Test
  void goesOnWhereItStoppedAfterARestart() {
    long time = fixture.append(1, 1, 7, 2, 8);
    start(COUNTS);
    contents(time);
    cluster.close();
    fixture.append(1, 3, 8);
    fixture.append(-1, 1, 7);
    restart();
    long last = fixture.append(1, 4, 9);
    start(COUNTS);
    assertThat(contents(last)).containsExactly(List.of(8L, 2L), List.of(9L, 1L));
  }

  @Test
  void keepsItsInputsReadableWhileItIsStopped() {
    long time = fixture.append(1, 1, 7);
    start(COUNTS).close();
    fixture.store.awaitReadable(Fixture.TABLE, time).join();
    MaintainedView view = start(COUNTS);
    contents(time);
    view.close();
    long later = fixture.append(1, 2, 7);
    fixture.store.advance(GroupId.TABLES, later + 100_000);
    assertThat(fixture.store.status(Fixture.TABLE).orElseThrow().since()).isLessThanOrEqualTo(time);
    view.drop();
    assertThat(fixture.store.existingHold(Fixture.TABLE, "view v")).isEmpty();
  }

  @Test
  void isComputedAnewIfItsInputsWereCompacted() {
    long time = fixture.append(1, 1, 7, 2, 8);
    MaintainedView view = start(COUNTS);
    contents(time);
    view.drop();
    fixture.append(-1, 1, 7);
    long last = fixture.append(1, 3, 8);
    fixture.store.hold(Fixture.TABLE, "someone", last).release();
    fixture.store.advance(GroupId.TABLES, last + 100_000);
    restart();
    assertThat(fixture.store.status(Fixture.TABLE)).isPresent();
    start(COUNTS);
    long newest = fixture.append(1, 4, 9);
    assertThat(contents(newest)).containsExactly(List.of(8L, 2L), List.of(9L, 1L));
  }

  @Test
  void errorsComeAndGoWithTheRowsThatCauseThem() {
    long bad = fixture.append(1, 1, 0, 6, 3);
    start(QUOTIENTS);
    assertThat(errors(bad)).containsExactly(List.of("DIVISION_BY_ZERO", "division by zero"));
    assertThat(contents(bad)).containsExactly(List.of(6L, 2L));
    long good = fixture.append(-1, 1, 0);
    assertThat(errors(good)).isEmpty();
  }

  private List<List<@Nullable Object>> errors(long time) {
    RowLayout layout = ErrorCollector.LAYOUT;
    return fixture.contents(ERRORS, layout, time);
  }

  @Test
  void stopsIfSomeoneElseWritesTheView() throws Exception {
    long time = fixture.append(1, 1, 7);
    CompletableFuture<ViewStatus.Failed> failed = new CompletableFuture<>();
    cluster.maintain(
        request(COUNTS),
        status -> {
          if (status instanceof ViewStatus.Failed failure) {
            failed.complete(failure);
          }
        });
    contents(time);
    long upper = fixture.store.upper(GROUP);
    BatchBuilder builder = new BatchBuilder();
    byte[] row = Fixture.LAYOUT.encode(new @Nullable Object[] {0L, 0L});
    builder.add(row, 0, row.length, upper, 1);
    TreeMap<CollectionId, dev.tidewater.zset.Batch> batches = new TreeMap<>();
    batches.put(OUTPUT, builder.build());
    fixture.store.append(new Append(GROUP, upper, upper + 1, batches, null));
    fixture.append(1, 2, 7);
    assertThat(failed.get(20, TimeUnit.SECONDS).cause().code()).isEqualTo(ErrorCode.FENCED);
  }

  @Test
  void manyTimesAtOnceAreEachExact() {
    start(COUNTS);
    long first = fixture.append(1, 0, 5);
    long last = first;
    for (long i = 1; i < 50; i++) {
      last = fixture.append(1, i, 5);
    }
    contents(last);
    for (long time = Math.max(first, last - 20); time <= last; time++) {
      assertThat(contents(time)).containsExactly(List.of(5L, time - first + 1));
    }
  }

  @Test
  void viewOverAViewHasItsErrorsToo() {
    long bad = fixture.append(1, 1, 0);
    start(QUOTIENTS);
    CollectionId output = new CollectionId(20);
    CollectionId errors = new CollectionId(21);
    errors(bad);
    cluster.maintain(
        new MaintainRequest(
            "w",
            new RelationPlan.Get(OUTPUT.value(), Fixture.TYPE),
            List.of(new InputCollection(OUTPUT, Fixture.LAYOUT, ERRORS)),
            new GroupId("view 20"),
            output,
            Fixture.LAYOUT,
            errors),
        status -> {});
    long now = fixture.append(1, 6, 3);
    assertThat(fixture.contents(errors, ErrorCollector.LAYOUT, now)).hasSize(1);
    long good = fixture.append(-1, 1, 0);
    assertThat(fixture.contents(errors, ErrorCollector.LAYOUT, good)).isEmpty();
    assertThat(fixture.contents(output, Fixture.LAYOUT, good)).containsExactly(List.of(6L, 2L));
  }
}
