package dev.tidewater.catalog.system;

import dev.tidewater.catalog.Cluster;
import dev.tidewater.catalog.Database;
import dev.tidewater.catalog.Item;
import dev.tidewater.catalog.ItemKinds;
import dev.tidewater.catalog.ItemType;
import dev.tidewater.catalog.ObjectId;
import dev.tidewater.catalog.Schema;
import dev.tidewater.sql.ast.CreateStatement.CreateSink;
import dev.tidewater.sql.ast.CreateStatement.SinkMode;
import dev.tidewater.sql.ast.Statement;
import dev.tidewater.sql.parser.SqlParser;
import dev.tidewater.types.Column;
import dev.tidewater.types.ScalarType;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stable catalog, with Materialize's columns. It shows the objects of all databases. */
final class MzCatalogRows {
  /** Everything has the same owner. */
  static final String OWNER_ID = "u1";

  private MzCatalogRows() {}

  static void register(Map<String, RowSource> sources) {
    sources.put("mz_catalog.mz_databases", MzCatalogRows::databases);
    sources.put("mz_catalog.mz_schemas", MzCatalogRows::schemas);
    sources.put("mz_catalog.mz_tables", MzCatalogRows::tables);
    sources.put("mz_catalog.mz_sources", MzCatalogRows::sources);
    sources.put("mz_catalog.mz_views", MzCatalogRows::views);
    sources.put("mz_catalog.mz_materialized_views", MzCatalogRows::materializedViews);
    sources.put("mz_catalog.mz_sinks", MzCatalogRows::sinks);
    sources.put("mz_catalog.mz_connections", MzCatalogRows::connections);
    sources.put("mz_catalog.mz_secrets", MzCatalogRows::secrets);
    sources.put("mz_catalog.mz_clusters", MzCatalogRows::clusters);
    sources.put("mz_catalog.mz_cluster_replicas", MzCatalogRows::replicas);
    sources.put("mz_catalog.mz_columns", MzCatalogRows::columns);
    sources.put("mz_catalog.mz_indexes", MzCatalogRows::indexes);
    sources.put("mz_catalog.mz_index_columns", MzCatalogRows::indexColumns);
    sources.put("mz_catalog.mz_objects", MzCatalogRows::objects);
    sources.put("mz_catalog.mz_relations", MzCatalogRows::relations);
    sources.put("mz_catalog.mz_roles", MzCatalogRows::roles);
    sources.put("mz_catalog.mz_timezone_names", MzCatalogRows::timeZones);
  }

  private static @Nullable String text(Optional<ObjectId> id) {
    return id.map(ObjectId::toString).orElse(null);
  }

  /** What every object in a schema has. */
  private static RowWriter item(RowWriter rows, Item item) {
    return rows.row()
        .set("id", item.id().toString())
        .set("oid", item.id().oid())
        .set("schema_id", item.schema().toString())
        .set("name", item.name())
        .set("owner_id", OWNER_ID);
  }

  private static void definition(RowWriter rows, Item item) {
    boolean isDefined = !item.createSql().isEmpty();
    rows.set("create_sql", isDefined ? item.createSql() : null)
        .set("redacted_create_sql", isDefined ? Definitions.redacted(item) : null);
  }

  private static void databases(SystemContext context, RowWriter rows) {
    for (Database database : context.catalog().databases()) {
      rows.row()
          .set("id", database.id().toString())
          .set("oid", database.id().oid())
          .set("name", database.name())
          .set("owner_id", OWNER_ID);
    }
  }

  private static void schemas(SystemContext context, RowWriter rows) {
    for (Schema schema : context.catalog().schemas()) {
      rows.row()
          .set("id", schema.id().toString())
          .set("oid", schema.id().oid())
          .set("database_id", text(schema.database()))
          .set("name", schema.name())
          .set("owner_id", OWNER_ID);
    }
  }

  private static void tables(SystemContext context, RowWriter rows) {
    for (Item item : context.catalog().items(ItemType.TABLE)) {
      item(rows, item).set("source_id", text(item.parent()));
      definition(rows, item);
    }
  }

  private static void sources(SystemContext context, RowWriter rows) {
    for (Item item : context.catalog().items(ItemType.SOURCE)) {
      item(rows, item)
          .set("type", ItemKinds.kind(item))
          .set("connection_id", connection(context, item))
          .set("cluster_id", text(item.cluster()));
      definition(rows, item);
    }
  }

  /** The first connection that an item uses. */
  private static @Nullable String connection(SystemContext context, Item item) {
    return item.uses().stream()
        .flatMap(id -> context.catalog().item(id).stream())
        .filter(used -> used.type() == ItemType.CONNECTION)
        .map(used -> used.id().toString())
        .findFirst()
        .orElse(null);
  }

  private static void views(SystemContext context, RowWriter rows) {
    for (Item item : context.catalog().items(ItemType.VIEW)) {
      item(rows, item).set("definition", Definitions.query(item));
      definition(rows, item);
    }
  }

  private static void materializedViews(SystemContext context, RowWriter rows) {
    for (Item item : context.catalog().items(ItemType.MATERIALIZED_VIEW)) {
      item(rows, item)
          .set("definition", Definitions.query(item))
          .set("cluster_id", item.cluster().map(ObjectId::toString).orElse(""));
      definition(rows, item);
    }
  }

  private static void sinks(SystemContext context, RowWriter rows) {
    for (Item item : context.catalog().items(ItemType.SINK)) {
      Statement statement = SqlParser.parseStatement(item.createSql());
      boolean append = statement instanceof CreateSink sink && sink.mode() == SinkMode.APPEND;
      item(rows, item)
          .set("type", ItemKinds.kind(item))
          .set("connection_id", connection(context, item))
          .set("envelope_type", append ? "append" : "upsert")
          .set("format", "parquet")
          .set("cluster_id", item.cluster().map(ObjectId::toString).orElse(""));
      definition(rows, item);
    }
  }

  private static void connections(SystemContext context, RowWriter rows) {
    for (Item item : context.catalog().items(ItemType.CONNECTION)) {
      item(rows, item).set("type", ItemKinds.kind(item));
      definition(rows, item);
    }
  }

  private static void secrets(SystemContext context, RowWriter rows) {
    context.catalog().items(ItemType.SECRET).forEach(item -> item(rows, item));
  }

  private static void clusters(SystemContext context, RowWriter rows) {
    for (Cluster cluster : context.catalog().clusters()) {
      rows.row()
          .set("id", cluster.id().toString())
          .set("name", cluster.name())
          .set("owner_id", OWNER_ID)
          .set("managed", true)
          .set("size", cluster.size())
          .set("replication_factor", 1)
          .set("disk", true);
    }
  }

  private static void replicas(SystemContext context, RowWriter rows) {
    for (Cluster cluster : context.catalog().clusters()) {
      rows.row()
          .set("id", cluster.id().toString())
          .set("name", "r1")
          .set("cluster_id", cluster.id().toString())
          .set("size", cluster.size())
          .set("owner_id", OWNER_ID)
          .set("disk", true);
    }
  }

  private static void columns(SystemContext context, RowWriter rows) {
    for (Item item : context.catalog().items()) {
      List<Column> columns = item.relation().map(r -> r.columns()).orElse(List.of());
      for (int i = 0; i < columns.size(); i++) {
        Column column = columns.get(i);
        String type =
            column.type() instanceof ScalarType scalar
                ? scalar.kind().sqlName()
                : column.type().display();
        rows.row()
            .set("id", item.id().toString())
            .set("name", column.name())
            .set("position", i + 1)
            .set("nullable", column.nullable())
            .set("type", type)
            .set("default", i < item.columnDefaults().size() ? item.columnDefaults().get(i) : null)
            .set("type_oid", column.type().oid())
            .set("type_mod", column.type().typmod());
      }
    }
  }

  private static void indexes(SystemContext context, RowWriter rows) {
    DatabaseObjects objects = new DatabaseObjects(context);
    for (Item item : context.catalog().items(ItemType.INDEX)) {
      rows.row()
          .set("id", item.id().toString())
          .set("oid", item.id().oid())
          .set("name", item.name())
          .set("on_id", objects.indexed(item).map(on -> on.id().toString()).orElse(""))
          .set("cluster_id", item.cluster().map(ObjectId::toString).orElse(""))
          .set("owner_id", OWNER_ID);
      definition(rows, item);
    }
  }

  private static void indexColumns(SystemContext context, RowWriter rows) {
    DatabaseObjects objects = new DatabaseObjects(context);
    for (Item item : context.catalog().items(ItemType.INDEX)) {
      Item on = objects.indexed(item).orElse(null);
      if (on != null) {
        int position = 1;
        for (int key : DatabaseObjects.keys(item, on)) {
          boolean column = key >= 0;
          rows.row()
              .set("index_id", item.id().toString())
              .set("index_position", position++)
              .set("on_position", column ? key + 1 : null)
              .set("nullable", !column || DatabaseObjects.columns(on).column(key).nullable());
        }
      }
    }
  }

  private static String type(Item item) {
    return item.type() == ItemType.SYSTEM_RELATION
        ? "view"
        : item.type().displayName().replace(' ', '-');
  }

  private static void objects(SystemContext context, RowWriter rows) {
    for (Item item : context.catalog().items()) {
      item(rows, item).set("type", type(item)).set("cluster_id", text(item.cluster()));
    }
  }

  private static void relations(SystemContext context, RowWriter rows) {
    for (Item item : context.catalog().items()) {
      if (item.type().isRelation()) {
        item(rows, item).set("type", type(item)).set("cluster_id", text(item.cluster()));
      }
    }
  }

  private static void roles(SystemContext context, RowWriter rows) {
    rows.row()
        .set("id", OWNER_ID)
        .set("oid", DatabaseObjects.OWNER_OID)
        .set("name", context.user())
        .set("inherit", true)
        .set("rolcanlogin", true)
        .set("rolsuper", true);
  }

  private static void timeZones(SystemContext context, RowWriter rows) {
    ZoneId.getAvailableZoneIds().stream().sorted().forEach(name -> rows.row().set("name", name));
  }
}
