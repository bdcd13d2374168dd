package dev.tidewater.coordinator.ddl;

import dev.tidewater.catalog.Catalog;
import dev.tidewater.catalog.CatalogDelta;
import dev.tidewater.catalog.Cluster;
import dev.tidewater.catalog.Item;
import dev.tidewater.catalog.ItemType;
import dev.tidewater.catalog.ObjectId;
import dev.tidewater.catalog.Schema;
import dev.tidewater.coordinator.connection.ConnectionResolver;
import dev.tidewater.coordinator.connection.OptionReader;
import dev.tidewater.coordinator.control.SinkDefinition;
import dev.tidewater.sink.iceberg.catalog.CatalogConfig;
import dev.tidewater.sink.iceberg.catalog.IcebergCatalogs;
import dev.tidewater.sql.ast.AlterStatement.SetOptions;
import dev.tidewater.sql.ast.CreateStatement.CreateSink;
import dev.tidewater.sql.ast.CreateStatement.IcebergTarget;
import dev.tidewater.sql.ast.Identifier;
import dev.tidewater.sql.ast.ObjectKind;
import dev.tidewater.sql.ast.Option;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.sql.parser.SqlParser;
import dev.tidewater.sql.parser.SqlPrinter;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** CREATE SINK and ALTER SINK. */
final class Sinks {
  private final Catalog catalog;
  private final ConnectionResolver connections;

  Sinks(Catalog catalog, ConnectionResolver connections) {
    this.catalog = catalog;
    this.connections = connections;
  }

  /** Returns the new sink, or nothing if it was there. */
  Optional<Item> createSink(CreateSink statement, DdlScope scope) {
    QualifiedName name = statement.name();
    if (name == null) {
      throw new TidewaterException(ErrorCode.SYNTAX_ERROR, "a sink needs a name")
          .at(statement.position().offset());
    }
    Naming naming = new Naming(catalog, scope);
    Schema schema = naming.schemaForNew(name);
    if (naming.skipsExisting(schema, name, statement.ifNotExists())) {
      return Optional.empty();
    }
    SinkDefinition definition = SinkDefinition.of(statement);
    Item input = input(statement, naming);
    RelationSchema relation = input.relation().orElseThrow();
    checkKey(statement, definition, relation);
    Item connection = naming.resolver().require(definition.connection(), ItemType.CONNECTION);
    Optional<Item> storage =
        definition.storage().map(s -> naming.resolver().require(s, ItemType.CONNECTION));
    checkTarget(connection, storage, definition, statement);
    checkAlone(connection, definition, statement);
    Cluster cluster = naming.cluster(statement.cluster());
    NavigableSet<ObjectId> uses = new TreeSet<>(List.of(input.id(), connection.id()));
    storage.map(Item::id).ifPresent(uses::add);
    CatalogChange change = new CatalogChange(catalog);
    IcebergTarget target = (IcebergTarget) statement.target();
    CreateSink canonical =
        new CreateSink(
            naming.fullName(schema, name),
            false,
            Identifier.of(cluster.name()),
            naming.fullName(input),
            new IcebergTarget(naming.fullName(connection), target.options(), target.position()),
            storage.map(naming::fullName).orElse(null),
            statement.key(),
            statement.mode(),
            statement.partitionBy(),
            statement.options(),
            statement.position());
    Item sink =
        Item.of(
                change.newId(),
                schema.id(),
                name.last(),
                ItemType.SINK,
                SqlPrinter.print(canonical),
                uses)
            .withCluster(cluster.id());
    change.create(sink).commit();
    return Optional.of(sink);
  }

  private static Item input(CreateSink statement, Naming naming) {
    QualifiedName name = statement.input();
    Item item =
        naming
            .resolver()
            .find(name)
            .orElseThrow(
                () ->
                    new TidewaterException(
                            ErrorCode.UNDEFINED_TABLE, "relation \"{name}\" does not exist")
                        .with("name", name)
                        .at(name.position().offset()));
    if (!item.type().hasCollection() || item.relation().isEmpty()) {
      TidewaterException error =
          new TidewaterException(
                  ErrorCode.WRONG_OBJECT_TYPE,
                  "\"{name}\" is a {type}, which cannot be exported by a sink")
              .with("name", name)
              .with("type", item.type().displayName())
              .at(name.position().offset());
      throw item.type() == ItemType.VIEW || item.type() == ItemType.SYSTEM_RELATION
          ? error.hint("CREATE MATERIALIZED VIEW over it, and export that.")
          : error;
    }
    return item;
  }

  private static void checkKey(
      CreateSink statement, SinkDefinition definition, RelationSchema relation) {
    if (statement.key() == null) {
      return;
    }
    List<Integer> positions = new ArrayList<>();
    for (Identifier column : statement.key().columns()) {
      positions.add(
          relation
              .positionOf(column.value())
              .orElseThrow(
                  () ->
                      new TidewaterException(
                              ErrorCode.UNDEFINED_COLUMN, "column \"{column}\" does not exist")
                          .with("column", column.value())
                          .at(column.position().offset())));
    }
    boolean proven = relation.keys().stream().anyMatch(positions::containsAll);
    if (definition.keyEnforced() && !proven) {
      throw new TidewaterException(
              ErrorCode.INVALID_COLUMN_REFERENCE,
              "the sink's KEY ({columns}) is not known to be unique")
          .with("columns", String.join(", ", definition.key()))
          .detail(knownKeys(relation))
          .hint(
              "Choose a known key, or write KEY (…) NOT ENFORCED if you know that the columns"
                  + " identify a row.")
          .at(statement.key().position().offset());
    }
  }

  private static String knownKeys(RelationSchema relation) {
    if (relation.keys().isEmpty()) {
      return "No key of the relation is known.";
    }
    List<String> keys = new ArrayList<>();
    for (List<Integer> key : relation.keys()) {
      keys.add(
          "(" + String.join(", ", key.stream().map(c -> relation.column(c).name()).toList()) + ")");
    }
    return "Known keys: " + String.join(", ", keys) + ".";
  }

  private void checkTarget(
      Item connection, Optional<Item> storage, SinkDefinition definition, CreateSink statement) {
    storage.ifPresent(connections::aws);
    CatalogConfig config = connections.icebergCatalog(connection);
    if (!IcebergCatalogs.namespaceExists(config, definition.namespace())) {
      throw new TidewaterException(
              ErrorCode.INVALID_SCHEMA_NAME,
              "namespace \"{namespace}\" does not exist in the Iceberg catalog")
          .with("namespace", definition.namespace())
          .hint("Create it in the catalog first; sinks create tables, not namespaces.")
          .at(statement.target().position().offset());
    }
  }

  /** Two sinks on one table would undo and fence each other. */
  private void checkAlone(Item connection, SinkDefinition definition, CreateSink statement) {
    for (Item other : catalog.current().items(ItemType.SINK)) {
      SinkDefinition taken = SinkDefinition.of(definition(other));
      if (other.uses().contains(connection.id())
          && taken.namespace().equals(definition.namespace())
          && taken.table().equals(definition.table())) {
        throw new TidewaterException(
                ErrorCode.OBJECT_IN_USE,
                "Iceberg table \"{namespace}.{table}\" is written by sink \"{sink}\"")
            .with("namespace", definition.namespace())
            .with("table", definition.table())
            .with("sink", other.name())
            .hint("Choose another TABLE, or drop that sink.")
            .at(statement.target().position().offset());
      }
    }
  }

  /** ALTER SINK … SET (COMMIT INTERVAL = …); returns the sink as it is now. */
  Item alter(SetOptions statement, DdlScope scope) {
    if (statement.kind() != ObjectKind.SINK) {
      throw new TidewaterException(
              ErrorCode.FEATURE_NOT_SUPPORTED, "ALTER {kind} … SET is not supported yet")
          .with("kind", statement.kind().keywords())
          .at(statement.position().offset());
    }
    Item sink = new Naming(catalog, scope).resolver().require(statement.name(), ItemType.SINK);
    OptionReader given = new OptionReader("ALTER SINK", statement.options());
    given.duration("COMMIT INTERVAL");
    given.finish();
    CreateSink before = definition(sink);
    List<Option> options = new ArrayList<>();
    for (Option option : before.options()) {
      if (!given.has(option.name())) {
        options.add(option);
      }
    }
    options.addAll(statement.options());
    CreateSink after = redefined(before, before.name(), options);
    SinkDefinition.of(after);
    Item altered = sink.redefined(sink.name(), SqlPrinter.print(after));
    new CatalogChange(catalog).add(new CatalogDelta.PutItem(altered)).commit();
    return altered;
  }

  Item renamed(Item sink, String newName) {
    CreateSink before = definition(sink);
    List<Identifier> parts = new ArrayList<>();
    if (before.name() != null) {
      parts.addAll(before.name().parts().subList(0, before.name().parts().size() - 1));
    }
    parts.add(Identifier.of(newName));
    QualifiedName name = new QualifiedName(parts, before.position());
    return sink.redefined(newName, SqlPrinter.print(redefined(before, name, before.options())));
  }

  private static CreateSink definition(Item sink) {
    return (CreateSink) SqlParser.parseStatement(sink.createSql());
  }

  private static CreateSink redefined(
      CreateSink before, @Nullable QualifiedName name, List<Option> options) {
    return new CreateSink(
        name,
        false,
        before.cluster(),
        before.input(),
        before.target(),
        before.storage(),
        before.key(),
        before.mode(),
        before.partitionBy(),
        options,
        before.position());
  }
}
