package dev.tidewater.coordinator.control;

import dev.tidewater.catalog.Cluster;
import dev.tidewater.catalog.ObjectId;
import dev.tidewater.engine.function.SessionFunctions;
import dev.tidewater.engine.scalar.VectorScalarCompiler;
import dev.tidewater.host.local.LocalCluster;
import dev.tidewater.store.CollectionStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The clusters of the catalog as threads of this process. Safe for use by many threads. */
public final class ClusterController implements AutoCloseable {
  private final CollectionStore store;
  private final Map<ObjectId, LocalCluster> running = new ConcurrentHashMap<>();

  public ClusterController(CollectionStore store) {
    this.store = store;
  }

  public void start(Cluster cluster) {
    running.put(
        cluster.id(),
        new LocalCluster(
            cluster.name(),
            Integer.parseInt(cluster.size()),
            store,
            new VectorScalarCompiler(SessionFunctions.NONE)));
  }

  LocalCluster cluster(ObjectId id) {
    LocalCluster cluster = running.get(id);
    if (cluster == null) {
      throw new IllegalStateException("cluster " + id + " does not run");
    }
    return cluster;
  }

  /** Gives a cluster the number of workers that it has now; what runs goes on. */
  public void resize(Cluster cluster) {
    cluster(cluster.id()).resize(Integer.parseInt(cluster.size()));
  }

  /** Ends a cluster that was dropped, if the id is one's. */
  public void dropIfCluster(ObjectId id) {
    LocalCluster cluster = running.remove(id);
    if (cluster != null) {
      cluster.close();
    }
  }

  @Override
  public void close() {
    List.copyOf(running.values()).forEach(LocalCluster::close);
    running.clear();
  }
}
