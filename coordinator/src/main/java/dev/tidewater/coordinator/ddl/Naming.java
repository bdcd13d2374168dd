package dev.tidewater.coordinator.ddl;

import dev.tidewater.catalog.Catalog;
import dev.tidewater.catalog.CatalogSnapshot;
import dev.tidewater.catalog.Cluster;
import dev.tidewater.catalog.Database;
import dev.tidewater.catalog.Item;
import dev.tidewater.catalog.ItemName;
import dev.tidewater.catalog.NameResolver;
import dev.tidewater.catalog.Schema;
import dev.tidewater.sql.ast.Identifier;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import org.jspecify.annotations.Nullable;

/** What names in a DDL statement mean, in the catalog as it is now and for one session. */
final class Naming {
  private final CatalogSnapshot catalog;
  private final DdlScope scope;

  Naming(Catalog catalog, DdlScope scope) {
    this.catalog = catalog.current();
    this.scope = scope;
  }

  NameResolver resolver() {
    return new NameResolver(catalog, scope.names());
  }

  /** The schema in which a new item of this name is made. */
  Schema schemaForNew(QualifiedName name) {
    return resolver().schemaForNew(name);
  }

  /**
   * Whether the statement has nothing to do because the name is taken and IF NOT EXISTS was said;
   * without it, that is an error.
   */
  boolean skipsExisting(Schema schema, QualifiedName name, boolean ifNotExists) {
    Item existing = catalog.item(schema.id(), name.last()).orElse(null);
    if (existing == null) {
      return false;
    }
    if (!ifNotExists) {
      throw CatalogChange.alreadyExists(catalog, schema.id(), name.last())
          .at(name.position().offset());
    }
    boolean relation = existing.type().isRelation();
    ErrorCode code = relation ? ErrorCode.DUPLICATE_TABLE : ErrorCode.DUPLICATE_OBJECT;
    scope.skipped(
        code.sqlState(),
        (relation ? "relation" : "object") + " \"" + name.last() + "\" already exists, skipping");
    return true;
  }

  /** The cluster that a statement names, or the session's. */
  Cluster cluster(@Nullable Identifier name) {
    String wanted = name == null ? scope.cluster() : name.value();
    return catalog
        .cluster(wanted)
        .orElseThrow(
            () -> {
              TidewaterException error =
                  new TidewaterException(
                          ErrorCode.UNDEFINED_OBJECT, "unknown cluster \"{cluster}\"")
                      .with("cluster", wanted)
                      .hint("SHOW CLUSTERS lists the clusters; CREATE CLUSTER makes one.");
              return name == null ? error : error.at(name.position().offset());
            });
  }

  /** The full name that a new item of a schema gets. */
  QualifiedName fullName(Schema schema, QualifiedName name) {
    String database =
        schema.database().flatMap(catalog::database).map(Database::name).orElseThrow();
    return QualifiedName.of(database, schema.name(), name.last());
  }

  /** The full name of an item as a statement would write it. */
  QualifiedName fullName(Item item) {
    ItemName name = catalog.nameOf(item, scope.names().database());
    return QualifiedName.of(name.database(), name.schema(), name.item());
  }
}
