package dev.tidewater.coordinator;

import dev.tidewater.catalog.Catalog;
import dev.tidewater.catalog.Item;
import dev.tidewater.catalog.ItemType;
import dev.tidewater.catalog.system.RuntimeStatus;
import dev.tidewater.coordinator.control.IndexController;
import dev.tidewater.coordinator.control.StatusBoard;
import dev.tidewater.coordinator.control.ViewController;
import dev.tidewater.coordinator.execute.OpenSessions;
import dev.tidewater.engine.dataflow.OperatorStatistics;
import dev.tidewater.host.local.MaintainedIndex;
import dev.tidewater.sink.iceberg.CommitFacts;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/** Answers what the system relations ask of the running server. */
record RunningStatus(
    Catalog catalog,
    CollectionStore store,
    StatusBoard board,
    ViewController views,
    IndexController indexes,
    OpenSessions openSessions)
    implements RuntimeStatus {
  @Override
  public List<Frontiers> frontiers() {
    List<Frontiers> rows = new ArrayList<>();
    for (Item item : catalog.current().items()) {
      if (item.type().hasCollection()) {
        store
            .status(new CollectionId(item.id().value()))
            .ifPresent(
                s -> rows.add(new Frontiers(item.id(), s.since(), OptionalLong.of(s.upper()))));
      }
    }
    return rows;
  }

  @Override
  public List<Status> statuses() {
    List<Status> rows = new ArrayList<>();
    for (Item item : catalog.current().items()) {
      if (item.type() == ItemType.SOURCE || item.type() == ItemType.SINK) {
        board
            .entry(item.id())
            .ifPresent(
                e ->
                    rows.add(
                        new Status(
                            item.id(),
                            e.status(),
                            ChronoUnit.MICROS.between(Instant.EPOCH, e.since()),
                            e.error().orElse(null),
                            null)));
      }
    }
    return rows;
  }

  @Override
  public List<SinkStatistics> sinkStatistics() {
    List<SinkStatistics> rows = new ArrayList<>();
    for (Item sink : catalog.current().items(ItemType.SINK)) {
      StatusBoard.SinkProgress p = board.sink(sink.id());
      rows.add(new SinkStatistics(sink.id(), p.rows(), p.rows(), p.bytes(), p.bytes()));
    }
    return rows;
  }

  @Override
  public List<SourceStatistics> sourceStatistics() {
    return List.of(); // Sources don't count yet.
  }

  @Override
  public List<IcebergSink> icebergSinks() {
    List<IcebergSink> rows = new ArrayList<>();
    for (Item sink : catalog.current().items(ItemType.SINK)) {
      StatusBoard.SinkProgress p = board.sink(sink.id());
      Optional<CommitFacts> last = p.last();
      rows.add(
          new IcebergSink(
              sink.id(),
              last.map(CommitFacts::table).orElse(""),
              number(last, CommitFacts::snapshotId),
              p.frontier() > 0 ? OptionalLong.of(p.frontier()) : OptionalLong.empty(),
              number(last, CommitFacts::files),
              number(last, CommitFacts::rows),
              number(last, CommitFacts::sizeBytes),
              p.conflicts(),
              number(last, facts -> facts.latency().toNanos() / 1_000)));
    }
    return rows;
  }

  private static OptionalLong number(
      Optional<CommitFacts> facts, ToLongFunction<CommitFacts> field) {
    return facts.isPresent()
        ? OptionalLong.of(field.applyAsLong(facts.get()))
        : OptionalLong.empty();
  }

  @Override
  public List<AwsConnection> awsConnections() {
    return List.of(); // Their options are not read back yet.
  }

  @Override
  public List<Dataflow> dataflows() {
    List<Dataflow> rows = new ArrayList<>();
    catalog
        .current()
        .items(ItemType.MATERIALIZED_VIEW)
        .forEach(view -> rows.add(dataflow(view, views.statistics(view.id()))));
    for (Item index : catalog.current().items(ItemType.INDEX)) {
      List<OperatorStatistics> operators = new ArrayList<>(indexes.statistics(index.id()));
      indexes
          .find(index.id())
          .map(MaintainedIndex::arrangement)
          .ifPresent(
              a ->
                  operators.add(
                      new OperatorStatistics(
                          "arrangement", a.updates(), a.memoryBytes(), 0, 0, 0)));
      rows.add(dataflow(index, operators));
    }
    return rows;
  }

  private static Dataflow dataflow(Item item, List<OperatorStatistics> statistics) {
    List<Operator> operators = new ArrayList<>();
    for (OperatorStatistics o : statistics) {
      operators.add(
          new Operator(
              o.name(),
              o.updatesIn(),
              o.updatesOut(),
              o.workNanos(),
              o.updates(),
              o.memoryBytes()));
    }
    return new Dataflow(item.id(), operators);
  }

  @Override
  public List<SessionInfo> sessions() {
    return openSessions.describe();
  }
}
