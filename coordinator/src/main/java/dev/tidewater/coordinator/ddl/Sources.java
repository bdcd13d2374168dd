package dev.tidewater.coordinator.ddl;

import dev.tidewater.catalog.Catalog;
import dev.tidewater.catalog.Cluster;
import dev.tidewater.catalog.Item;
import dev.tidewater.catalog.ItemType;
import dev.tidewater.catalog.ObjectId;
import dev.tidewater.catalog.Schema;
import dev.tidewater.coordinator.connection.ConnectionResolver;
import dev.tidewater.coordinator.control.ColumnOptions;
import dev.tidewater.coordinator.control.Groups;
import dev.tidewater.coordinator.control.SourceDefinition;
import dev.tidewater.source.loadgen.LoadGenerator;
import dev.tidewater.source.postgres.ColumnChoice;
import dev.tidewater.source.postgres.PostgresCatalog;
import dev.tidewater.source.postgres.PostgresSourceSpec;
import dev.tidewater.source.postgres.UpstreamTable;
import dev.tidewater.sql.ast.CreateStatement.AllTables;
import dev.tidewater.sql.ast.CreateStatement.ConnectionOrigin;
import dev.tidewater.sql.ast.CreateStatement.CreateSource;
import dev.tidewater.sql.ast.CreateStatement.CreateTableFromSource;
import dev.tidewater.sql.ast.CreateStatement.SelectedSchemas;
import dev.tidewater.sql.ast.CreateStatement.SelectedTable;
import dev.tidewater.sql.ast.CreateStatement.SelectedTables;
import dev.tidewater.sql.ast.CreateStatement.SourceOrigin;
import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Identifier;
import dev.tidewater.sql.ast.Option;
import dev.tidewater.sql.ast.OptionValue;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.sql.parser.SqlParser;
import dev.tidewater.sql.parser.SqlPrinter;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.GroupId;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** CREATE SOURCE, its subsources, and CREATE TABLE … FROM SOURCE. */
final class Sources {
  private static final String COUNTER = "counter";
  private static final ColumnOptions NO_OPTIONS = new ColumnOptions(List.of(), List.of());

  private final Catalog catalog;
  private final CollectionStore store;
  private final ConnectionResolver connections;

  Sources(Catalog catalog, CollectionStore store, ConnectionResolver connections) {
    this.catalog = catalog;
    this.store = store;
    this.connections = connections;
  }

  /**
   * What a source offers: its tables by the name that it has for them. Which columns they have is
   * asked only of those that are wanted: others may have some that can't be taken.
   */
  private record Offer(SortedMap<String, Function<ColumnChoice, RelationSchema>> tables) {
    /** A table that is known to be offered. */
    RelationSchema table(String name, ColumnChoice columns) {
      Function<ColumnChoice, RelationSchema> table = tables.get(name);
      if (table == null) {
        throw new IllegalArgumentException("not offered: " + name);
      }
      return table.apply(columns);
    }
  }

  /** Returns the new source, or nothing if it was there. */
  Optional<Item> createSource(CreateSource statement, DdlScope scope) {
    Naming naming = new Naming(catalog, scope);
    Schema schema = naming.schemaForNew(statement.name());
    if (naming.skipsExisting(schema, statement.name(), statement.ifNotExists())) {
      return Optional.empty();
    }
    SourceDefinition definition = SourceDefinition.of(statement);
    Cluster cluster = naming.cluster(statement.cluster());
    SortedSet<ObjectId> uses = new TreeSet<>();
    SourceOrigin origin = completed(statement.origin(), definition, naming, uses);
    Offer offer = offer(definition, naming);
    CatalogChange change = new CatalogChange(catalog);
    ObjectId id = change.newId();
    Item source =
        Item.of(
                id,
                schema.id(),
                statement.name().last(),
                ItemType.SOURCE,
                SqlPrinter.print(
                    canonical(
                        statement, naming.fullName(schema, statement.name()), cluster, origin)),
                uses)
            .withCluster(cluster.id());
    boolean single = isSingle(definition);
    if (single) {
      refuseTables(statement);
      source =
          source
              .withRelation(offer.table(COUNTER, ColumnChoice.AS_THEY_ARE))
              .withOwnReference(COUNTER);
    }
    List<Item> items = new ArrayList<>(List.of(source));
    if (!single) {
      ColumnOptions columns =
          definition instanceof SourceDefinition.Replicated replicated
              ? replicated.columns()
              : NO_OPTIONS;
      items.addAll(subsources(statement, schema, naming, source, offer, columns, change));
    }
    createCollections(items, Groups.of(source));
    items.forEach(change::create);
    try {
      change.commit();
    } catch (RuntimeException e) {
      store.dropGroup(Groups.of(source));
      throw e;
    }
    return Optional.of(source);
  }

  private static boolean isSingle(SourceDefinition definition) {
    return definition instanceof SourceDefinition.Generated generated
        && generated.generator() instanceof LoadGenerator.Counter;
  }

  private static void refuseTables(CreateSource statement) {
    if (statement.tables() != null) {
      throw new TidewaterException(
              ErrorCode.SYNTAX_ERROR, "this source has one output; FOR … is not for it")
          .at(statement.tables().position().offset());
    }
  }

  private void createCollections(List<Item> items, GroupId group) {
    store.createGroup(group, 0);
    for (Item item : items) {
      if (item.relation().isPresent()) {
        store.createCollection(new CollectionId(item.id().value()), group);
      }
    }
  }

  private CreateSource canonical(
      CreateSource statement, QualifiedName name, Cluster cluster, SourceOrigin origin) {
    return new CreateSource(
        name,
        false,
        Identifier.of(cluster.name()),
        origin,
        statement.tables(),
        null,
        statement.options(),
        statement.position());
  }

  /** Completes the connection's name, and chooses the replication slot once and for all. */
  private SourceOrigin completed(
      SourceOrigin origin, SourceDefinition definition, Naming naming, SortedSet<ObjectId> uses) {
    if (!(origin instanceof ConnectionOrigin connection)) {
      return origin;
    }
    Item item = naming.resolver().require(connection.connection(), ItemType.CONNECTION);
    uses.add(item.id());
    List<Option> options = new ArrayList<>(connection.options());
    if (((SourceDefinition.Replicated) definition).slot().isEmpty()) {
      String slot = PostgresSourceSpec.newSlotName();
      options.add(
          new Option(
              "SLOT",
              new OptionValue.Constant(
                  new Expression.StringLiteral(slot, Position.NONE), Position.NONE),
              Position.NONE));
    }
    return new ConnectionOrigin(
        connection.kind(), naming.fullName(item), options, connection.position());
  }

  private Offer offer(SourceDefinition definition, Naming naming) {
    SortedMap<String, Function<ColumnChoice, RelationSchema>> tables = new TreeMap<>();
    if (definition instanceof SourceDefinition.Generated generated) {
      generated.generator().tables().forEach((name, schema) -> tables.put(name, any -> schema));
      return new Offer(tables);
    }
    SourceDefinition.Replicated replicated = (SourceDefinition.Replicated) definition;
    Item connection = naming.resolver().require(replicated.connection(), ItemType.CONNECTION);
    for (UpstreamTable table :
        PostgresCatalog.tables(connections.postgres(connection), replicated.publication())) {
      tables.put(table.displayName(), table::relation);
    }
    return new Offer(tables);
  }

  private List<Item> subsources(
      CreateSource statement,
      Schema schema,
      Naming naming,
      Item source,
      Offer offer,
      ColumnOptions columns,
      CatalogChange change) {
    SortedMap<String, QualifiedName> chosen = chosen(statement, offer);
    columns.requireIn(chosen.keySet());
    List<Item> items = new ArrayList<>();
    for (Map.Entry<String, QualifiedName> entry : chosen.entrySet()) {
      String name = entry.getValue().last();
      if (items.stream().anyMatch(item -> item.name().equals(name))) {
        throw new TidewaterException(
                ErrorCode.DUPLICATE_TABLE, "two upstream tables would both be called \"{name}\"")
            .with("name", name)
            .hint("Give one of them another name: FOR TABLES (a.t AS x, b.t AS y).")
            .at(statement.position().offset());
      }
      QualifiedName fullName = naming.fullName(schema, entry.getValue());
      items.add(
          Item.of(
                  change.newId(),
                  schema.id(),
                  name,
                  ItemType.SOURCE,
                  "CREATE SUBSOURCE " + SqlPrinter.print(fullName) + " OF SOURCE " + source.name(),
                  new TreeSet<>(Set.of(source.id())))
              .withRelation(offer.table(entry.getKey(), columns.ofTable(entry.getKey())))
              .withParent(source.id(), entry.getKey()));
    }
    return items;
  }

  private static SortedMap<String, QualifiedName> chosen(CreateSource statement, Offer offer) {
    SortedMap<String, QualifiedName> chosen = new TreeMap<>();
    if (statement.tables() instanceof AllTables) {
      offer.tables().keySet().forEach(name -> chosen.put(name, ownName(name)));
    } else if (statement.tables() instanceof SelectedTables selected) {
      for (SelectedTable table : selected.tables()) {
        QualifiedName name = table.name();
        String reference = reference(table.upstream(), offer);
        if (chosen.put(reference, name == null ? ownName(reference) : name) != null) {
          throw fedAlready(reference, table.upstream());
        }
      }
    } else if (statement.tables() instanceof SelectedSchemas schemas) {
      for (Identifier schema : schemas.schemas()) {
        offer.tables().keySet().stream()
            .filter(name -> name.startsWith(schema.value() + "."))
            .forEach(name -> chosen.put(name, ownName(name)));
      }
    }
    if (statement.tables() != null && chosen.isEmpty()) {
      throw new TidewaterException(ErrorCode.UNDEFINED_TABLE, "the source has no such tables")
          .detail("It has " + String.join(", ", offer.tables().keySet()) + ".")
          .at(statement.tables().position().offset());
    }
    return chosen;
  }

  private static TidewaterException fedAlready(String reference, QualifiedName name) {
    return new TidewaterException(
            ErrorCode.FEATURE_NOT_SUPPORTED,
            "feeding two tables from \"{reference}\" of one source is not supported yet")
        .with("reference", reference)
        .hint("Make a view of the one table.")
        .at(name.position().offset());
  }

  private static QualifiedName ownName(String reference) {
    return QualifiedName.of(reference.substring(reference.indexOf('.') + 1));
  }

  /** The offered table that a name means: with its schema or, where that is clear, without. */
  private static String reference(QualifiedName name, Offer offer) {
    List<String> parts = name.parts().stream().map(Identifier::value).toList();
    String full = String.join(".", parts.subList(Math.max(0, parts.size() - 2), parts.size()));
    List<String> found =
        offer.tables().keySet().stream()
            .filter(t -> t.equals(full) || t.equals(name.last()) || t.endsWith("." + full))
            .toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    throw new TidewaterException(
            ErrorCode.UNDEFINED_TABLE,
            found.isEmpty()
                ? "the source has no table \"{name}\""
                : "the source has several tables \"{name}\"")
        .with("name", name)
        .hint("The source has " + String.join(", ", offer.tables().keySet()) + ".")
        .at(name.position().offset());
  }

  /** Returns the source to be started again with the new table, or nothing if it was there. */
  Optional<Item> createTable(CreateTableFromSource statement, DdlScope scope) {
    Naming naming = new Naming(catalog, scope);
    Schema schema = naming.schemaForNew(statement.name());
    if (naming.skipsExisting(schema, statement.name(), statement.ifNotExists())) {
      return Optional.empty();
    }
    ColumnOptions columns = columns(statement);
    Item source = sourceOfTables(statement.source(), naming);
    SourceDefinition definition =
        SourceDefinition.of((CreateSource) SqlParser.parseStatement(source.createSql()));
    if (definition instanceof SourceDefinition.Generated && !columns.equals(NO_OPTIONS)) {
      throw new TidewaterException(
              ErrorCode.FEATURE_NOT_SUPPORTED, "a load generator's tables come as they are")
          .at(statement.options().get(0).position().offset());
    }
    Offer offer = offer(definition, naming);
    String reference = reference(statement, offer);
    if (isFed(source, reference)) {
      throw fedAlready(reference, statement.source());
    }
    CatalogChange change = new CatalogChange(catalog);
    CreateTableFromSource canonical =
        new CreateTableFromSource(
            naming.fullName(schema, statement.name()),
            false,
            List.of(),
            naming.fullName(source),
            statement.reference(),
            statement.options(),
            statement.position());
    Item table =
        Item.of(
                change.newId(),
                schema.id(),
                statement.name().last(),
                ItemType.TABLE,
                SqlPrinter.print(canonical),
                new TreeSet<>(Set.of(source.id())))
            .withRelation(offer.table(reference, columns.ofTable()))
            .withParent(source.id(), reference);
    CollectionId collection = new CollectionId(table.id().value());
    store.createCollection(collection, Groups.of(table));
    try {
      change.create(table).commit();
    } catch (RuntimeException e) {
      store.dropCollection(collection);
      throw e;
    }
    return Optional.of(source);
  }

  private static ColumnOptions columns(CreateTableFromSource statement) {
    if (!statement.columns().isEmpty()) {
      throw new TidewaterException(
              ErrorCode.FEATURE_NOT_SUPPORTED,
              "columns of CREATE TABLE … FROM SOURCE are not supported yet")
          .at(statement.position().offset());
    }
    return ColumnOptions.of(statement);
  }

  private static Item sourceOfTables(QualifiedName name, Naming naming) {
    Item source = naming.resolver().require(name, ItemType.SOURCE);
    if (source.parent().isPresent() || source.relation().isPresent()) {
      throw new TidewaterException(
              ErrorCode.WRONG_OBJECT_TYPE, "source \"{name}\" has no tables to choose from")
          .with("name", source.name())
          .at(name.position().offset());
    }
    return source;
  }

  private static String reference(CreateTableFromSource statement, Offer offer) {
    QualifiedName wanted = statement.reference();
    if (wanted == null) {
      throw new TidewaterException(ErrorCode.SYNTAX_ERROR, "REFERENCE is required")
          .hint("The source has " + String.join(", ", offer.tables().keySet()) + ".")
          .at(statement.position().offset());
    }
    return reference(wanted, offer);
  }

  private boolean isFed(Item source, String reference) {
    return catalog.current().items().stream()
        .filter(item -> item.parent().filter(source.id()::equals).isPresent())
        .anyMatch(item -> item.externalReference().filter(reference::equals).isPresent());
  }
}
