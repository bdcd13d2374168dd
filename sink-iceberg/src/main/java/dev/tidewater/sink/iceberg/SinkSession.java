package dev.tidewater.sink.iceberg;

import dev.tidewater.sink.iceberg.catalog.CatalogHandle;
import dev.tidewater.sink.iceberg.catalog.IcebergCatalogs;
import dev.tidewater.sink.iceberg.commit.Committer;
import dev.tidewater.sink.iceberg.commit.ProgressSearch;
import dev.tidewater.sink.iceberg.table.SinkMode;
import dev.tidewater.sink.iceberg.table.TableSetup;
import dev.tidewater.sink.iceberg.table.TableShape;
import dev.tidewater.sink.iceberg.write.PendingChanges;
import dev.tidewater.sink.iceberg.write.TableWriter;
import dev.tidewater.sink.iceberg.write.WriterPool;
import dev.tidewater.store.ChangeReader;
import dev.tidewater.store.CollectionStatus;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.DurableRegister;
import dev.tidewater.store.Hold;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run's hold on the world: its epoch, its table, its note and its hold on the input; and the
 * answer to where it has to go on. For one thread, but for {@link #committer}.
 */
final class SinkSession {
  private static final Logger LOG = LoggerFactory.getLogger(SinkSession.class);

  private final SinkSpec spec;
  private final CollectionStore store;
  private final DurableRegister epochs;
  private final long epoch;
  private final SinkNote note;
  private final TableWriter writer;
  private final TableOperations operations;
  private final Table table;
  private final Committer committer;
  private final OptionalLong tableFrontier;
  private @Nullable Hold hold;

  private SinkSession(
      SinkSpec spec,
      CollectionStore store,
      Catalog catalog,
      WriterPool pool,
      TableWriter.Options options,
      Committer.Pause pause,
      Committer.Observer observer) {
    this.spec = spec;
    this.store = store;
    this.epochs = store.register("sink/" + spec.sinkId() + "/epoch");
    this.epoch = epochs.increment();
    this.note = SinkNote.takeOver(store.register("sink/" + spec.sinkId() + "/note"), epoch);
    TableShape shape = spec.shape();
    this.writer = new TableWriter(shape, options, pool);
    TableIdentifier name = IcebergCatalogs.table(spec.target().namespace(), spec.target().table());
    Table loaded = TableSetup.createOrLoad(catalog, name, shape, spec.options().formatVersion());
    this.operations = TableSetup.operations(loaded);
    TableMetadata state = operations.current();
    this.table = tableAt(state);
    this.committer = new Committer(spec.target().displayName(), operations, shape, pause, observer);
    this.tableFrontier = findFrontier(state);
  }

  /**
   * Takes an epoch, which fences earlier runs; makes or loads the table; and finds out how far it
   * got.
   */
  static SinkSession open(
      SinkSpec spec,
      CollectionStore store,
      CatalogHandle catalog,
      SinkThreads threads,
      Committer.Pause pause,
      Committer.Observer observer,
      BooleanSupplier stopping) {
    TableWriter.Options options =
        new TableWriter.Options(
            spec.keyProof(),
            spec.options().violations(),
            spec.options().memoryBudgetBytes(),
            threads.spillDirectory());
    WriterPool pool = new WriterPool(threads.writers(), threads.parallelism(), stopping);
    return new SinkSession(spec, store, catalog.catalog(), pool, options, pause, observer);
  }

  private OptionalLong findFrontier(TableMetadata state) {
    Optional<ProgressSearch.Found> found = ProgressSearch.find(state, spec.sinkId());
    if (found.isEmpty()) {
      requireEmpty(state);
      return OptionalLong.empty();
    }
    long frontier = found.get().progress().frontier();
    // Our epoch is new, so nobody can have committed with it, unless the store forgot.
    if (found.get().progress().epoch() >= epoch) {
      throw new TidewaterException(
              ErrorCode.FENCED,
              "Iceberg table \"{table}\" was written in epoch {later} of this sink, and the store"
                  + " knows only of {ours}")
          .with("table", displayName())
          .with("later", found.get().progress().epoch())
          .with("ours", epoch)
          .hint("The store may have been restored from a backup; create the sink anew.");
    }
    if (found.get().rolledBack() == ProgressSearch.RolledBack.YES) {
      LOG.warn(
          "Iceberg table {} was rolled back; sink {} goes on from frontier {}",
          displayName(),
          spec.sinkId(),
          frontier);
    }
    return OptionalLong.of(frontier);
  }

  /** A table that holds rows already would not equal the relation after our first commit. */
  private void requireEmpty(TableMetadata state) {
    Snapshot current = state.currentSnapshot();
    if (spec.mode() == SinkMode.APPEND || current == null) {
      return;
    }
    String rows = current.summary().get("total-records");
    if (rows == null || !rows.equals("0")) {
      throw new TidewaterException(
              ErrorCode.OBJECT_NOT_IN_PREREQUISITE_STATE,
              "Iceberg table \"{table}\" already holds rows that this sink did not write")
          .with("table", displayName())
          .hint("Drop the table or remove its rows, or name another table.");
    }
  }

  /** Where the table stands; empty if this sink has never committed to it. */
  OptionalLong tableFrontier() {
    return tableFrontier;
  }

  /**
   * From when on changes are to be read, the table's past given; holds the input there.
   *
   * @throws TidewaterException {@code INPUT_COMPACTED} if the changes are no longer there
   */
  long resume() {
    long frontier = tableFrontier.getAsLong();
    long from = note.quietUntil(frontier).orElse(frontier);
    CollectionStatus input = inputStatus();
    // At the since itself, updates from before have been moved up to it.
    if (input.since() >= from) {
      throw new TidewaterException(
              ErrorCode.INPUT_COMPACTED,
              "input compacted past resume upper: since {since}, resume upper {upper}")
          .with("since", input.since())
          .with("upper", from)
          .detail(
              "The table stands at a time whose following changes are no longer kept. This happens"
                  + " when the server was restored from a backup, or the table was rolled back.")
          .hint("Drop the table and create the sink anew; it then writes all rows.");
    }
    hold(from);
    return from;
  }

  /** Picks the time of the first commit's snapshot and holds the input there. */
  long beginSnapshot() {
    try (Hold earliest = store.volatileHold(spec.input())) {
      CollectionStatus input = inputStatus();
      long asOf = Math.max(earliest.time(), input.upper() - 1);
      Hold durable = store.hold(spec.input(), holder(spec), asOf);
      hold = durable;
      return Math.max(asOf, durable.time());
    }
  }

  private CollectionStatus inputStatus() {
    return store
        .status(spec.input())
        .orElseThrow(
            () ->
                new TidewaterException(
                        ErrorCode.UNDEFINED_OBJECT, "the sink's input {input} is gone")
                    .with("input", spec.input()));
  }

  /** The name under which a sink holds its input. */
  static String holder(SinkSpec spec) {
    return "sink/" + spec.sinkId();
  }

  /** Holds the input so that changes from a frontier on can be read, and told from those before. */
  void hold(long frontier) {
    long time = frontier - 1;
    Hold existing = hold;
    if (existing == null) {
      hold = store.hold(spec.input(), holder(spec), time);
    } else if (existing.time() < time) {
      existing.advanceTo(time);
    }
  }

  /** Notes that the input does not change between two frontiers, and lets the hold go on. */
  void note(long from, long until) {
    note.write(from, until);
    hold(until);
  }

  ChangeReader changes(long from) {
    return store.changes(spec.input(), from);
  }

  /** Changes in {@code [from, to)}, which the hold keeps readable, to be read from the store. */
  PendingChanges storedChanges(long from, long to) {
    return PendingChanges.stored(store.storedChanges(spec.input(), from, to));
  }

  dev.tidewater.store.Snapshot snapshot(long asOf) {
    return store.snapshot(spec.input(), asOf);
  }

  /** Asks the store whether a newer run has begun. */
  void checkNotFenced() {
    byte[] newest = epochs.read().value();
    if (newest != null && ByteBuffer.wrap(newest).getLong() != epoch) {
      throw new TidewaterException(
              ErrorCode.FENCED, "a newer run of this sink has begun: epoch {newer}, ours {ours}")
          .with("newer", ByteBuffer.wrap(newest).getLong())
          .with("ours", epoch)
          .hint("Only one server may run a sink; this one has stopped.");
    }
  }

  String sinkId() {
    return spec.sinkId();
  }

  String displayName() {
    return spec.target().displayName();
  }

  long epoch() {
    return epoch;
  }

  /** The table as this session found it. */
  Table table() {
    return table;
  }

  /** The table in a later state. */
  Table tableAt(TableMetadata state) {
    return TableSetup.at(displayName(), operations, state);
  }

  TableWriter writer() {
    return writer;
  }

  Committer committer() {
    return committer;
  }
}
