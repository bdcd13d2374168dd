package dev.tidewater.catalog.system;

import dev.tidewater.catalog.CatalogSnapshot;
import dev.tidewater.catalog.Item;
import dev.tidewater.catalog.ItemType;
import dev.tidewater.catalog.ObjectId;
import dev.tidewater.catalog.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What is built in. Ids are fixed for ever: stored definitions may name them. */
public final class SystemCatalog {
  private static final List<String> SCHEMAS =
      List.of("mz_catalog", "pg_catalog", "information_schema", "mz_internal", "mz_introspection");

  private SystemCatalog() {}

  /** The image that every catalog begins with. */
  public static CatalogSnapshot builtIn() {
    List<Schema> schemas = new ArrayList<>();
    for (int i = 0; i < SCHEMAS.size(); i++) {
      schemas.add(new Schema(new ObjectId(-1 - i), Optional.empty(), SCHEMAS.get(i)));
    }
    List<Item> items = SystemRelations.all().stream().map(SystemCatalog::item).toList();
    return CatalogSnapshot.builtIn(schemas, items);
  }

  private static Item item(SystemRelation relation) {
    ObjectId schema = new ObjectId(-1 - SCHEMAS.indexOf(relation.schemaName()));
    return Item.of(
            relation.id(), schema, relation.name(), ItemType.SYSTEM_RELATION, "", new TreeSet<>())
        .withRelation(relation.schema());
  }
}
