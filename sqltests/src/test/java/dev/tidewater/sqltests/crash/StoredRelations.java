package dev.tidewater.sqltests.crash;

import dev.tidewater.catalog.Catalog;
import dev.tidewater.catalog.CatalogSnapshot;
import dev.tidewater.catalog.Item;
import dev.tidewater.catalog.system.SystemCatalog;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStatus;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.Snapshot;
import dev.tidewater.store.StoreOptions;
import dev.tidewater.store.local.LocalStore;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.format.TextFormat;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.zset.UpdateCursor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server's relations as it left them on disk, read through the store while no server runs: what
 * a sink's table is held against.
 */
final class StoredRelations implements AutoCloseable {
  private static final String HOLDER = "crash-test";

  private final CollectionStore store;
  private final CatalogSnapshot catalog;

  private StoredRelations(CollectionStore store) {
    this.store = store;
    this.catalog = Catalog.open(store.log("catalog"), SystemCatalog.builtIn()).current();
  }

  static StoredRelations open(Path dataDirectory) {
    CollectionStore store =
        LocalStore.open(dataDirectory.resolve("database/store"), StoreOptions.defaults());
    try {
      return new StoredRelations(store);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /** From now on every state of the relation stays readable, whatever the server does. */
  void keepHistoryOf(String relation) {
    CollectionStatus status = status(item(relation));
    store.hold(status.id(), HOLDER, Math.max(status.since(), status.upper() - 1));
  }

  /**
   * The rows at a frontier, which is all that came before it: texts, sorted. Empty if that state
   * can no longer be read. Beyond the upper that was made durable nothing has happened: only time
   * without changes moves on without a write.
   */
  Optional<List<String>> rowsAtFrontier(String relation, long frontier) {
    Item item = item(relation);
    CollectionStatus status = status(item);
    long asOf = Math.min(frontier, status.upper()) - 1;
    return asOf < status.since()
        ? Optional.empty()
        : Optional.of(rows(status.id(), item.relation().orElseThrow(), asOf));
  }

  private List<String> rows(CollectionId collection, RelationSchema schema, long asOf) {
    RowLayout layout = RowLayout.of(schema);
    List<String> rows = new ArrayList<>();
    try (Snapshot snapshot = store.snapshot(collection, asOf);
        UpdateCursor cursor = snapshot.rows()) {
      while (cursor.next()) {
        String row = text(schema, layout.decode(cursor.bytes(), cursor.offset(), cursor.length()));
        if (cursor.diff() < 0) {
          throw new AssertionError("row " + row + " stands " + cursor.diff() + " times");
        }
        for (long copy = 0; copy < cursor.diff(); copy++) {
          rows.add(row);
        }
      }
    }
    rows.sort(null);
    return rows;
  }

  private static String text(RelationSchema schema, @Nullable Object[] values) {
    List<String> texts = new ArrayList<>(values.length);
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      texts.add(value == null ? "null" : TextFormat.UTC.print(schema.column(i).type(), value));
    }
    return String.join("|", texts);
  }

  private Item item(String name) {
    return catalog.items().stream()
        .filter(item -> item.name().equals(name) && item.type().hasCollection())
        .findFirst()
        .orElseThrow();
  }

  private CollectionStatus status(Item item) {
    return store.status(new CollectionId(item.id().value())).orElseThrow();
  }

  @Override
  public void close() {
    store.close();
  }
}
