package dev.tidewater.source.postgres;

import dev.tidewater.store.CollectionId;
import dev.tidewater.types.RelationSchema;
import java.util.Set;

/**
 * A table that a source follows, and the collection that it becomes.
 *
 * @param schema upstream schema name
 * @param table upstream table name
 * @param relation the collection's columns, by name a subset of the table's
 * @param textColumns columns taken as PostgreSQL prints them, whatever their type is upstream
 */
public record PostgresTable(
    CollectionId collection,
    String schema,
    String table,
    RelationSchema relation,
    Set<String> textColumns) {
  public PostgresTable {
    textColumns = Set.copyOf(textColumns);
  }

  /** As errors name it. */
  String displayName() {
    return schema + "." + table;
  }
}
