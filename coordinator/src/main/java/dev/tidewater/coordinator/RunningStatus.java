package dev.tidewater.coordinator;

import dev.tidewater.catalog.ObjectId;
import dev.tidewater.catalog.system.RuntimeStatus;
import dev.tidewater.coordinator.control.StatusBoard;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.ingest.Timeline;
import java.util.Optional;

/** Answers what the system relations ask of the running server. */
record RunningStatus(CollectionStore store, Timeline timeline, StatusBoard board)
    implements RuntimeStatus {
  @Override
  public Optional<ObjectStatus> status(ObjectId id) {
    return board.entry(id).map(e -> new ObjectStatus(e.status(), e.since(), e.error(), e.hint()));
  }

  @Override
  public Optional<Frontiers> frontiers(ObjectId id) {
    return store
        .status(new CollectionId(id.value()))
        .map(status -> new Frontiers(status.since(), status.upper()));
  }

  @Override
  public Optional<SinkProgress> sink(ObjectId id) {
    StatusBoard.SinkProgress p = board.sink(id);
    return Optional.of(
        new SinkProgress(
            p.frontier(),
            p.commits(),
            p.rows(),
            p.deletedKeys(),
            p.bytes(),
            p.conflicts(),
            p.last()
                .map(
                    c ->
                        new SinkCommit(
                            c.table(),
                            c.snapshotId(),
                            c.frontier(),
                            c.rows(),
                            c.files(),
                            c.sizeBytes(),
                            c.latency()))));
  }

  @Override
  public long now() {
    return timeline.now();
  }
}
