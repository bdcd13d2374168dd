package dev.tidewater.coordinator.ddl;

import dev.tidewater.catalog.Catalog;
import dev.tidewater.catalog.Cluster;
import dev.tidewater.catalog.Item;
import dev.tidewater.catalog.ItemType;
import dev.tidewater.catalog.ObjectId;
import dev.tidewater.catalog.Schema;
import dev.tidewater.sql.ast.CreateStatement.CreateIndex;
import dev.tidewater.sql.ast.Expression.ColumnReference;
import dev.tidewater.sql.ast.Identifier;
import dev.tidewater.sql.ast.OrderItem;
import dev.tidewater.sql.ast.OrderItem.Direction;
import dev.tidewater.sql.ast.OrderItem.NullOrder;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.sql.parser.SqlPrinter;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** CREATE INDEX. */
final class Indexes {
  private final Catalog catalog;

  Indexes(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Returns the new index, or nothing if it was there. */
  Optional<Item> createIndex(CreateIndex statement, DdlScope scope) {
    Naming naming = new Naming(catalog, scope);
    Item relation = relation(statement, naming);
    Schema schema = catalog.current().schema(relation.schema()).orElseThrow();
    refuseOptions(statement);
    List<OrderItem> keys = keys(statement, relation);
    String name =
        statement.name() == null
            ? freeName(relation, statement.keys() == null, keys)
            : statement.name().value();
    QualifiedName full = new QualifiedName(List.of(Identifier.of(name)), position(statement));
    if (naming.skipsExisting(schema, full, statement.ifNotExists())) {
      return Optional.empty();
    }
    Cluster cluster = naming.cluster(statement.cluster());
    CatalogChange change = new CatalogChange(catalog);
    ObjectId id = change.newId();
    CreateIndex canonical =
        new CreateIndex(
            Identifier.of(name),
            false,
            false,
            Identifier.of(cluster.name()),
            naming.fullName(relation),
            null,
            keys,
            List.of(),
            statement.position());
    Item item =
        Item.of(
                id,
                schema.id(),
                name,
                ItemType.INDEX,
                SqlPrinter.print(canonical),
                new TreeSet<>(Set.of(relation.id())))
            .withCluster(cluster.id());
    change.create(item).commit();
    return Optional.of(item);
  }

  private static Position position(CreateIndex statement) {
    return statement.name() == null ? statement.position() : statement.name().position();
  }

  private static Item relation(CreateIndex statement, Naming naming) {
    Item item =
        naming
            .resolver()
            .find(statement.table())
            .orElseThrow(
                () ->
                    new TidewaterException(
                            ErrorCode.UNDEFINED_TABLE, "relation \"{name}\" does not exist")
                        .with("name", statement.table())
                        .at(statement.table().position().offset()));
    if (!item.type().isRelation() || item.relation().isEmpty()) {
      throw new TidewaterException(
              ErrorCode.WRONG_OBJECT_TYPE, "cannot create an index on the {type} \"{name}\"")
          .with("type", item.type().displayName())
          .with("name", statement.table())
          .at(statement.table().position().offset());
    }
    boolean readsSystem = item.id().isSystem() || item.uses().stream().anyMatch(ObjectId::isSystem);
    if (readsSystem) {
      throw unsupported("an index on system relations", statement.table().position());
    }
    return item;
  }

  private static void refuseOptions(CreateIndex statement) {
    if (statement.unique()) {
      throw new TidewaterException(
              ErrorCode.FEATURE_NOT_SUPPORTED, "UNIQUE indexes are not supported")
          .hint("A table's PRIMARY KEY is enforced.")
          .at(statement.position().offset());
    }
    if (!statement.options().isEmpty()) {
      throw unsupported("an option of indexes", statement.options().get(0).position());
    }
    boolean isOther =
        statement.method() != null && !statement.method().equalsIgnoreCase("arrangement");
    if (isOther && !Objects.equals(statement.method(), "btree")) {
      throw new TidewaterException(
              ErrorCode.UNDEFINED_OBJECT, "access method \"{method}\" does not exist")
          .with("method", statement.method())
          .at(statement.position().offset());
    }
  }

  /** The key's columns, each by its own name. */
  private static List<OrderItem> keys(CreateIndex statement, Item relation) {
    RelationSchema schema = relation.relation().orElseThrow();
    if (statement.keys() == null) {
      if (schema.arity() == 0) {
        throw unsupported("an index on a relation without columns", statement.table().position());
      }
      List<Integer> all = IntStream.range(0, schema.arity()).boxed().toList();
      // A relation of one row at most has a key without columns.
      List<Integer> columns =
          schema.keys().stream().filter(key -> !key.isEmpty()).findFirst().orElse(all);
      return columns.stream()
          .map(column -> item(schema.column(column).name(), statement.position()))
          .toList();
    }
    List<OrderItem> keys = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (OrderItem key : statement.keys()) {
      Position position = key.position();
      if (!(key.value() instanceof ColumnReference column) || column.name().isQualified()) {
        throw unsupported("an index on an expression", position)
            .hint("Index a view that computes it as a column.");
      }
      if (key.direction() != Direction.ASCENDING || key.nullOrder() != NullOrder.DEFAULT) {
        throw unsupported("an order of index columns", position);
      }
      String name = column.name().last();
      if (schema.columns().stream().noneMatch(c -> c.name().equals(name))) {
        throw new TidewaterException(
                ErrorCode.UNDEFINED_COLUMN, "column \"{column}\" does not exist")
            .with("column", name)
            .at(position.offset());
      }
      if (!seen.add(name)) {
        throw new TidewaterException(
                ErrorCode.DUPLICATE_COLUMN, "column \"{column}\" appears twice in the index")
            .with("column", name)
            .at(position.offset());
      }
      keys.add(item(name, position));
    }
    return keys;
  }

  private static OrderItem item(String column, Position position) {
    QualifiedName name = new QualifiedName(List.of(Identifier.of(column)), position);
    return new OrderItem(
        new ColumnReference(name, position),
        Direction.ASCENDING,
        NullOrder.DEFAULT,
        null,
        position);
  }

  /** As Materialize makes names up: {@code t_a_b_idx}, {@code t_primary_idx}; numbered if taken. */
  private String freeName(Item relation, boolean isDefault, List<OrderItem> keys) {
    StringBuilder name = new StringBuilder(relation.name());
    if (isDefault) {
      name.append("_primary");
    } else {
      keys.forEach(key -> name.append('_').append(((ColumnReference) key.value()).name().last()));
    }
    name.append("_idx");
    String wanted = name.toString();
    for (int number = 1; catalog.current().item(relation.schema(), wanted).isPresent(); number++) {
      wanted = name.toString() + number;
    }
    return wanted;
  }

  private static TidewaterException unsupported(String what, Position position) {
    return new TidewaterException(ErrorCode.FEATURE_NOT_SUPPORTED, "{what} is not supported")
        .with("what", what)
        .at(position.offset());
  }
}
