package dev.tidewater.catalog.system;

import dev.tidewater.catalog.Item;
import dev.tidewater.catalog.ItemType;
import dev.tidewater.catalog.system.DatabaseObjects.Index;
import java.util.Map;

/** PostgreSQL's catalog views that are made for people. */
final class PgViewRows {
  private PgViewRows() {}

  static void register(Map<String, RowSource> sources) {
    sources.put("pg_catalog.pg_tables", PgViewRows::tables);
    sources.put("pg_catalog.pg_views", PgViewRows::views);
    sources.put("pg_catalog.pg_matviews", PgViewRows::materializedViews);
    sources.put("pg_catalog.pg_indexes", PgViewRows::indexes);
  }

  private static void tables(SystemContext context, RowWriter rows) {
    DatabaseObjects objects = new DatabaseObjects(context);
    for (Item item : objects.relations()) {
      if (DatabaseObjects.kind(item).equals("r")) {
        rows.row()
            .set("schemaname", objects.schemaOf(item).name())
            .set("tablename", item.name())
            .set("tableowner", context.user())
            .set("hasindexes", !DatabaseObjects.columns(item).primaryKey().isEmpty())
            .set("hasrules", false)
            .set("hastriggers", false)
            .set("rowsecurity", false);
      }
    }
  }

  private static void views(SystemContext context, RowWriter rows) {
    DatabaseObjects objects = new DatabaseObjects(context);
    for (Item item : objects.relations(ItemType.VIEW)) {
      rows.row()
          .set("schemaname", objects.schemaOf(item).name())
          .set("viewname", item.name())
          .set("viewowner", context.user())
          .set("definition", Definitions.query(item));
    }
  }

  private static void materializedViews(SystemContext context, RowWriter rows) {
    DatabaseObjects objects = new DatabaseObjects(context);
    for (Item item : objects.relations(ItemType.MATERIALIZED_VIEW)) {
      rows.row()
          .set("schemaname", objects.schemaOf(item).name())
          .set("matviewname", item.name())
          .set("matviewowner", context.user())
          .set("hasindexes", false)
          .set("ispopulated", true)
          .set("definition", Definitions.query(item));
    }
  }

  private static void indexes(SystemContext context, RowWriter rows) {
    DatabaseObjects objects = new DatabaseObjects(context);
    for (Index index : objects.indexes()) {
      String schema = objects.schemaOf(index.relation()).name();
      rows.row()
          .set("schemaname", schema)
          .set("tablename", index.relation().name())
          .set("indexname", index.name())
          .set("indexdef", DefinitionTexts.of(index, schema));
    }
  }
}
