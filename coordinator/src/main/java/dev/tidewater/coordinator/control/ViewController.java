package dev.tidewater.coordinator.control;

import dev.tidewater.catalog.Catalog;
import dev.tidewater.catalog.CatalogSnapshot;
import dev.tidewater.catalog.Item;
import dev.tidewater.catalog.ObjectId;
import dev.tidewater.catalog.SnapshotCatalogReader;
import dev.tidewater.engine.dataflow.OperatorStatistics;
import dev.tidewater.host.local.InputCollection;
import dev.tidewater.host.local.MaintainRequest;
import dev.tidewater.host.local.MaintainedView;
import dev.tidewater.host.local.ViewStatus;
import dev.tidewater.sql.ast.CreateStatement.CreateMaterializedView;
import dev.tidewater.sql.catalog.AnalysisContext;
import dev.tidewater.sql.catalog.AnalysisContext.Purpose;
import dev.tidewater.sql.parser.SqlParser;
import dev.tidewater.sql.planner.PlannedView;
import dev.tidewater.sql.planner.SqlPlanner;
import dev.tidewater.store.CollectionId;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.row.RowLayout;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the materialized views of the catalog. Safe for use by many threads. */
public final class ViewController implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ViewController.class);

  private final Catalog catalog;
  private final SqlPlanner planner;
  private final ClusterController clusters;
  private final StatusBoard board;
  private final Map<ObjectId, MaintainedView> running = new ConcurrentHashMap<>();

  /** Why views are not maintained any more. */
  private final Map<ObjectId, TidewaterException> failures = new ConcurrentHashMap<>();

  public ViewController(
      Catalog catalog, SqlPlanner planner, ClusterController clusters, StatusBoard board) {
    this.catalog = catalog;
    this.planner = planner;
    this.clusters = clusters;
    this.board = board;
  }

  /**
   * Starts to keep a view up to date. A view whose stored definition can't be planned any more is
   * reported as failed and keeps what it holds; everything else goes on.
   */
  public void start(Item view) {
    MaintainRequest request;
    try {
      request = request(view);
    } catch (TidewaterException e) {
      LOG.error("materialized view {} can't be planned", view.name(), e);
      fail(view.id(), e);
      return;
    }
    ObjectId cluster = view.cluster().orElseThrow();
    running.put(
        view.id(),
        clusters.cluster(cluster).maintain(request, status -> statusChanged(view.id(), status)));
  }

  private void fail(ObjectId view, TidewaterException cause) {
    failures.put(view, cause);
    board.failed(view, cause);
  }

  /**
   * Throws if a relation is a view that will never get further, so that nobody waits for it.
   *
   * @throws TidewaterException OBJECT_NOT_IN_PREREQUISITE_STATE
   */
  public void checkMaintained(ObjectId relation) {
    TidewaterException cause = failures.get(relation);
    if (cause != null) {
      throw new TidewaterException(
              ErrorCode.OBJECT_NOT_IN_PREREQUISITE_STATE,
              "the materialized view is not maintained any more: {cause}",
              cause)
          .with("cause", cause.getMessage())
          .hint("It starts again with the server; drop it and create it anew if that fails too.");
    }
  }

  /** What the operators of a view hold and have done; empty if it does not run. */
  public List<OperatorStatistics> statistics(ObjectId view) {
    MaintainedView maintained = running.get(view);
    return maintained == null ? List.of() : maintained.statistics();
  }

  /** Ends a view that was dropped. */
  public void drop(ObjectId view) {
    failures.remove(view);
    MaintainedView dropping = running.remove(view);
    if (dropping != null) {
      dropping.drop();
    }
  }

  @Override
  public void close() {
    List.copyOf(running.values()).forEach(MaintainedView::close);
    running.clear();
  }

  private MaintainRequest request(Item view) {
    CatalogSnapshot snapshot = catalog.current();
    CreateMaterializedView statement =
        (CreateMaterializedView) SqlParser.parseStatement(view.createSql());
    PlannedView planned =
        planner.planView(
            statement.query(),
            statement.columns(),
            new AnalysisContext(
                new SnapshotCatalogReader(snapshot),
                SnapshotCatalogReader.nameContext(view),
                "",
                ZoneOffset.UTC,
                0,
                List.of(),
                Purpose.MAINTAINED));
    List<InputCollection> inputs = new ArrayList<>();
    for (long id : planned.dependencies().collections()) {
      inputs.add(InputCollections.of(snapshot.existingItem(new ObjectId(id))));
    }
    if (inputs.isEmpty()) {
      inputs.add(Timekeeper.input());
    }
    return new MaintainRequest(
        view.id().toString(),
        planned.plan(),
        inputs,
        Groups.of(view),
        new CollectionId(view.id().value()),
        RowLayout.of(view.relation().orElseThrow()),
        new CollectionId(view.errors().orElseThrow()));
  }

  private void statusChanged(ObjectId id, ViewStatus status) {
    if (status instanceof ViewStatus.Starting) {
      board.note(id, "starting");
    } else if (status instanceof ViewStatus.Hydrating || status instanceof ViewStatus.Running) {
      board.note(id, "running");
    } else if (status instanceof ViewStatus.Stalled stalled) {
      board.stalled(id, stalled.cause());
    } else if (status instanceof ViewStatus.Failed failed) {
      LOG.error("materialized view {} failed", id, failed.cause());
      fail(id, failed.cause());
    } else if (status instanceof ViewStatus.Closed) {
      board.note(id, "paused");
    }
  }
}
