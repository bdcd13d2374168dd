package dev.tidewater.source.loadgen;

import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.GroupId;
import dev.tidewater.store.Snapshot;
import dev.tidewater.store.StoreOptions;
import dev.tidewater.store.local.LocalStore;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.zset.UpdateCursor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A store with a generator's collections in it, and a clock that is set by hand. */
final class House implements AutoCloseable {
  static final GroupId GROUP = new GroupId("source-1");
  private static final long START = 1_700_000_000_000L;

  final LoadGenerator generator;
  final Map<String, CollectionId> collections = new LinkedHashMap<>();
  private final Path directory;
  CollectionStore store;
  long now = START;

  House(Path directory, LoadGenerator generator) {
    this(directory, generator, generator.tables().keySet());
  }

  /** With some of the generator's tables. */
  House(Path directory, LoadGenerator generator, Collection<String> tables) {
    this.directory = directory;
    this.generator = generator;
    this.store = LocalStore.open(directory, StoreOptions.defaults());
    store.createGroup(GROUP, START);
    tables.forEach(this::addTable);
  }

  /** As CREATE TABLE … FROM SOURCE does; a worker that is made afterwards fills it. */
  void addTable(String name) {
    CollectionId id = new CollectionId(collections.size() + 1);
    collections.put(name, id);
    store.createCollection(id, GROUP);
  }

  LoadGeneratorSpec spec() {
    return new LoadGeneratorSpec(generator, GROUP, collections);
  }

  LoadGeneratorSpec spec(long asOf, long upTo) {
    return new LoadGeneratorSpec(
        generator, GROUP, collections, Duration.ofSeconds(1), asOf, upTo, 1);
  }

  LoadGeneratorWorker worker(LoadGeneratorSpec spec) {
    return new LoadGeneratorWorker(spec, store, () -> now);
  }

  /** Closes the store and opens it again, as a restart does. */
  void restart() {
    store.close();
    store = LocalStore.open(directory, StoreOptions.defaults());
  }

  /** The table's rows as they are now, in order. */
  List<List<Object>> rows(String table) {
    CollectionId id = Objects.requireNonNull(collections.get(table));
    RelationSchema schema = Objects.requireNonNull(generator.tables().get(table));
    RowLayout layout = RowLayout.of(schema);
    List<List<Object>> result = new ArrayList<>();
    try (Snapshot snapshot = store.snapshot(id, store.upper(GROUP) - 1);
        UpdateCursor cursor = snapshot.rows()) {
      while (cursor.next()) {
        Object[] values = layout.decode(cursor.bytes(), cursor.offset(), cursor.length());
        for (long i = 0; i < cursor.diff(); i++) {
          result.add(Arrays.asList(values));
        }
      }
    }
    return result;
  }

  @Override
  public void close() {
    store.close();
  }
}
