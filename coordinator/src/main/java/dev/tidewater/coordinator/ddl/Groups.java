package dev.tidewater.coordinator.ddl;

import dev.tidewater.catalog.CatalogSnapshot;
import dev.tidewater.catalog.Database;
import dev.tidewater.catalog.Item;
import dev.tidewater.catalog.ItemName;
import dev.tidewater.catalog.Schema;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.store.GroupId;

/** Where the objects of the catalog stand in the store. */
public final class Groups {
  private Groups() {}

  /** The group in which an item's collections are. */
  public static GroupId of(Item item) {
    return switch (item.type()) {
      case TABLE ->
          item.parent().map(parent -> new GroupId("source-" + parent)).orElse(GroupId.TABLES);
      case SOURCE -> new GroupId("source-" + item.parent().orElse(item.id()));
      case MATERIALIZED_VIEW -> new GroupId("view-" + item.id());
      case VIEW, SINK, INDEX, CONNECTION, SECRET, SYSTEM_RELATION ->
          throw new IllegalArgumentException("no collection: " + item.type());
    };
  }

  /** The full name that a new item of a schema gets. */
  static QualifiedName fullName(CatalogSnapshot snapshot, Schema schema, String name) {
    String database =
        schema.database().flatMap(snapshot::database).map(Database::name).orElseThrow();
    return QualifiedName.of(database, schema.name(), name);
  }

  /** The full name of an item as a statement would write it. */
  static QualifiedName fullName(CatalogSnapshot snapshot, Item item, String currentDatabase) {
    ItemName name = snapshot.nameOf(item, currentDatabase);
    return QualifiedName.of(name.database(), name.schema(), name.item());
  }
}
