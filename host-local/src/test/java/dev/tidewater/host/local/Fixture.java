package dev.tidewater.host.local;

import dev.tidewater.engine.function.SessionFunctions;
import dev.tidewater.engine.operator.ScalarCompiler;
import dev.tidewater.engine.scalar.VectorScalarCompiler;
import dev.tidewater.plan.QueryPlan;
import dev.tidewater.plan.RelationPlan;
import dev.tidewater.plan.RelationPlan.Get;
import dev.tidewater.plan.RelationType;
import dev.tidewater.plan.RelationType.ColumnType;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.ScalarExpr.Call;
import dev.tidewater.plan.ScalarExpr.ColumnRef;
import dev.tidewater.plan.ScalarExpr.Literal;
import dev.tidewater.plan.SortKey;
import dev.tidewater.store.Append;
import dev.tidewater.store.AppendOutcome;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.GroupId;
import dev.tidewater.store.Snapshot;
import dev.tidewater.store.StoreOptions;
import dev.tidewater.store.local.LocalStore;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.types.row.Values;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.BatchBuilder;
import dev.tidewater.zset.UpdateCursor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A real store in a directory with one table (k bigint primary key, v bigint). */
final class Fixture implements AutoCloseable {
  static final CollectionId TABLE = new CollectionId(1);
  static final CollectionId OTHER = new CollectionId(2);
  static final RelationType TYPE =
      new RelationType(
          List.of(new ColumnType(ScalarType.INT8, false), new ColumnType(ScalarType.INT8, false)));
  static final RowLayout LAYOUT =
      RowLayout.of(List.of(ScalarType.INT8, ScalarType.INT8), List.of(false, false), List.of(0));

  final Path directory;
  CollectionStore store;
  final ScalarCompiler compiler = new VectorScalarCompiler(SessionFunctions.NONE);

  Fixture(Path directory) {
    this.directory = directory;
    this.store = LocalStore.open(directory, StoreOptions.defaults());
    store.createGroup(GroupId.TABLES, 1);
    for (CollectionId id : List.of(TABLE, OTHER)) {
      if (store.status(id).isEmpty()) {
        store.createCollection(id, GroupId.TABLES);
      }
    }
  }

  void reopen() {
    store.close();
    store = LocalStore.open(directory, StoreOptions.defaults());
  }

  /** Appends rows to the table at the next time, which it gives. */
  long append(long diff, long... keysAndValues) {
    return append(TABLE, diff, keysAndValues);
  }

  long append(CollectionId id, long diff, long... keysAndValues) {
    BatchBuilder builder = new BatchBuilder();
    long time = store.upper(GroupId.TABLES);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      byte[] row = LAYOUT.encode(new @Nullable Object[] {keysAndValues[i], keysAndValues[i + 1]});
      builder.add(row, 0, row.length, time, diff);
    }
    return append(id, builder.build());
  }

  long append(CollectionId id, Batch batch) {
    long time = store.upper(GroupId.TABLES);
    TreeMap<CollectionId, Batch> batches = new TreeMap<>();
    batches.put(id, batch.stampedAt(time));
    AppendOutcome outcome = store.append(new Append(GroupId.TABLES, time, time + 1, batches, null));
    if (!(outcome instanceof AppendOutcome.Appended)) {
      throw new IllegalStateException(outcome.toString());
    }
    return time;
  }

  static Get table() {
    return new Get(TABLE.value(), TYPE);
  }

  static Get other() {
    return new Get(OTHER.value(), TYPE);
  }

  static ScalarExpr column(int column) {
    return new ColumnRef(column, ScalarType.INT8, false);
  }

  static ScalarExpr number(long value) {
    return new Literal(value, ScalarType.INT8);
  }

  static ScalarExpr call(String function, ScalarType type, ScalarExpr a, ScalarExpr b) {
    return new Call(function, List.of(a, b), type, false);
  }

  static List<InputCollection> inputs() {
    return List.of(
        new InputCollection(TABLE, LAYOUT, null), new InputCollection(OTHER, LAYOUT, null));
  }

  static QueryPlan plan(
      RelationPlan relation, List<SortKey> order, OptionalLong limit, long offset) {
    int arity = relation.type().arity();
    return new QueryPlan(
        relation,
        order,
        limit,
        offset,
        IntStream.range(0, arity).boxed().toList(),
        IntStream.range(0, arity).mapToObj(i -> "c" + i).toList());
  }

  QueryRequest request(QueryPlan plan, long asOf) {
    return new QueryRequest(
        plan,
        asOf,
        inputs(),
        List.of(),
        QueryRequest.DEFAULT_MEMORY_LIMIT_BYTES,
        new CancellationToken());
  }

  List<List<@Nullable Object>> query(QueryPlan plan, long asOf) {
    return rows(plan, request(plan, asOf));
  }

  List<List<@Nullable Object>> rows(QueryPlan plan, QueryRequest request) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (QueryResult result = LocalCluster.query(store, compiler, request)) {
      QueryChunk chunk;
      while ((chunk = result.next()) != null) {
        for (int row = 0; row < chunk.rows(); row++) {
          List<@Nullable Object> values = new ArrayList<>();
          for (int i = 0; i < plan.shownColumns().size(); i++) {
            int column = plan.shownColumns().get(i);
            values.add(
                Values.read(
                    chunk.columns().get(i), plan.relation().type().column(column).type(), row));
          }
          rows.add(values);
        }
      }
    }
    return rows;
  }

  /** The rows of a collection at a time, each as often as it is there. */
  List<List<@Nullable Object>> contents(CollectionId id, RowLayout layout, long asOf) {
    store.awaitReadable(id, asOf).join();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (Snapshot snapshot = store.snapshot(id, asOf);
        UpdateCursor cursor = snapshot.rows()) {
      while (cursor.next()) {
        for (long i = 0; i < cursor.diff(); i++) {
          rows.add(Arrays.asList(layout.decode(cursor.bytes(), cursor.offset(), cursor.length())));
        }
      }
    }
    return rows;
  }

  @Override
  public void close() {
    store.close();
  }
}
