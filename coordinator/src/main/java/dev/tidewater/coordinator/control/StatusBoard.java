package dev.tidewater.coordinator.control;

import dev.tidewater.catalog.ObjectId;
import dev.tidewater.sink.iceberg.CommitFacts;
import dev.tidewater.store.ingest.SourceStatus;
import dev.tidewater.types.TidewaterException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How sources, views and sinks are doing, for the system relations. Safe for use by many threads.
 */
public final class StatusBoard {
  /**
   * The last word on an object.
   *
   * @param status in Materialize's words: {@code starting}, {@code running}, {@code stalled} …
   * @param since when it became so
   */
  public record Entry(
      String status, Instant since, Optional<String> error, Optional<String> hint) {}

  /**
   * What a sink has done since the server started.
   *
   * @param last its newest commit, if there was one
   * @param frontier up to where its table is known to be right; 0 before the first word
   */
  public record SinkProgress(
      Optional<CommitFacts> last,
      long frontier,
      long commits,
      long rows,
      long deletedKeys,
      long bytes,
      long conflicts) {
    static final SinkProgress NONE = new SinkProgress(Optional.empty(), 0, 0, 0, 0, 0, 0);

    SinkProgress plus(CommitFacts facts) {
      return new SinkProgress(
          Optional.of(facts),
          facts.frontier(),
          commits + 1,
          rows + facts.rows(),
          deletedKeys + facts.deletedKeys(),
          bytes + facts.sizeBytes(),
          conflicts);
    }

    SinkProgress at(long newFrontier) {
      return new SinkProgress(last, newFrontier, commits, rows, deletedKeys, bytes, conflicts);
    }

    SinkProgress plusConflict() {
      return new SinkProgress(last, frontier, commits, rows, deletedKeys, bytes, conflicts + 1);
    }
  }

  private final InstantSource clock;
  private final Map<ObjectId, Entry> entries = new ConcurrentHashMap<>();
  private final Map<ObjectId, SinkProgress> sinks = new ConcurrentHashMap<>();

  public StatusBoard(InstantSource clock) {
    this.clock = clock;
  }

  public Optional<Entry> entry(ObjectId id) {
    return Optional.ofNullable(entries.get(id));
  }

  /** Notes a status without error. */
  public void note(ObjectId id, String status) {
    put(id, status, Optional.empty(), Optional.empty());
  }

  public void stalled(ObjectId id, TidewaterException cause) {
    put(id, "stalled", Optional.of(cause.getMessage()), Optional.ofNullable(cause.hint()));
  }

  public void failed(ObjectId id, TidewaterException cause) {
    put(id, "failed", Optional.of(cause.getMessage()), Optional.ofNullable(cause.hint()));
  }

  void source(ObjectId id, SourceStatus status) {
    if (status instanceof SourceStatus.Starting) {
      note(id, "starting");
    } else if (status instanceof SourceStatus.Snapshotting
        || status instanceof SourceStatus.Running) {
      note(id, "running");
    } else if (status instanceof SourceStatus.Stalled stalled) {
      stalled(id, stalled.cause());
    } else if (status instanceof SourceStatus.Failed failed) {
      failed(id, failed.cause());
    } else if (status instanceof SourceStatus.Finished) {
      note(id, "ceased");
    }
  }

  public SinkProgress sink(ObjectId id) {
    return sinks.getOrDefault(id, SinkProgress.NONE);
  }

  void committed(ObjectId id, CommitFacts facts) {
    sinks.merge(id, SinkProgress.NONE.plus(facts), (before, first) -> before.plus(facts));
  }

  void progressed(ObjectId id, long frontier) {
    sinks.merge(id, SinkProgress.NONE.at(frontier), (before, first) -> before.at(frontier));
  }

  void conflicted(ObjectId id) {
    sinks.merge(id, SinkProgress.NONE.plusConflict(), (before, first) -> before.plusConflict());
  }

  public void remove(ObjectId id) {
    entries.remove(id);
    sinks.remove(id);
  }

  private void put(ObjectId id, String status, Optional<String> error, Optional<String> hint) {
    entries.merge(
        id,
        new Entry(status, clock.instant(), error, hint),
        (before, now) ->
            before.status().equals(now.status()) && before.error().equals(now.error())
                ? before
                : now);
  }
}
