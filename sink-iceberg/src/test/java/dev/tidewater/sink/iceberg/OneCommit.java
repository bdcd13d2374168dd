package dev.tidewater.sink.iceberg;

import dev.tidewater.sink.iceberg.catalog.CatalogConfig;
import dev.tidewater.sink.iceberg.catalog.CatalogHandle;
import dev.tidewater.sink.iceberg.commit.Committer;
import dev.tidewater.sink.iceberg.commit.StagedFiles;
import dev.tidewater.store.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.relocated.com.google.common.util.concurrent.MoreExecutors;
import org.jspecify.annotations.Nullable;

/** A sink in memory that a test takes through single commits, for any relation. */
final class OneCommit {
  private static final Committer.Observer DEAF =
      new Committer.Observer() {
        @Override
        public void conflict() {}

        @Override
        public void failing(RuntimeException cause) {}
      };

  private final InMemoryCatalog catalog = new InMemoryCatalog();
  private final MemoryStore store = new MemoryStore(TestInput.ID, where -> {});
  private final RecordingListener listener = new RecordingListener();
  private final Path spillDirectory;
  private final SinkSpec spec;
  final TestInput input;
  private @Nullable SinkRun run;

  OneCommit(SinkSpec spec, Path spillDirectory) {
    this.spec = spec;
    this.spillDirectory = spillDirectory;
    this.input = TestInput.create(store, spec.schema());
    catalog.initialize("memory", Map.of());
    catalog.createNamespace(Namespace.of(spec.target().namespace()));
  }

  /** A target in the catalog of this sink. */
  static SinkTarget target() {
    return new SinkTarget(new CatalogConfig.Embedded(Path.of("nowhere")), "ns", "t");
  }

  InMemoryCatalog catalog() {
    return catalog;
  }

  RecordingListener listener() {
    return listener;
  }

  /** Starts with a snapshot of what is in the relation. */
  OneCommit start() {
    SinkSession session =
        SinkSession.open(
            spec,
            store,
            new CatalogHandle(catalog, "the test's catalog", () -> {}),
            new SinkThreads(MoreExecutors.newDirectExecutorService(), 2, spillDirectory),
            wait -> false,
            DEAF,
            () -> false);
    long asOf = session.beginSnapshot();
    StagedFiles files;
    try (Snapshot snapshot = session.snapshot(asOf)) {
      files = session.writer().writeSnapshot(session.table(), snapshot, rows -> {});
    }
    SinkRun first = new SinkRun(session, asOf + 1, listener, Runnable::run);
    first.commitSnapshot(files, 0);
    run = first;
    return this;
  }

  /** Commits what was changed since. */
  void commit() {
    SinkRun running = Objects.requireNonNull(run);
    running.gather();
    running.cut();
    running.awaitCommit();
  }

  Table table() {
    return catalog.loadTable(TableIdentifier.of(spec.target().namespace(), spec.target().table()));
  }

  List<List<@Nullable Object>> rows() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (CloseableIterable<Record> records = IcebergGenerics.read(table()).build()) {
      for (Record record : records) {
        @Nullable Object[] values = new @Nullable Object[record.size()];
        for (int i = 0; i < values.length; i++) {
          Object value = record.get(i);
          values[i] = value instanceof ByteBuffer bytes ? hex(bytes) : value;
        }
        rows.add(Arrays.asList(values));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  private static String hex(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return HexFormat.of().formatHex(copy);
  }
}
