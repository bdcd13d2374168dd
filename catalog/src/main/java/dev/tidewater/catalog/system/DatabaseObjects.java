package dev.tidewater.catalog.system;

import dev.tidewater.catalog.CatalogSnapshot;
import dev.tidewater.catalog.Database;
import dev.tidewater.catalog.Item;
import dev.tidewater.catalog.ItemType;
import dev.tidewater.catalog.ObjectId;
import dev.tidewater.catalog.Schema;
import dev.tidewater.sql.ast.CreateStatement.CreateIndex;
import dev.tidewater.sql.ast.Expression.ColumnReference;
import dev.tidewater.sql.ast.OrderItem;
import dev.tidewater.sql.ast.Statement;
import dev.tidewater.sql.parser.SqlParser;
import dev.tidewater.types.RelationSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The objects that PostgreSQL's catalogs show: those of the current database and the built-in. */
final class DatabaseObjects {
  /** Everything has the same owner: PostgreSQL's bootstrap superuser. */
  static final int OWNER_OID = 10;

  /** Object ids of the indexes and constraints of primary keys, which are no items. */
  private static final long PRIMARY_KEY_INDEX_BASE = 500_000_000L;

  private static final long PRIMARY_KEY_CONSTRAINT_BASE = 600_000_000L;

  private final CatalogSnapshot catalog;
  private final Map<ObjectId, Schema> schemas;

  DatabaseObjects(SystemContext context) {
    this(context.catalog(), context.database());
  }

  DatabaseObjects(CatalogSnapshot catalog, String database) {
    this.catalog = catalog;
    Optional<ObjectId> current = catalog.database(database).map(Database::id);
    this.schemas =
        catalog.schemas().stream()
            .filter(s -> s.database().isEmpty() || s.database().equals(current))
            .collect(Collectors.toMap(Schema::id, Function.identity()));
  }

  /**
   * An index on a relation.
   *
   * @param keys positions of the columns from 0; -1 for an expression
   */
  record Index(long oid, String name, Item relation, List<Integer> keys, boolean primary) {}

  List<Schema> schemas() {
    return catalog.schemas().stream().filter(s -> schemas.containsKey(s.id())).toList();
  }

  /** The object id of {@code pg_catalog}, where types and functions are. */
  long systemSchemaOid() {
    return schemas().stream()
        .filter(schema -> schema.name().equals("pg_catalog"))
        .mapToLong(schema -> schema.id().oid())
        .findFirst()
        .orElse(0);
  }

  Schema schemaOf(Item item) {
    Schema schema = schemas.get(item.schema());
    if (schema == null) {
      throw new IllegalArgumentException("not in this database: " + item.id());
    }
    return schema;
  }

  /** Everything that has rows. */
  List<Item> relations() {
    return catalog.items().stream()
        .filter(item -> schemas.containsKey(item.schema()))
        .filter(item -> item.type().isRelation() && item.relation().isPresent())
        .toList();
  }

  List<Item> relations(ItemType type) {
    return relations().stream().filter(item -> item.type() == type).toList();
  }

  static RelationSchema columns(Item relation) {
    return relation.relation().orElseThrow();
  }

  /** {@code pg_class.relkind}. */
  static String kind(Item item) {
    return switch (item.type()) {
      case TABLE, SOURCE -> "r";
      case VIEW -> "v";
      case MATERIALIZED_VIEW -> "m";
      case SYSTEM_RELATION -> item.name().startsWith("pg_") ? "r" : "v";
      case INDEX -> "i";
      case SINK, CONNECTION, SECRET ->
          throw new IllegalArgumentException("not in pg_class: " + item.type());
    };
  }

  static long primaryKeyConstraintOid(Item table) {
    return PRIMARY_KEY_CONSTRAINT_BASE + table.id().oid();
  }

  /** Tables whose primary key is enforced. */
  List<Item> keyedTables() {
    return relations(ItemType.TABLE).stream()
        .filter(table -> !columns(table).primaryKey().isEmpty())
        .toList();
  }

  static String primaryKeyName(Item table) {
    return table.name() + "_pkey";
  }

  static Index primaryKeyIndex(Item table) {
    return new Index(
        PRIMARY_KEY_INDEX_BASE + table.id().oid(),
        primaryKeyName(table),
        table,
        columns(table).primaryKey(),
        true);
  }

  List<Index> indexes() {
    List<Index> indexes = new ArrayList<>();
    keyedTables().forEach(table -> indexes.add(primaryKeyIndex(table)));
    for (Item item : catalog.items(ItemType.INDEX)) {
      if (schemas.containsKey(item.schema())) {
        indexed(item).ifPresent(on -> indexes.add(index(item, on)));
      }
    }
    return indexes;
  }

  /** The index of an object id, that of a primary key included. */
  Optional<Index> index(long oid) {
    if (oid >= PRIMARY_KEY_INDEX_BASE && oid < PRIMARY_KEY_CONSTRAINT_BASE) {
      return keyedTable(oid - PRIMARY_KEY_INDEX_BASE).map(DatabaseObjects::primaryKeyIndex);
    }
    return ObjectId.ofOid(oid)
        .flatMap(catalog::item)
        .filter(item -> item.type() == ItemType.INDEX && schemas.containsKey(item.schema()))
        .flatMap(item -> indexed(item).map(on -> index(item, on)));
  }

  /** The table of a primary key's constraint. */
  Optional<Item> constrained(long oid) {
    return oid >= PRIMARY_KEY_CONSTRAINT_BASE
        ? keyedTable(oid - PRIMARY_KEY_CONSTRAINT_BASE)
        : Optional.empty();
  }

  private Optional<Item> keyedTable(long oid) {
    return ObjectId.ofOid(oid)
        .flatMap(catalog::item)
        .filter(item -> item.type() == ItemType.TABLE && schemas.containsKey(item.schema()))
        .filter(table -> !columns(table).primaryKey().isEmpty());
  }

  /** The relation that an index item is on. */
  Optional<Item> indexed(Item index) {
    return index.uses().stream()
        .flatMap(id -> catalog.item(id).stream())
        .filter(item -> item.type().isRelation() && item.relation().isPresent())
        .findFirst();
  }

  private static Index index(Item item, Item on) {
    return new Index(item.id().oid(), item.name(), on, keys(item, on), false);
  }

  static List<Integer> keys(Item index, Item on) {
    Statement statement = SqlParser.parseStatement(index.createSql());
    List<OrderItem> keys =
        statement instanceof CreateIndex create && create.keys() != null ? create.keys() : null;
    if (keys == null) {
      return columns(on).primaryKey();
    }
    return keys.stream()
        .map(
            key ->
                key.value() instanceof ColumnReference column
                    ? columns(on).positionOf(column.name().last()).orElse(-1)
                    : -1)
        .toList();
  }
}
