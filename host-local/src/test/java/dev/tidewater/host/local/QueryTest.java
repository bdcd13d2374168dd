package dev.tidewater.host.local;

import static dev.tidewater.host.local.Fixture.call;
import static dev.tidewater.host.local.Fixture.column;
import static dev.tidewater.host.local.Fixture.number;
import static dev.tidewater.host.local.Fixture.plan;
import static dev.tidewater.host.local.Fixture.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidewater.engine.operator.ErrorCollector;
import dev.tidewater.plan.QueryPlan;
import dev.tidewater.plan.RelationPlan;
import dev.tidewater.plan.RelationPlan.ConstantRow;
import dev.tidewater.plan.RelationPlan.JoinKind;
import dev.tidewater.plan.RelationType;
import dev.tidewater.plan.RelationType.ColumnType;
import dev.tidewater.plan.SortKey;
import dev.tidewater.plan.SortKey.Direction;
import dev.tidewater.plan.SortKey.Nulls;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.BatchBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryTest {
  private Fixture fixture;

  @BeforeEach
  void open(@TempDir Path directory) {
    fixture = new Fixture(directory);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private static QueryPlan unordered(RelationPlan relation) {
    return plan(relation, List.of(), OptionalLong.empty(), 0);
  }

  private static SortKey by(int column, Direction direction) {
    return new SortKey(column, direction, Nulls.LAST);
  }

  private static RelationPlan keyIs(long key) {
    return new RelationPlan.Filter(
        table(), call("=(int8,int8)", ScalarType.BOOLEAN, column(0), number(key)), Fixture.TYPE);
  }

  private long manyRows(int count) {
    BatchBuilder builder = new BatchBuilder();
    for (long i = 0; i < count; i++) {
      byte[] row = Fixture.LAYOUT.encode(new @Nullable Object[] {i, i * 7919 % count});
      builder.add(row, 0, row.length, 0, 1);
    }
    return fixture.append(Fixture.TABLE, builder.build());
  }

  @Test
  void readsTheTableAsItWasAtTheTime() {
    long first = fixture.append(1, 1, 10, 2, 20);
    long second = fixture.append(-1, 1, 10);
    assertThat(fixture.query(unordered(table()), first))
        .containsExactly(List.of(1L, 10L), List.of(2L, 20L));
    assertThat(fixture.query(unordered(table()), second)).containsExactly(List.of(2L, 20L));
  }

  @Test
  void answersWithoutInputs() {
    RelationType type = new RelationType(List.of(new ColumnType(ScalarType.INT8, false)));
    RelationPlan one =
        new RelationPlan.Constant(List.of(new ConstantRow(new @Nullable Object[] {1L}, 2)), type);
    assertThat(fixture.query(unordered(one), 0)).containsExactly(List.of(1L), List.of(1L));
  }

  @Test
  void sortsAndCutsOut() {
    long time = manyRows(50_000);
    List<SortKey> order = List.of(by(1, Direction.DESCENDING));
    assertThat(fixture.query(plan(table(), order, OptionalLong.of(3), 2), time))
        .extracting(row -> row.get(1))
        .containsExactly(49_997L, 49_996L, 49_995L);
    List<List<@Nullable Object>> all =
        fixture.query(plan(table(), order, OptionalLong.empty(), 0), time);
    assertThat(all).hasSize(50_000);
    assertThat(all)
        .extracting(row -> (Long) row.get(1))
        .isSortedAccordingTo(Collections.reverseOrder());
  }

  @Test
  void limitWithoutOrderReadsNoMoreThanItMust() {
    long time = manyRows(50_000);
    assertThat(fixture.query(plan(table(), List.of(), OptionalLong.of(5), 3), time)).hasSize(5);
    assertThat(fixture.query(plan(table(), List.of(), OptionalLong.of(0), 0), time)).isEmpty();
    assertThat(fixture.query(plan(table(), List.of(), OptionalLong.empty(), 49_999), time))
        .hasSize(1);
  }

  @Test
  void looksUpByPrimaryKey() {
    long time = manyRows(50_000);
    assertThat(fixture.query(unordered(keyIs(4321)), time))
        .containsExactly(List.of(4321L, 4321L * 7919 % 50_000));
    assertThat(fixture.query(unordered(keyIs(-1)), time)).isEmpty();
    assertThat(PointLookups.of(keyIs(1), java.util.Map.of(Fixture.TABLE.value(), Fixture.LAYOUT)))
        .containsKey(Fixture.TABLE.value());
  }

  @Test
  void differentLookUpsOfOneTableReadItAsAWhole() {
    long time = manyRows(100);
    RelationPlan both = new RelationPlan.Union(List.of(keyIs(3), keyIs(4)), Fixture.TYPE);
    assertThat(fixture.query(unordered(both), time)).hasSize(2);
  }

  @Test
  void rowsThatFindAPartnerLaterAreNotShownUnmatched() {
    fixture.append(Fixture.OTHER, 1, 1, 100);
    long time = fixture.append(1, 1, 10, 2, 20);
    RelationType type =
        new RelationType(
            List.of(
                new ColumnType(ScalarType.INT8, false),
                new ColumnType(ScalarType.INT8, false),
                new ColumnType(ScalarType.INT8, true),
                new ColumnType(ScalarType.INT8, true)));
    RelationPlan joined =
        new RelationPlan.Join(
            table(),
            Fixture.other(),
            JoinKind.LEFT,
            List.of(column(0)),
            List.of(column(0)),
            null,
            type);
    List<@Nullable Object> unmatched = new ArrayList<>(List.of(2L, 20L));
    unmatched.add(null);
    unmatched.add(null);
    assertThat(fixture.query(unordered(joined), time))
        .containsExactlyInAnyOrder(List.of(1L, 10L, 1L, 100L), unmatched);
    assertThat(
            fixture.query(
                plan(joined, List.of(by(0, Direction.DESCENDING)), OptionalLong.empty(), 0), time))
        .containsExactly(unmatched, List.of(1L, 10L, 1L, 100L));
  }

  @Test
  void readsRelationsInMemory() {
    BatchBuilder builder = new BatchBuilder();
    byte[] row = Fixture.LAYOUT.encode(new @Nullable Object[] {5L, 6L});
    builder.add(row, 0, row.length, 0, 1);
    Batch rows = builder.build();
    QueryPlan plan = unordered(new RelationPlan.Get(99, Fixture.TYPE));
    QueryRequest request =
        new QueryRequest(
            plan,
            0,
            List.of(),
            List.of(new InputRows(99, Fixture.LAYOUT, rows)),
            QueryRequest.DEFAULT_MEMORY_LIMIT_BYTES,
            new CancellationToken());
    assertThat(fixture.rows(plan, request)).containsExactly(List.of(5L, 6L));
  }

  @Test
  void aRunawayQueryMeetsItsMemoryLimit() {
    long time = manyRows(50_000);
    QueryPlan plan = plan(table(), List.of(by(1, Direction.ASCENDING)), OptionalLong.empty(), 0);
    QueryRequest request =
        new QueryRequest(plan, time, Fixture.inputs(), List.of(), 1 << 20, new CancellationToken());
    assertThatThrownBy(() -> fixture.rows(plan, request))
        .isInstanceOfSatisfying(
            TidewaterException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUT_OF_MEMORY))
        .hasMessageContaining("memory limit of 1048576 bytes");
  }

  @Test
  void aCancelledQueryEnds() {
    long time = manyRows(10_000);
    RelationType type =
        new RelationType(
            List.of(
                Fixture.TYPE.column(0),
                Fixture.TYPE.column(1),
                Fixture.TYPE.column(0),
                Fixture.TYPE.column(1)));
    QueryPlan plan =
        unordered(
            new RelationPlan.Join(
                table(), table(), JoinKind.INNER, List.of(), List.of(), null, type));
    CancellationToken token = new CancellationToken();
    QueryRequest request =
        new QueryRequest(
            plan,
            time,
            Fixture.inputs(),
            List.of(),
            QueryRequest.DEFAULT_MEMORY_LIMIT_BYTES,
            token);
    try (QueryResult result = LocalCluster.query(fixture.store, fixture.compiler, request)) {
      assertThat(result.next()).isNotNull();
      token.cancel();
      assertThatThrownBy(
              () -> {
                while (result.next() != null) {}
              })
          .isInstanceOfSatisfying(
              TidewaterException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.QUERY_CANCELED));
    }
  }

  @Test
  void errorsOfExpressionsFailTheQuery() {
    long time = fixture.append(1, 1, 0);
    RelationPlan quotient =
        new RelationPlan.Project(
            table(),
            List.of(call("/(int8,int8)", ScalarType.INT8, column(0), column(1))),
            new RelationType(List.of(new ColumnType(ScalarType.INT8, false))));
    assertThatThrownBy(() -> fixture.query(unordered(quotient), time))
        .isInstanceOfSatisfying(
            TidewaterException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.DIVISION_BY_ZERO))
        .hasMessage("division by zero");
  }

  @Test
  void liveErrorsOfAnInputFailTheQuery() {
    fixture.append(1, 1, 1);
    byte[] row = ErrorCollector.LAYOUT.encode(new @Nullable Object[] {"DIVISION_BY_ZERO", "no"});
    BatchBuilder builder = new BatchBuilder();
    builder.add(row, 0, row.length, 0, 1);
    Batch error = builder.build();
    long broken = fixture.append(Fixture.OTHER, error);
    long mended = fixture.append(Fixture.OTHER, error.negated());
    List<InputCollection> inputs =
        List.of(new InputCollection(Fixture.TABLE, Fixture.LAYOUT, Fixture.OTHER));
    QueryPlan plan = unordered(table());
    assertThatThrownBy(() -> fixture.rows(plan, withInputs(plan, broken, inputs)))
        .isInstanceOfSatisfying(
            TidewaterException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.DIVISION_BY_ZERO));
    assertThat(fixture.rows(plan, withInputs(plan, mended, inputs))).hasSize(1);
  }

  private static QueryRequest withInputs(QueryPlan plan, long asOf, List<InputCollection> inputs) {
    return new QueryRequest(
        plan,
        asOf,
        inputs,
        List.of(),
        QueryRequest.DEFAULT_MEMORY_LIMIT_BYTES,
        new CancellationToken());
  }
}
