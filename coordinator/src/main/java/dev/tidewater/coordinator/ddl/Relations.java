package dev.tidewater.coordinator.ddl;

import dev.tidewater.catalog.Catalog;
import dev.tidewater.catalog.CatalogDelta;
import dev.tidewater.catalog.Cluster;
import dev.tidewater.catalog.Item;
import dev.tidewater.catalog.ItemType;
import dev.tidewater.catalog.ObjectId;
import dev.tidewater.catalog.Schema;
import dev.tidewater.coordinator.control.Groups;
import dev.tidewater.coordinator.table.TableWriter;
import dev.tidewater.sql.ast.CreateStatement.CreateMaterializedView;
import dev.tidewater.sql.ast.CreateStatement.CreateTable;
import dev.tidewater.sql.ast.CreateStatement.CreateView;
import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Identifier;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.sql.catalog.AnalysisContext.Purpose;
import dev.tidewater.sql.catalog.NameContext;
import dev.tidewater.sql.parser.SqlPrinter;
import dev.tidewater.sql.planner.Dependencies;
import dev.tidewater.sql.planner.PlannedTable;
import dev.tidewater.sql.planner.PlannedView;
import dev.tidewater.sql.planner.SqlPlanner;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.GroupId;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * CREATE TABLE, VIEW and MATERIALIZED VIEW. A collection is made before the catalog names it, so
 * that a crash in between leaves a nameless collection, which the next start removes, and never a
 * name without a collection.
 */
final class Relations {
  private final Catalog catalog;
  private final CollectionStore store;
  private final SqlPlanner planner;
  private final TableWriter tables;

  Relations(Catalog catalog, CollectionStore store, SqlPlanner planner, TableWriter tables) {
    this.catalog = catalog;
    this.store = store;
    this.planner = planner;
    this.tables = tables;
  }

  void createTable(CreateTable statement, DdlScope scope) {
    if (statement.temporary()) {
      throw unsupported("temporary tables are not supported", statement.position().offset());
    }
    Naming naming = new Naming(catalog, scope);
    Schema schema = naming.schemaForNew(statement.name());
    if (naming.skipsExisting(schema, statement.name(), statement.ifNotExists())) {
      return;
    }
    PlannedTable planned = planner.planCreateTable(statement, scope.analysis());
    CatalogChange change = new CatalogChange(catalog);
    ObjectId id = change.newId();
    CreateTable canonical =
        new CreateTable(
            naming.fullName(schema, statement.name()),
            false,
            false,
            statement.columns(),
            statement.constraints(),
            statement.options(),
            statement.position());
    Item item =
        Item.of(
                id,
                schema.id(),
                statement.name().last(),
                ItemType.TABLE,
                SqlPrinter.print(canonical),
                new TreeSet<>())
            .withRelation(planned.schema())
            .withColumnDefaults(defaults(planned));
    CollectionId collection = new CollectionId(id.value());
    tables.createTable(collection);
    commitOrDrop(change.create(item), () -> store.dropCollection(collection));
  }

  void createView(CreateView statement, DdlScope scope) {
    if (statement.temporary()) {
      throw unsupported("temporary views are not supported", statement.position().offset());
    }
    Naming naming = new Naming(catalog, scope);
    Schema schema = naming.schemaForNew(statement.name());
    if (!statement.orReplace()
        && naming.skipsExisting(schema, statement.name(), statement.ifNotExists())) {
      return;
    }
    PlannedView planned =
        planner.planView(
            statement.query(),
            statement.columns(),
            scope.analysis().withPurpose(Purpose.MAINTAINED));
    CatalogChange change = new CatalogChange(catalog);
    if (statement.orReplace()) {
      dropReplaced(schema, statement.name(), change);
    }
    CreateView canonical =
        new CreateView(
            naming.fullName(schema, statement.name()),
            false,
            false,
            false,
            statement.columns(),
            statement.query(),
            statement.position());
    Item item =
        Item.of(
                change.newId(),
                schema.id(),
                statement.name().last(),
                ItemType.VIEW,
                SqlPrinter.print(canonical),
                uses(planned.dependencies()))
            .withRelation(planned.schema())
            .withNameContext(nameContext(scope.names()));
    if (statement.orReplace()) {
      change.add(new CatalogDelta.PutItem(item)).commit();
    } else {
      change.create(item).commit();
    }
  }

  /** Returns the new item, or nothing if it was there. */
  Optional<Item> createMaterializedView(CreateMaterializedView statement, DdlScope scope) {
    Naming naming = new Naming(catalog, scope);
    Schema schema = naming.schemaForNew(statement.name());
    if (statement.orReplace()) {
      throw unsupported(
          "CREATE OR REPLACE MATERIALIZED VIEW is not supported", statement.position().offset());
    }
    if (naming.skipsExisting(schema, statement.name(), statement.ifNotExists())) {
      return Optional.empty();
    }
    if (!statement.options().isEmpty()) {
      throw unsupported(
          "options of materialized views are not supported yet",
          statement.options().get(0).position().offset());
    }
    PlannedView planned =
        planner.planView(
            statement.query(),
            statement.columns(),
            scope.analysis().withPurpose(Purpose.MAINTAINED));
    refuseSystemRelations(planned.dependencies(), statement);
    Cluster cluster = naming.cluster(statement.cluster());
    CatalogChange change = new CatalogChange(catalog);
    ObjectId id = change.newId();
    ObjectId errors = change.newId();
    CreateMaterializedView canonical =
        new CreateMaterializedView(
            naming.fullName(schema, statement.name()),
            false,
            false,
            statement.columns(),
            Identifier.of(cluster.name()),
            statement.options(),
            statement.query(),
            statement.position());
    Item item =
        Item.of(
                id,
                schema.id(),
                statement.name().last(),
                ItemType.MATERIALIZED_VIEW,
                SqlPrinter.print(canonical),
                uses(planned.dependencies()))
            .withRelation(planned.schema())
            .withCluster(cluster.id())
            .withErrors(errors.value())
            .withNameContext(nameContext(scope.names()));
    GroupId group = Groups.of(item);
    store.createGroup(group, 0);
    store.createCollection(new CollectionId(id.value()), group);
    store.createCollection(new CollectionId(errors.value()), group);
    commitOrDrop(change.create(item), () -> store.dropGroup(group));
    return Optional.of(item);
  }

  private void dropReplaced(Schema schema, QualifiedName name, CatalogChange change) {
    Optional<Item> existing = catalog.current().item(schema.id(), name.last());
    if (existing.isEmpty()) {
      return;
    }
    Item item = existing.get();
    if (item.type() != ItemType.VIEW) {
      throw new TidewaterException(ErrorCode.WRONG_OBJECT_TYPE, "\"{name}\" is not a view")
          .with("name", name)
          .at(name.position().offset());
    }
    List<Item> dependents = catalog.current().dependentsOf(List.of(item.id()));
    if (!dependents.isEmpty()) {
      throw new TidewaterException(
              ErrorCode.DEPENDENT_OBJECTS_STILL_EXIST,
              "cannot replace view \"{name}\" because other objects depend on it")
          .with("name", name)
          .detail("\"" + dependents.get(0).name() + "\" depends on it.")
          .at(name.position().offset());
    }
    change.add(new CatalogDelta.Drop(item.id()));
  }

  private void refuseSystemRelations(Dependencies dependencies, CreateMaterializedView statement) {
    if (dependencies.objects().stream().anyMatch(id -> id < 0)) {
      throw unsupported(
          "materialized views of system relations are not supported",
          statement.query().position().offset());
    }
  }

  private void commitOrDrop(CatalogChange change, Runnable drop) {
    try {
      change.commit();
    } catch (RuntimeException e) {
      drop.run();
      throw e;
    }
  }

  private static List<@Nullable String> defaults(PlannedTable planned) {
    List<@Nullable String> texts = new ArrayList<>();
    for (Expression expression : planned.columnDefaults()) {
      texts.add(expression == null ? null : SqlPrinter.print(expression));
    }
    return texts.stream().anyMatch(text -> text != null) ? texts : List.of();
  }

  private static SortedSet<ObjectId> uses(Dependencies dependencies) {
    SortedSet<ObjectId> uses = new TreeSet<>();
    dependencies.objects().forEach(id -> uses.add(new ObjectId(id)));
    return uses;
  }

  private static List<String> nameContext(NameContext names) {
    List<String> list = new ArrayList<>();
    list.add(names.database());
    list.addAll(names.searchPath());
    return list;
  }

  private static TidewaterException unsupported(String message, int position) {
    return new TidewaterException(ErrorCode.FEATURE_NOT_SUPPORTED, message).at(position);
  }
}
