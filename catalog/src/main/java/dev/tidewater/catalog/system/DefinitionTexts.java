package dev.tidewater.catalog.system;

import dev.tidewater.catalog.CatalogSnapshot;
import dev.tidewater.catalog.Item;
import dev.tidewater.catalog.ItemType;
import dev.tidewater.catalog.ObjectId;
import dev.tidewater.catalog.system.DatabaseObjects.Index;
import dev.tidewater.sql.parser.SqlPrinter;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What {@code pg_get_indexdef} and the like say of the objects that {@code pg_catalog} shows in one
 * database. Empty for an object id that is none of theirs.
 */
public final class DefinitionTexts {
  private final CatalogSnapshot catalog;
  private final DatabaseObjects objects;

  public DefinitionTexts(CatalogSnapshot catalog, String database) {
    this.catalog = catalog;
    this.objects = new DatabaseObjects(catalog, database);
  }

  /** The statement that makes an index. */
  public Optional<String> index(long oid) {
    return objects.index(oid).map(index -> of(index, objects.schemaOf(index.relation()).name()));
  }

  /**
   * A column of an index.
   *
   * @param number from 1
   */
  public Optional<String> indexColumn(long oid, int number) {
    return objects
        .index(oid)
        .filter(index -> number >= 1 && number <= index.keys().size())
        .map(index -> key(index, number - 1));
  }

  /** The relation that an index is on. */
  public Optional<Item> indexedRelation(long oid) {
    return objects.index(oid).map(Index::relation);
  }

  public Optional<String> constraint(long oid) {
    return objects
        .constrained(oid)
        .map(table -> "PRIMARY KEY (" + keys(DatabaseObjects.primaryKeyIndex(table)) + ")");
  }

  /** The query of a view or materialized view. */
  public Optional<String> view(long oid) {
    return ObjectId.ofOid(oid)
        .flatMap(catalog::item)
        .filter(i -> i.type() == ItemType.VIEW || i.type() == ItemType.MATERIALIZED_VIEW)
        .map(Definitions::query);
  }

  static String of(Index index, String schema) {
    return (index.primary() ? "CREATE UNIQUE INDEX " : "CREATE INDEX ")
        + SqlPrinter.name(index.name())
        + " ON "
        + SqlPrinter.name(schema)
        + "."
        + SqlPrinter.name(index.relation().name())
        + " USING btree ("
        + keys(index)
        + ")";
  }

  private static String keys(Index index) {
    return IntStream.range(0, index.keys().size())
        .mapToObj(i -> key(index, i))
        .collect(Collectors.joining(", "));
  }

  private static String key(Index index, int i) {
    int column = index.keys().get(i);
    return column < 0
        ? "expression"
        : SqlPrinter.name(DatabaseObjects.columns(index.relation()).column(column).name());
  }
}
