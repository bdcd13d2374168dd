package dev.tidewater.catalog.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.catalog.CatalogDelta;
import dev.tidewater.catalog.CatalogSnapshot;
import dev.tidewater.catalog.Cluster;
import dev.tidewater.catalog.Database;
import dev.tidewater.catalog.Item;
import dev.tidewater.catalog.ItemType;
import dev.tidewater.catalog.ObjectId;
import dev.tidewater.catalog.Schema;
import dev.tidewater.types.ArrayValue;
import dev.tidewater.types.Column;
import dev.tidewater.types.Interval;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.zset.BatchCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SystemRelationsTest {
  private static final ObjectId TABLE = new ObjectId(10);
  private static final ObjectId SINK = new ObjectId(14);

  private static SortedSet<ObjectId> ids(long... values) {
    SortedSet<ObjectId> ids = new TreeSet<>();
    Arrays.stream(values).forEach(value -> ids.add(new ObjectId(value)));
    return ids;
  }

  private static Item item(long id, ItemType type, String name, String sql, long... uses) {
    return Item.of(new ObjectId(id), new ObjectId(2), name, type, sql, ids(uses));
  }

  private static CatalogSnapshot catalog() {
    RelationSchema schema =
        new RelationSchema(
            List.of(
                new Column(1, "a", ScalarType.INT4, false),
                new Column(2, "b", ScalarType.varchar(10), true),
                new Column(3, "c", ScalarType.numeric(10, 2), true)),
            List.of(List.of(0)));
    List<CatalogDelta> deltas = new ArrayList<>();
    deltas.add(new CatalogDelta.PutDatabase(new Database(new ObjectId(1), "db")));
    deltas.add(
        new CatalogDelta.PutSchema(
            new Schema(new ObjectId(2), Optional.of(new ObjectId(1)), "public")));
    deltas.add(new CatalogDelta.PutCluster(new Cluster(new ObjectId(3), "quickstart", "2")));
    List<Item> items =
        List.of(
            item(10, ItemType.TABLE, "t", "CREATE TABLE db.public.t (a integer)")
                .withRelation(schema)
                .withColumnDefaults(Arrays.asList(null, "'x'", null)),
            item(11, ItemType.VIEW, "v", "CREATE VIEW db.public.v AS SELECT a FROM t", 10)
                .withRelation(schema),
            item(12, ItemType.INDEX, "i", "CREATE INDEX i ON db.public.t (b, (a + 1))", 10)
                .withCluster(new ObjectId(3)),
            item(
                13,
                ItemType.CONNECTION,
                "c",
                "CREATE CONNECTION c TO POSTGRES (HOST = 'h', PASSWORD = 'hunter2')"),
            item(
                    14,
                    ItemType.SINK,
                    "s",
                    "CREATE SINK s FROM t INTO ICEBERG CATALOG CONNECTION c (NAMESPACE = 'n', TABLE"
                        + " = 't') KEY (a) WITH (COMMIT INTERVAL = '1s')",
                    10,
                    13)
                .withCluster(new ObjectId(3)));
    items.forEach(item -> deltas.add(new CatalogDelta.PutItem(item)));
    return SystemCatalog.builtIn().apply(deltas);
  }

  private static SystemContext context(RuntimeStatus status) {
    return new SystemContext(
        catalog(),
        "db",
        "ann",
        status,
        List.of(new SystemContext.Setting("search_path", "public", "public", "")),
        5_000_000);
  }

  /** The rows of a relation as maps, in the order of their encoding. */
  private static List<Map<String, @Nullable Object>> rows(String name, SystemContext context) {
    SystemRelation relation =
        SystemRelations.all().stream()
            .filter(r -> (r.schemaName() + "." + r.name()).equals(name))
            .findFirst()
            .orElseThrow();
    RowLayout layout = RowLayout.of(relation.schema());
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    BatchCursor cursor = relation.rows(context, 1).cursor();
    while (cursor.next()) {
      @Nullable Object[] values = layout.decode(cursor.bytes(), cursor.offset(), cursor.length());
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      for (int i = 0; i < values.length; i++) {
        row.put(relation.schema().column(i).name(), values[i]);
      }
      rows.add(row);
    }
    return rows;
  }

  private static List<Map<String, @Nullable Object>> rows(String name) {
    return rows(name, context(RuntimeStatus.NONE));
  }

  private static Map<String, @Nullable Object> only(String name, String column, Object value) {
    List<Map<String, @Nullable Object>> found =
        rows(name).stream().filter(row -> value.equals(row.get(column))).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  @Test
  void everyRelationCanBeRead() {
    for (SystemRelation relation : SystemRelations.all()) {
      rows(relation.schemaName() + "." + relation.name());
    }
  }

  @Test
  void idsAreFixed() {
    Map<String, Long> ids = new LinkedHashMap<>();
    SystemRelations.all().forEach(r -> ids.put(r.schemaName() + "." + r.name(), r.id().value()));

    assertThat(ids)
        .containsEntry("pg_catalog.pg_class", -110L)
        .containsEntry("mz_catalog.mz_sinks", -406L)
        .containsEntry("mz_internal.mz_sink_statuses", -500L);
  }

  @Test
  void builtInCatalogHoldsTheRelations() {
    Item item = SystemCatalog.builtIn().item(new ObjectId(-110)).orElseThrow();

    assertThat(item.name()).isEqualTo("pg_class");
    assertThat(item.type()).isEqualTo(ItemType.SYSTEM_RELATION);
    assertThat(SystemRelations.find(item.id())).isPresent();
  }

  @Test
  void tableIsInPgClassWithItsIndexes() {
    assertThat(only("pg_catalog.pg_class", "relname", "t"))
        .containsEntry("oid", 20_010L)
        .containsEntry("relkind", "r")
        .containsEntry("relhasindex", true)
        .containsEntry("relnatts", (short) 3);
    assertThat(only("pg_catalog.pg_class", "relname", "t_pkey")).containsEntry("relkind", "i");
    assertThat(only("pg_catalog.pg_class", "relname", "v")).containsEntry("relkind", "v");
    assertThat(only("pg_catalog.pg_index", "indisprimary", true))
        .containsEntry("indrelid", 20_010L)
        .containsEntry("indkey", ArrayValue.of((short) 1));
    assertThat(only("pg_catalog.pg_index", "indexrelid", 20_012L))
        .containsEntry("indkey", ArrayValue.of((short) 2, (short) 0));
  }

  @Test
  void columnsHaveTypeModifiersAndDefaults() {
    List<Map<String, @Nullable Object>> columns =
        rows("pg_catalog.pg_attribute").stream()
            .filter(row -> Long.valueOf(20_010L).equals(row.get("attrelid")))
            .toList();

    assertThat(columns)
        .extracting(row -> row.get("attname"))
        .containsExactlyInAnyOrder("a", "b", "c");
    assertThat(columns)
        .filteredOn(row -> "b".equals(row.get("attname")))
        .allSatisfy(
            row -> {
              assertThat(row).containsEntry("atttypid", 1043L).containsEntry("atttypmod", 14);
              assertThat(row).containsEntry("atthasdef", true).containsEntry("attnotnull", false);
            });
    assertThat(only("pg_catalog.pg_attrdef", "adbin", "'x'")).containsEntry("adnum", (short) 2);
  }

  @Test
  void informationSchemaDescribesColumnsAndKeys() {
    assertThat(
            rows("information_schema.columns").stream()
                .filter(row -> "t".equals(row.get("table_name")))
                .filter(row -> "c".equals(row.get("column_name")))
                .findFirst()
                .orElseThrow())
        .containsEntry("data_type", "numeric")
        .containsEntry("numeric_precision", 10)
        .containsEntry("numeric_scale", 2)
        .containsEntry("is_nullable", "YES");
    assertThat(only("information_schema.key_column_usage", "table_name", "t"))
        .containsEntry("column_name", "a")
        .containsEntry("constraint_name", "t_pkey");
    assertThat(only("information_schema.tables", "table_name", "v"))
        .containsEntry("table_type", "VIEW");
  }

  @Test
  void connectionsShowNoLiteralWhereTheyAreRedacted() {
    Map<String, @Nullable Object> connection = only("mz_catalog.mz_connections", "name", "c");

    assertThat((String) connection.get("redacted_create_sql"))
        .contains("PASSWORD = '<REDACTED>'")
        .doesNotContain("hunter2");
  }

  @Test
  void sinkShowsItsTargetAndStatus() {
    RuntimeStatus status =
        new NothingRuns() {
          @Override
          public List<Status> statuses() {
            return List.of(new Status(SINK, "stalled", 7, "no room", "{\"hint\": \"make some\"}"));
          }

          @Override
          public List<Frontiers> frontiers() {
            return List.of(new Frontiers(TABLE, 1, OptionalLong.of(2_000)));
          }
        };
    assertThat(rows("mz_internal.mz_sink_statuses", context(status)).get(0))
        .containsEntry("id", "u14")
        .containsEntry("type", "iceberg")
        .containsEntry("status", "stalled")
        .containsEntry("error", "no room");
    assertThat(rows("mz_internal.mz_wallclock_global_lag", context(status)).get(0))
        .containsEntry("lag", new Interval(0, 0, 3_000_000));
    assertThat(rows("mz_catalog.mz_iceberg_sinks").get(0))
        .containsEntry("namespace", "n")
        .containsEntry("table", "t");
  }
}
