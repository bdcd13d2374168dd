package dev.tidewater.coordinator;

import dev.tidewater.catalog.Catalog;
import dev.tidewater.catalog.CatalogDelta;
import dev.tidewater.catalog.Cluster;
import dev.tidewater.catalog.Database;
import dev.tidewater.catalog.Item;
import dev.tidewater.catalog.ItemType;
import dev.tidewater.catalog.ObjectId;
import dev.tidewater.catalog.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a new data directory begins with: a database, a cluster, and the embedded Iceberg catalog.
 */
final class Bootstrap {
  static final String DATABASE = "tidewater";
  static final String SCHEMA = "public";
  static final String CLUSTER = "quickstart";
  static final String CATALOG_CONNECTION = "embedded_catalog";

  private Bootstrap() {}

  static void run(Catalog catalog) {
    if (!catalog.current().databases().isEmpty() || catalog.current().nextId() > 1) {
      return;
    }
    long next = catalog.current().nextId();
    Database database = new Database(new ObjectId(next++), DATABASE);
    Schema schema = new Schema(new ObjectId(next++), Optional.of(database.id()), SCHEMA);
    Cluster cluster = new Cluster(new ObjectId(next++), CLUSTER, "2");
    Item connection =
        Item.of(
            new ObjectId(next++),
            schema.id(),
            CATALOG_CONNECTION,
            ItemType.CONNECTION,
            "CREATE CONNECTION tidewater.public.embedded_catalog TO ICEBERG CATALOG (CATALOG TYPE ="
                + " 'embedded')",
            new TreeSet<>());
    List<CatalogDelta> deltas = new ArrayList<>();
    deltas.add(new CatalogDelta.PutDatabase(database));
    deltas.add(new CatalogDelta.PutSchema(schema));
    deltas.add(new CatalogDelta.PutCluster(cluster));
    deltas.add(new CatalogDelta.PutItem(connection));
    deltas.add(new CatalogDelta.NextId(next));
    catalog.commit(deltas);
  }
}
