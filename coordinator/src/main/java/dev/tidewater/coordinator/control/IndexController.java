package dev.tidewater.coordinator.control;

import dev.tidewater.catalog.Catalog;
import dev.tidewater.catalog.CatalogSnapshot;
import dev.tidewater.catalog.IndexKeys;
import dev.tidewater.catalog.Item;
import dev.tidewater.catalog.ItemType;
import dev.tidewater.catalog.ObjectId;
import dev.tidewater.catalog.SnapshotCatalogReader;
import dev.tidewater.engine.dataflow.OperatorStatistics;
import dev.tidewater.host.local.ArrangeRequest;
import dev.tidewater.host.local.Arrangement;
import dev.tidewater.host.local.InputCollection;
import dev.tidewater.host.local.MaintainedIndex;
import dev.tidewater.host.local.ViewStatus;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.sql.ast.Query;
import dev.tidewater.sql.catalog.AnalysisContext;
import dev.tidewater.sql.catalog.AnalysisContext.Purpose;
import dev.tidewater.sql.catalog.NameContext;
import dev.tidewater.sql.planner.PlannedQuery;
import dev.tidewater.sql.planner.SqlPlanner;
import dev.tidewater.store.CollectionId;
import dev.tidewater.types.Column;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.row.RowLayout;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the indexes of the catalog. Safe for use by many threads. */
public final class IndexController implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IndexController.class);

  private final Catalog catalog;
  private final SqlPlanner planner;
  private final ClusterController clusters;

  /** By the index's id, so that of several the oldest comes first. */
  private final Map<ObjectId, MaintainedIndex> running = new ConcurrentSkipListMap<>();

  public IndexController(Catalog catalog, SqlPlanner planner, ClusterController clusters) {
    this.catalog = catalog;
    this.planner = planner;
    this.clusters = clusters;
  }

  /** Starts to keep an index up to date; one that can't be planned any more is left out. */
  public void start(Item index) {
    try {
      running.put(
          index.id(),
          clusters
              .cluster(index.cluster().orElseThrow())
              .arrange(request(index), status -> statusChanged(index, status)));
    } catch (TidewaterException e) {
      LOG.error("index {} can't be started", index.name(), e);
    }
  }

  /** Ends an index that was dropped, and frees its memory. */
  public void drop(ObjectId index) {
    MaintainedIndex dropping = running.remove(index);
    if (dropping != null) {
      dropping.close();
    }
  }

  /** The arrangements of a relation that can be read. */
  public List<Arrangement> of(ObjectId relation) {
    List<Arrangement> found = new ArrayList<>();
    for (MaintainedIndex index : running.values()) {
      Arrangement arrangement = index.arrangement();
      if (arrangement.relation().value() == relation.value() && arrangement.isReadable()) {
        found.add(arrangement);
      }
    }
    return found;
  }

  /** All arrangements that can be read. */
  public List<Arrangement> all() {
    return running.values().stream()
        .map(MaintainedIndex::arrangement)
        .filter(Arrangement::isReadable)
        .toList();
  }

  /** The arrangement of one index, read or not yet. */
  public Optional<MaintainedIndex> find(ObjectId index) {
    return Optional.ofNullable(running.get(index));
  }

  /** What the operators of an index hold and have done; empty if it does not run. */
  public List<OperatorStatistics> statistics(ObjectId index) {
    return find(index).map(MaintainedIndex::statistics).orElse(List.of());
  }

  private ArrangeRequest request(Item index) {
    CatalogSnapshot snapshot = catalog.current();
    Item relation = IndexKeys.indexed(snapshot, index);
    RelationSchema schema = relation.relation().orElseThrow();
    PlannedQuery planned = planner.planFollowed(query(snapshot, relation), context(snapshot));
    List<InputCollection> inputs = new ArrayList<>();
    for (long id : planned.dependencies().collections()) {
      inputs.add(InputCollections.of(snapshot.existingItem(new ObjectId(id))));
    }
    if (inputs.isEmpty()) {
      inputs.add(Timekeeper.input());
    }
    RowLayout layout =
        RowLayout.of(
            schema.types(),
            schema.columns().stream().map(Column::nullable).toList(),
            IndexKeys.columns(snapshot, index));
    return new ArrangeRequest(
        index.name(),
        new CollectionId(relation.id().value()),
        planned.template().relation(),
        layout,
        inputs);
  }

  private static Query query(CatalogSnapshot snapshot, Item relation) {
    var name = snapshot.nameOf(relation, "");
    return Query.allOf(QualifiedName.of(name.database(), name.schema(), name.item()));
  }

  private static AnalysisContext context(CatalogSnapshot snapshot) {
    return new AnalysisContext(
        new SnapshotCatalogReader(snapshot),
        new NameContext("", List.of()),
        "",
        ZoneOffset.UTC,
        0,
        List.of(),
        Purpose.MAINTAINED);
  }

  private static void statusChanged(Item index, ViewStatus status) {
    if (status instanceof ViewStatus.Failed failed) {
      LOG.error("index {} failed", index.name(), failed.cause());
    }
  }

  /** Ends all indexes. */
  @Override
  public void close() {
    running.values().forEach(MaintainedIndex::close);
    running.clear();
  }

  /** Whether queries may read a view from an index. */
  public boolean answers(Item view) {
    return view.type() == ItemType.VIEW && !of(view.id()).isEmpty();
  }
}
