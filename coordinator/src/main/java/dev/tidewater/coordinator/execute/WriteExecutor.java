package dev.tidewater.coordinator.execute;

import dev.tidewater.catalog.Item;
import dev.tidewater.catalog.ItemType;
import dev.tidewater.catalog.NameResolver;
import dev.tidewater.coordinator.session.Execution;
import dev.tidewater.coordinator.session.ResultChunk;
import dev.tidewater.coordinator.session.ResultColumn;
import dev.tidewater.coordinator.session.RowStream;
import dev.tidewater.coordinator.table.TableChange;
import dev.tidewater.plan.PlanBinder;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.sql.ast.DataStatement.Truncate;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.sql.catalog.ResolvedRelation;
import dev.tidewater.sql.planner.PlannedDelete;
import dev.tidewater.sql.planner.PlannedInsert;
import dev.tidewater.sql.planner.PlannedQuery;
import dev.tidewater.sql.planner.PlannedUpdate;
import dev.tidewater.sql.planner.Returning;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.Snapshot;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.zset.BatchBuilder;
import dev.tidewater.zset.UpdateCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** INSERT, UPDATE, DELETE and TRUNCATE. */
final class WriteExecutor {
  private final Services services;
  private final CoordinatorSession session;
  private final QueryExecutor queries;

  WriteExecutor(Services services, CoordinatorSession session, QueryExecutor queries) {
    this.services = services;
    this.session = session;
    this.queries = queries;
  }

  Execution insert(PlannedInsert insert, List<@Nullable Object> parameters) {
    if (!insert.rows().dependencies().collections().isEmpty()) {
      session.refuseInTransactionBlock("INSERT … SELECT");
      return exclusively(
          insert.table(),
          insert.rows(),
          insert.returning(),
          parameters,
          "INSERT 0 ",
          Write::insertAll);
    }
    Write write =
        new Write(
            insert.table(), insert.returning(), parameters, transactionCollector(insert.table()));
    try (RowStream rows = queries.runAt(insert.rows(), parameters, 0)) {
      write.insertAll(rows);
    }
    return write.outcome("INSERT 0 ");
  }

  /** Takes rows for a table until the session's transaction commits. */
  RowCollector transactionCollector(ResolvedRelation table) {
    Transaction transaction = session.transactionForWrite();
    transaction.checkMayInsert();
    return transaction.collector(collection(table), () -> collector(table));
  }

  Execution update(PlannedUpdate update, List<@Nullable Object> parameters) {
    session.refuseInTransactionBlock("UPDATE");
    return exclusively(
        update.table(), update.rows(), update.returning(), parameters, "UPDATE ", Write::updateAll);
  }

  Execution delete(PlannedDelete delete, List<@Nullable Object> parameters) {
    session.refuseInTransactionBlock("DELETE");
    return exclusively(
        delete.table(), delete.rows(), delete.returning(), parameters, "DELETE ", Write::deleteAll);
  }

  private interface Step {
    void run(Write write, RowStream rows);
  }

  private Execution exclusively(
      ResolvedRelation table,
      PlannedQuery query,
      Returning returning,
      List<@Nullable Object> parameters,
      String tag,
      Step step) {
    return services
        .tables()
        .exclusively(
            turn -> {
              try (RowCollector collector = collector(table)) {
                Write write = new Write(table, returning, parameters, collector);
                try (RowStream rows = queries.runAt(query, parameters, turn.readTime())) {
                  step.run(write, rows);
                }
                turn.commit(List.of(write.change()));
                return write.outcome(tag);
              }
            });
  }

  Execution truncate(Truncate statement) {
    session.refuseInTransactionBlock("TRUNCATE");
    NameResolver resolver = new NameResolver(services.catalog().current(), session.names());
    List<CollectionId> tables = new ArrayList<>();
    for (QualifiedName name : statement.tables()) {
      Item item = resolver.require(name, ItemType.TABLE);
      tables.add(new CollectionId(item.id().value()));
    }
    services
        .tables()
        .exclusively(
            turn -> {
              List<TableChange> changes = new ArrayList<>();
              for (CollectionId id : tables) {
                changes.add(emptying(id, turn.readTime()));
              }
              turn.commit(changes);
              return changes;
            });
    return new Execution.Command("TRUNCATE TABLE");
  }

  private TableChange emptying(CollectionId id, long time) {
    BatchBuilder builder = new BatchBuilder();
    try (Snapshot snapshot = services.store().snapshot(id, time);
        UpdateCursor rows = snapshot.rows()) {
      while (rows.next()) {
        builder.add(rows.bytes(), rows.offset(), rows.length(), 0, -rows.diff());
      }
    }
    return TableChange.of(id, null, builder.build());
  }

  private static List<ScalarExpr> bound(
      List<ScalarExpr> expressions, List<@Nullable Object> parameters) {
    return expressions.stream()
        .map(e -> parameters.isEmpty() ? e : PlanBinder.bind(e, parameters))
        .toList();
  }

  static CollectionId collection(ResolvedRelation table) {
    return new CollectionId(((ResolvedRelation.Collection) table.content()).collectionId());
  }

  private RowCollector collector(ResolvedRelation table) {
    return new RowCollector(services.store(), collection(table), table.name(), table.schema());
  }

  /** Rows of one statement on their way into a table. */
  private final class Write {
    private final RowCollector collector;
    private final RelationSchema schema;
    private final Returning returning;
    private final @Nullable ReturningRows returningRows;
    private final List<ResultChunk> returned = new ArrayList<>();
    private long count;

    Write(
        ResolvedRelation table,
        Returning returning,
        List<@Nullable Object> parameters,
        RowCollector collector) {
      this.collector = collector;
      this.schema = table.schema();
      this.returning = returning;
      this.returningRows =
          returning.isEmpty()
              ? null
              : new ReturningRows(bound(returning.expressions(), parameters), session.facts());
    }

    void insertAll(RowStream rows) {
      for (ResultChunk chunk = rows.next(); chunk != null; chunk = rows.next()) {
        add(chunk.columns().toArray(ColumnVector[]::new), chunk.rows(), 1, true);
      }
    }

    void deleteAll(RowStream rows) {
      for (ResultChunk chunk = rows.next(); chunk != null; chunk = rows.next()) {
        add(chunk.columns().toArray(ColumnVector[]::new), chunk.rows(), -1, true);
      }
    }

    void updateAll(RowStream rows) {
      int arity = schema.arity();
      for (ResultChunk chunk = rows.next(); chunk != null; chunk = rows.next()) {
        List<ColumnVector> columns = chunk.columns();
        add(columns.subList(0, arity).toArray(ColumnVector[]::new), chunk.rows(), -1, false);
        add(columns.subList(arity, 2 * arity).toArray(ColumnVector[]::new), chunk.rows(), 1, true);
      }
    }

    private void add(ColumnVector[] columns, int rows, long diff, boolean counts) {
      collector.add(columns, rows, diff);
      if (counts) {
        count += rows;
        if (returningRows != null) {
          returned.add(returningRows.evaluate(columns, rows));
        }
      }
    }

    TableChange change() {
      return collector.change();
    }

    Execution outcome(String tag) {
      if (returning.isEmpty()) {
        return new Execution.Command(tag + count);
      }
      List<ResultColumn> columns =
          returning.columns().stream().map(c -> new ResultColumn(c.name(), c.type())).toList();
      return new Execution.Rows(
          columns, RowStreams.ofChunks(returned), tag.strip().toUpperCase(Locale.ROOT));
    }
  }
}
