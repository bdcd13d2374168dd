package dev.tidewater.coordinator.ddl;

import dev.tidewater.catalog.Catalog;
import dev.tidewater.catalog.CatalogDelta;
import dev.tidewater.catalog.CatalogSnapshot;
import dev.tidewater.catalog.Item;
import dev.tidewater.catalog.ObjectId;
import dev.tidewater.catalog.Schema;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.List;

/** Collects the deltas of one statement and commits them together. */
final class CatalogChange {
  private final Catalog catalog;
  private final List<CatalogDelta> deltas = new ArrayList<>();
  private long nextId;

  CatalogChange(Catalog catalog) {
    this.catalog = catalog;
    this.nextId = catalog.current().nextId();
  }

  /** A fresh id. */
  ObjectId newId() {
    ObjectId id = new ObjectId(nextId++);
    deltas.add(new CatalogDelta.NextId(nextId));
    return id;
  }

  CatalogChange add(CatalogDelta delta) {
    deltas.add(delta);
    return this;
  }

  /** Adds an item whose name must still be free. */
  CatalogChange create(Item item) {
    CatalogSnapshot current = catalog.current();
    if (current.item(item.schema(), item.name()).isPresent()) {
      throw alreadyExists(current, item.schema(), item.name());
    }
    return add(new CatalogDelta.PutItem(item));
  }

  CatalogSnapshot commit() {
    return deltas.isEmpty() ? catalog.current() : catalog.commit(deltas);
  }

  static TidewaterException alreadyExists(CatalogSnapshot snapshot, ObjectId schema, String name) {
    Item existing = snapshot.item(schema, name).orElseThrow();
    TidewaterException error =
        existing.type().isRelation()
            ? new TidewaterException(
                ErrorCode.DUPLICATE_TABLE, "relation \"{name}\" already exists")
            : new TidewaterException(
                ErrorCode.DUPLICATE_OBJECT, "object \"{name}\" already exists");
    return error
        .with("name", name)
        .detail(
            "It is a "
                + existing.type().displayName()
                + snapshot.schema(schema).map(Schema::name).map(s -> " in " + s).orElse("")
                + ".");
  }
}
