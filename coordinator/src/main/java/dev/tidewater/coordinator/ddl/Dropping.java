package dev.tidewater.coordinator.ddl;

import dev.tidewater.catalog.Catalog;
import dev.tidewater.catalog.CatalogDelta;
import dev.tidewater.catalog.CatalogSnapshot;
import dev.tidewater.catalog.Cluster;
import dev.tidewater.catalog.Database;
import dev.tidewater.catalog.Item;
import dev.tidewater.catalog.ItemType;
import dev.tidewater.catalog.NameResolver;
import dev.tidewater.catalog.ObjectId;
import dev.tidewater.catalog.Schema;
import dev.tidewater.sql.ast.AlterStatement.DropObjects;
import dev.tidewater.sql.ast.DropBehavior;
import dev.tidewater.sql.ast.ObjectKind;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** DROP: finds everything that goes, and takes it out of the catalog in one change. */
final class Dropping {
  private final Catalog catalog;

  Dropping(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * What a DROP takes away, users before what they use.
   *
   * @param namespaces databases, schemas and clusters that go as well
   */
  record Dropped(List<Item> items, List<ObjectId> namespaces) {}

  /** Takes the objects out of the catalog; what they run and keep is for the caller to end. */
  Dropped drop(DropObjects statement, DdlScope scope) {
    Set<Item> items = new LinkedHashSet<>();
    List<ObjectId> namespaces = new ArrayList<>();
    for (QualifiedName name : statement.names()) {
      collect(statement, name, scope, items, namespaces);
    }
    CatalogSnapshot current = catalog.current();
    List<ObjectId> named = items.stream().map(Item::id).toList();
    List<Item> owned = current.items().stream().filter(i -> isOwned(i, named)).toList();
    items.addAll(owned);
    List<Item> dependents = current.dependentsOf(items.stream().map(Item::id).toList());
    // An index goes with its relation, as in PostgreSQL.
    List<Item> others = dependents.stream().filter(i -> i.type() != ItemType.INDEX).toList();
    if (!others.isEmpty() && statement.behavior() != DropBehavior.CASCADE) {
      throw stillNeeded(statement, others);
    }
    List<Item> all = new ArrayList<>(dependents);
    items.stream().sorted((a, b) -> b.id().compareTo(a.id())).forEach(all::add);
    CatalogChange change = new CatalogChange(catalog);
    all.forEach(item -> change.add(new CatalogDelta.Drop(item.id())));
    namespaces.forEach(id -> change.add(new CatalogDelta.Drop(id)));
    change.commit();
    return new Dropped(all, namespaces);
  }

  /** Subsources belong to their source and go with it; tables made from it only depend on it. */
  private static boolean isOwned(Item item, Collection<ObjectId> owners) {
    return item.type() == ItemType.SOURCE && item.parent().filter(owners::contains).isPresent();
  }

  private void collect(
      DropObjects statement,
      QualifiedName name,
      DdlScope scope,
      Set<Item> items,
      List<ObjectId> namespaces) {
    switch (statement.kind()) {
      case DATABASE -> dropDatabase(statement, name, scope, items, namespaces);
      case SCHEMA -> dropSchema(statement, name, scope, items, namespaces);
      case CLUSTER -> dropCluster(statement, name, scope, items, namespaces);
      case TABLE, VIEW, MATERIALIZED_VIEW, SOURCE, SINK, INDEX, CONNECTION, SECRET ->
          findItem(statement, name, scope).ifPresent(items::add);
      case SUBSOURCE, TYPE, FUNCTION, CLUSTER_REPLICA, ROLE, SEQUENCE, COLUMN, OBJECT ->
          throw new TidewaterException(
                  ErrorCode.FEATURE_NOT_SUPPORTED, "DROP {kind} is not supported")
              .with("kind", statement.kind().keywords())
              .at(statement.position().offset());
    }
  }

  private Optional<Item> findItem(DropObjects statement, QualifiedName name, DdlScope scope) {
    NameResolver resolver = new NameResolver(catalog.current(), scope.names());
    ItemType type = ItemTypes.of(statement.kind());
    if (statement.ifExists() && resolver.find(name).isEmpty()) {
      scope.skipped("00000", type.displayName() + " \"" + name + "\" does not exist, skipping");
      return Optional.empty();
    }
    Item item = resolver.require(name, type);
    if (item.id().isSystem()) {
      throw new TidewaterException(
              ErrorCode.INSUFFICIENT_PRIVILEGE, "system item \"{name}\" cannot be dropped")
          .with("name", name)
          .at(name.position().offset());
    }
    return Optional.of(item);
  }

  private void dropDatabase(
      DropObjects statement,
      QualifiedName name,
      DdlScope scope,
      Set<Item> items,
      List<ObjectId> namespaces) {
    Optional<Database> database = catalog.current().database(name.toString());
    if (database.isEmpty()) {
      skipOrThrow(statement, name, scope, ErrorCode.INVALID_CATALOG_NAME);
      return;
    }
    if (name.toString().equals(scope.names().database())) {
      throw new TidewaterException(
              ErrorCode.OBJECT_IN_USE, "cannot drop the currently open database")
          .at(name.position().offset());
    }
    // Materialize's default for databases is CASCADE; RESTRICT has to be asked for.
    for (Schema schema : catalog.current().schemasIn(database.get().id())) {
      List<Item> inSchema = catalog.current().itemsIn(schema.id());
      if (statement.behavior() == DropBehavior.RESTRICT && !inSchema.isEmpty()) {
        throw notEmpty("database", name);
      }
      items.addAll(inSchema);
      namespaces.add(schema.id());
    }
    namespaces.add(database.get().id());
  }

  private void dropSchema(
      DropObjects statement,
      QualifiedName name,
      DdlScope scope,
      Set<Item> items,
      List<ObjectId> namespaces) {
    String database = name.isQualified() ? name.qualifiers().get(0) : scope.names().database();
    Optional<Schema> schema = catalog.current().schema(database, name.last());
    if (schema.isEmpty()) {
      skipOrThrow(statement, name, scope, ErrorCode.INVALID_SCHEMA_NAME);
      return;
    }
    if (schema.get().id().isSystem()) {
      throw new TidewaterException(
              ErrorCode.INSUFFICIENT_PRIVILEGE, "system schema \"{name}\" cannot be dropped")
          .with("name", name)
          .at(name.position().offset());
    }
    List<Item> inSchema = catalog.current().itemsIn(schema.get().id());
    if (statement.behavior() != DropBehavior.CASCADE && !inSchema.isEmpty()) {
      throw notEmpty("schema", name);
    }
    items.addAll(inSchema);
    namespaces.add(schema.get().id());
  }

  private void dropCluster(
      DropObjects statement,
      QualifiedName name,
      DdlScope scope,
      Set<Item> items,
      List<ObjectId> namespaces) {
    Optional<Cluster> cluster = catalog.current().cluster(name.toString());
    if (cluster.isEmpty()) {
      skipOrThrow(statement, name, scope, ErrorCode.UNDEFINED_OBJECT);
      return;
    }
    List<Item> inCluster =
        catalog.current().items().stream()
            .filter(item -> item.cluster().equals(Optional.of(cluster.get().id())))
            .toList();
    if (statement.behavior() != DropBehavior.CASCADE && !inCluster.isEmpty()) {
      throw notEmpty("cluster", name);
    }
    items.addAll(inCluster);
    namespaces.add(cluster.get().id());
  }

  private static void skipOrThrow(
      DropObjects statement, QualifiedName name, DdlScope scope, ErrorCode code) {
    String kind = statement.kind().keywords().toLowerCase(java.util.Locale.ROOT);
    if (statement.ifExists()) {
      scope.skipped("00000", kind + " \"" + name + "\" does not exist, skipping");
      return;
    }
    throw new TidewaterException(code, "{kind} \"{name}\" does not exist")
        .with("kind", kind)
        .with("name", name)
        .at(name.position().offset());
  }

  private static TidewaterException notEmpty(String kind, QualifiedName name) {
    return new TidewaterException(
            ErrorCode.DEPENDENT_OBJECTS_STILL_EXIST,
            "cannot drop {kind} \"{name}\" because it is not empty")
        .with("kind", kind)
        .with("name", name)
        .hint("Use DROP … CASCADE to drop what is in it too.")
        .at(name.position().offset());
  }

  private static TidewaterException stillNeeded(DropObjects statement, List<Item> dependents) {
    ObjectKind kind = statement.kind();
    String list =
        String.join(
            ", ",
            dependents.stream()
                .map(item -> item.type().displayName() + " \"" + item.name() + "\"")
                .toList());
    return new TidewaterException(
            ErrorCode.DEPENDENT_OBJECTS_STILL_EXIST,
            "cannot drop {kind} \"{name}\" because other objects depend on it")
        .with("kind", kind.keywords().toLowerCase(java.util.Locale.ROOT))
        .with("name", statement.names().get(0))
        .detail("These objects depend on it: " + list + ".")
        .hint("Use DROP … CASCADE to drop the dependent objects too.")
        .at(statement.names().get(0).position().offset());
  }
}
