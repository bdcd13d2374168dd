package dev.tidewater.sink.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.sink.iceberg.catalog.CatalogConfig;
import dev.tidewater.sink.iceberg.catalog.CatalogHandle;
import dev.tidewater.sink.iceberg.catalog.IcebergCatalogs;
import dev.tidewater.sink.iceberg.commit.Committer;
import dev.tidewater.sink.iceberg.commit.ProgressSearch;
import dev.tidewater.sink.iceberg.commit.StagedFiles;
import dev.tidewater.sink.iceberg.table.TableSetup;
import dev.tidewater.store.Snapshot;
import dev.tidewater.types.Column;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.ScalarType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.relocated.com.google.common.util.concurrent.MoreExecutors;
import org.jspecify.annotations.Nullable;

/**
 * A sink that a test steps by hand, on one thread, over a relation whose history is kept: at each
 * frontier the table can be compared with what the relation was.
 */
final class SinkHarness {
  static final RelationSchema SCHEMA =
      new RelationSchema(
          List.of(
              new Column(0, "id", ScalarType.INT8, false),
              new Column(1, "name", ScalarType.TEXT, true)),
          List.of(List.of(0)));

  static final TableIdentifier TABLE = IcebergCatalogs.table("ns", "t");

  final MemoryStore store;
  final RecordingListener listener = new RecordingListener();
  private final String sinkId;
  private final Catalog real;
  private final Catalog faulty;
  private final Path spillDirectory;
  private final Committer.Pause pause;
  private final TestInput input;

  /** The relation now, and at each time at which it changed. */
  private final Map<Long, @Nullable String> rows = new TreeMap<>();

  private final TreeMap<Long, Map<Long, @Nullable String>> history = new TreeMap<>();
  private long options = SinkOptions.DEFAULT_MEMORY_BUDGET_BYTES;
  private @Nullable SinkRun run;

  /** The state of the table that was compared last. */
  private String verified = "";

  SinkHarness(
      Catalog real,
      Catalog faulty,
      Path spillDirectory,
      Committer.Pause pause,
      Consumer<String> durableWrite) {
    this(real, faulty, spillDirectory, pause, durableWrite, "sim-u1");
  }

  SinkHarness(
      Catalog real,
      Catalog faulty,
      Path spillDirectory,
      Committer.Pause pause,
      Consumer<String> durableWrite,
      String sinkId) {
    this.sinkId = sinkId;
    this.store = new MemoryStore(TestInput.ID, durableWrite);
    this.real = real;
    this.faulty = faulty;
    this.spillDirectory = spillDirectory;
    this.pause = pause;
    this.input = TestInput.create(store, SCHEMA);
    history.put(Long.MIN_VALUE, Map.of());
  }

  /** With so little memory for changes that all of them are spilled. */
  void spillAlways() {
    options = 1;
  }

  // The relation.

  void put(long id, @Nullable String name) {
    remove(id);
    rows.put(id, name);
    input.insert(id, name);
  }

  void remove(long id) {
    if (rows.containsKey(id)) {
      input.delete(id, rows.remove(id));
    }
  }

  boolean contains(long id) {
    return rows.containsKey(id);
  }

  /** Makes the changes since the last call one transaction, at a time later than all before. */
  void commit(long step) {
    long time = input.upper() + step;
    input.commitAt(time);
    history.put(time, new TreeMap<>(rows));
  }

  /** The relation as it was just before a frontier. */
  Map<Long, @Nullable String> relationBefore(long frontier) {
    return history.lowerEntry(frontier).getValue();
  }

  long upper() {
    return input.upper();
  }

  // The sink.

  private SinkSpec spec() {
    return SinkSpec.upsert(
        sinkId,
        TestInput.ID,
        SCHEMA,
        new SinkTarget(new CatalogConfig.Embedded(spillDirectory), "ns", "t"),
        List.of(0),
        SinkOptions.every(Duration.ofSeconds(1)).withMemoryBudgetBytes(options));
  }

  /** Starts a run: resumes, or writes the snapshot. */
  void start() {
    SinkThreads threads =
        new SinkThreads(MoreExecutors.newDirectExecutorService(), 2, spillDirectory);
    SinkSession session =
        SinkSession.open(
            spec(),
            store,
            new CatalogHandle(faulty, "the test's catalog", () -> {}),
            threads,
            pause,
            new Committer.Observer() {
              @Override
              public void conflict() {
                listener.conflicted();
              }

              @Override
              public void failing(RuntimeException cause) {}
            },
            () -> false);
    if (session.tableFrontier().isPresent()) {
      run = new SinkRun(session, session.resume(), listener, Runnable::run);
      return;
    }
    long asOf = session.beginSnapshot();
    StagedFiles files;
    try (Snapshot snapshot = session.snapshot(asOf)) {
      files = session.writer().writeSnapshot(session.table(), snapshot, rowsDone -> {});
    }
    SinkRun first = new SinkRun(session, asOf + 1, listener, Runnable::run);
    run = first;
    first.commitSnapshot(files, System.nanoTime());
  }

  SinkRun run() {
    return Objects.requireNonNull(run, "the sink is not running");
  }

  boolean isRunning() {
    return run != null;
  }

  /** Gathers, cuts and waits for the commit. */
  SinkRun.Cut commitAll() {
    run().gather();
    SinkRun.Cut cut = run().cut();
    run().awaitCommit();
    return cut;
  }

  /** The run is gone, without a chance to do anything. */
  void abandon() {
    run = null;
    store.crash();
  }

  // The table.

  Optional<Table> table() {
    try {
      return Optional.of(real.loadTable(TABLE));
    } catch (NoSuchTableException e) {
      return Optional.empty();
    }
  }

  Optional<ProgressSearch.Found> progress() {
    return table()
        .flatMap(
            table -> {
              TableMetadata state = TableSetup.operations(table).current();
              return ProgressSearch.find(state, sinkId);
            });
  }

  Map<Long, @Nullable String> tableRows() {
    Map<Long, @Nullable String> found = new TreeMap<>();
    Table table = table().orElseThrow();
    if (table.currentSnapshot() == null) {
      return found;
    }
    List<Long> twice = new ArrayList<>();
    try (CloseableIterable<Record> records = IcebergGenerics.read(table).build()) {
      for (Record record : records) {
        Long id = (Long) record.get(0);
        if (found.containsKey(id)) {
          twice.add(id);
        }
        found.put(id, (String) record.get(1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(twice).as("keys that the table holds twice").isEmpty();
    return found;
  }

  /** The table equals the relation at the frontier that it says it stands at. */
  void verify() {
    Optional<Table> table = table();
    if (table.isEmpty()) {
      return;
    }
    String state = TableSetup.operations(table.get()).current().metadataFileLocation();
    if (state.equals(verified)) {
      return;
    }
    verified = state;
    Optional<ProgressSearch.Found> progress = progress();
    if (progress.isEmpty()) {
      assertThat(tableRows()).isEmpty();
    } else {
      long frontier = progress.get().progress().frontier();
      assertThat(tableRows())
          .as("table at frontier %s", frontier)
          .isEqualTo(relationBefore(frontier));
    }
  }
}
