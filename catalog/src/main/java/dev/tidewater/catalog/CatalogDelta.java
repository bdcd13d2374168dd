package dev.tidewater.catalog;

/**
 * A change of the catalog, as it is logged. Putting an object whose id exists replaces it.
 *
 * @see CatalogSnapshot#apply
 */
public sealed interface CatalogDelta {
  record PutDatabase(Database database) implements CatalogDelta {}

  record PutSchema(Schema schema) implements CatalogDelta {}

  record PutCluster(Cluster cluster) implements CatalogDelta {}

  record PutItem(Item item) implements CatalogDelta {}

  /** Removes whatever has this id. */
  record Drop(ObjectId id) implements CatalogDelta {}

  /** Ids below this one have been given out. */
  record NextId(long value) implements CatalogDelta {}
}
