package dev.tidewater.coordinator.execute;

import dev.tidewater.catalog.Catalog;
import dev.tidewater.catalog.CatalogSnapshot;
import dev.tidewater.catalog.Item;
import dev.tidewater.catalog.ItemType;
import dev.tidewater.catalog.ObjectId;
import dev.tidewater.catalog.system.RuntimeStatus;
import dev.tidewater.catalog.system.SystemContext;
import dev.tidewater.catalog.system.SystemRelation;
import dev.tidewater.catalog.system.SystemRelations;
import dev.tidewater.coordinator.control.IndexController;
import dev.tidewater.coordinator.control.InputCollections;
import dev.tidewater.coordinator.session.ResultChunk;
import dev.tidewater.coordinator.variable.ByteSize;
import dev.tidewater.engine.dataflow.OperatorStatistics;
import dev.tidewater.engine.scalar.VectorScalarCompiler;
import dev.tidewater.host.local.Arrangement;
import dev.tidewater.host.local.InputCollection;
import dev.tidewater.host.local.InputRows;
import dev.tidewater.host.local.LocalCluster;
import dev.tidewater.host.local.QueryChunk;
import dev.tidewater.host.local.QueryRequest;
import dev.tidewater.host.local.QueryResult;
import dev.tidewater.host.local.SubscribeRequest;
import dev.tidewater.host.local.SubscribeRequest.Delivery;
import dev.tidewater.host.local.SubscribeRequest.ErrorPolicy;
import dev.tidewater.host.local.Subscription;
import dev.tidewater.plan.QueryPlan;
import dev.tidewater.sql.planner.Dependencies;
import dev.tidewater.sql.planner.PlannedQuery;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.row.RowLayout;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs queries on the local host: stored collections from the store, system relations from here.
 */
public final class HostQueries implements QueryService {
  /** How long a query waits for an index before it reads the store: much longer than usual. */
  private static final long INDEX_WAIT_MILLIS = 100;

  private final Catalog catalog;
  private final CollectionStore store;
  private final RuntimeStatus status;
  private final IndexController indexes;
  private final long memoryLimitBytes;

  public HostQueries(
      Catalog catalog,
      CollectionStore store,
      RuntimeStatus status,
      IndexController indexes,
      long memoryLimitBytes) {
    this.catalog = catalog;
    this.store = store;
    this.status = status;
    this.indexes = indexes;
    this.memoryLimitBytes = memoryLimitBytes;
  }

  @Override
  public QueryRows run(
      QueryPlan plan,
      Dependencies reads,
      long asOf,
      SessionFacts session,
      Cancellation cancellation) {
    CatalogSnapshot snapshot = catalog.current();
    List<InputCollection> collections = new ArrayList<>();
    List<InputRows> relations = new ArrayList<>();
    List<Arrangement> arrangements = new ArrayList<>();
    ArrangementChoice choice = new ArrangementChoice(plan.relation());
    for (long id : reads.collections()) {
      Item item = snapshot.item(new ObjectId(id)).orElseThrow(HostQueries::dropped);
      if (item.id().isSystem()) {
        SystemRelation relation = SystemRelations.find(item.id()).orElseThrow(HostQueries::dropped);
        relations.add(
            new InputRows(
                id,
                RowLayout.of(relation.schema()),
                relation.rows(systemContext(snapshot, session), asOf)));
      } else if (item.type() == ItemType.VIEW) {
        Arrangement arrangement = choice.best(readable(item, asOf));
        if (arrangement == null) {
          throw dropped();
        }
        arrangements.add(arrangement);
      } else {
        InputCollection stored = InputCollections.of(item);
        Arrangement arrangement =
            choice.betterThan(stored.layout(), id, caughtUp(item, plan, stored, asOf));
        if (arrangement == null) {
          collections.add(stored);
        } else {
          arrangements.add(arrangement);
        }
      }
    }
    QueryResult result =
        LocalCluster.query(
            store,
            new VectorScalarCompiler(session),
            new QueryRequest(
                plan,
                asOf,
                collections,
                relations,
                arrangements,
                memoryLimit(session),
                cancellation.token()));
    return new ResultStream(result, cancellation);
  }

  @Override
  public Subscription subscribe(
      PlannedQuery query,
      RowLayout layout,
      Delivery delivery,
      long asOf,
      OptionalLong upTo,
      SessionFacts session,
      Cancellation cancellation) {
    CatalogSnapshot snapshot = catalog.current();
    List<InputCollection> inputs = new ArrayList<>();
    for (long id : query.dependencies().collections()) {
      inputs.add(
          InputCollections.of(snapshot.item(new ObjectId(id)).orElseThrow(HostQueries::dropped)));
    }
    return LocalCluster.subscribe(
        store,
        new VectorScalarCompiler(session),
        new SubscribeRequest(
            query.template().relation(),
            layout,
            asOf,
            upTo,
            delivery,
            ErrorPolicy.FAIL,
            inputs,
            memoryLimit(session),
            cancellation.token()));
  }

  private List<Arrangement> readable(Item item, long asOf) {
    return indexes.of(item.id()).stream()
        .filter(a -> a.since() <= asOf && asOf < a.upper())
        .toList();
  }

  /**
   * The arrangements of a stored relation that can be read at a time. An index follows its relation
   * within moments, so it is worth waiting for, but not for long: the store has the rows as well.
   */
  private List<Arrangement> caughtUp(Item item, QueryPlan plan, InputCollection stored, long asOf) {
    ArrangementChoice choice = new ArrangementChoice(plan.relation());
    List<Arrangement> all = indexes.of(item.id());
    Arrangement wanted = choice.betterThan(stored.layout(), item.id().value(), all);
    if (wanted != null && wanted.upper() <= asOf) {
      try {
        wanted.awaitReadable(asOf).get(INDEX_WAIT_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException | ExecutionException e) {
        return List.of();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return List.of();
      }
    }
    return readable(item, asOf);
  }

  private long memoryLimit(SessionFacts session) {
    long wanted = session.setting("max_query_memory").map(ByteSize::parse).orElse(0L);
    return wanted == 0 ? memoryLimitBytes : Math.min(wanted, memoryLimitBytes);
  }

  private SystemContext systemContext(CatalogSnapshot snapshot, SessionFacts session) {
    return new SystemContext(
        snapshot,
        session.currentDatabase(),
        session.currentUser(),
        status,
        session.settings(),
        ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
  }

  private static TidewaterException dropped() {
    return new TidewaterException(
            ErrorCode.SERIALIZATION_FAILURE, "a relation was dropped meanwhile")
        .hint("Try again.");
  }

  /** Rows as protocol heads take them. */
  private record ResultStream(QueryResult result, Cancellation cancellation) implements QueryRows {
    @Override
    public @Nullable ResultChunk next() {
      try {
        QueryChunk chunk = result.next();
        return chunk == null ? null : new ResultChunk(chunk.rows(), chunk.columns());
      } catch (TidewaterException e) {
        if (e.code() == ErrorCode.QUERY_CANCELED) {
          cancellation.check(); // Knows who asked.
        }
        throw e;
      }
    }

    @Override
    public List<OperatorStatistics> statistics() {
      return result.statistics();
    }

    @Override
    public void close() {
      result.close();
    }
  }
}
