package dev.tidewater.coordinator.control;

import dev.tidewater.catalog.CatalogSnapshot;
import dev.tidewater.catalog.Cluster;
import dev.tidewater.catalog.Item;
import dev.tidewater.catalog.ItemType;
import dev.tidewater.store.CollectionId;

/** All controllers, one for each kind of thing that runs. */
public record Controllers(
    ClusterController clusters,
    ViewController views,
    IndexController indexes,
    SourceController sources,
    SinkController sinks,
    StatusBoard board,
    Births births)
    implements AutoCloseable {

  /** Starts everything that the catalog says should run. */
  public void startAll(CatalogSnapshot catalog) {
    for (Cluster cluster : catalog.clusters()) {
      clusters.start(cluster);
    }
    for (Item item : catalog.items(ItemType.SOURCE)) {
      if (item.parent().isEmpty()) {
        sources.start(item);
      }
    }
    catalog.items(ItemType.MATERIALIZED_VIEW).forEach(views::start);
    catalog.items(ItemType.INDEX).forEach(indexes::start);
    catalog.items(ItemType.SINK).forEach(sinks::start);
  }

  /** Starts a view or a source that was just made. */
  public void startNew(Item item, CatalogSnapshot catalog) {
    if (item.type() == ItemType.MATERIALIZED_VIEW) {
      views.start(item);
    } else {
      sources.start(item);
    }
    for (Item relation : catalog.items()) {
      boolean own = relation.id().equals(item.id());
      boolean fed = relation.parent().filter(item.id()::equals).isPresent();
      if ((own || fed) && relation.relation().isPresent()) {
        births.show(new CollectionId(relation.id().value()));
      }
    }
  }

  /** Ends what an item ran, for good; what it kept in the store is for the caller to remove. */
  public void drop(Item item) {
    switch (item.type()) {
      case MATERIALIZED_VIEW -> views.drop(item.id());
      case SINK -> sinks.drop(item);
      case SOURCE -> {
        if (item.parent().isEmpty()) {
          sources.drop(item);
        } else {
          item.parent().ifPresent(sources::restart);
        }
      }
      case TABLE -> item.parent().ifPresent(sources::restart);
      case INDEX -> indexes.drop(item.id());
      case VIEW, CONNECTION, SECRET, SYSTEM_RELATION -> {}
    }
    board.remove(item.id());
  }

  /** Stops everything, what is fed before what feeds it. */
  @Override
  public void close() {
    sinks.close();
    indexes.close();
    views.close();
    sources.close();
    clusters.close();
  }
}
