package dev.tidewater.coordinator.execute;

import dev.tidewater.catalog.CatalogSnapshot;
import dev.tidewater.catalog.Cluster;
import dev.tidewater.catalog.Database;
import dev.tidewater.catalog.IndexKeys;
import dev.tidewater.catalog.Item;
import dev.tidewater.catalog.ItemKinds;
import dev.tidewater.catalog.ItemType;
import dev.tidewater.catalog.NameResolver;
import dev.tidewater.catalog.Schema;
import dev.tidewater.coordinator.session.ResultColumn;
import dev.tidewater.sql.ast.InspectStatement.LikeFilter;
import dev.tidewater.sql.ast.InspectStatement.ShowFilter;
import dev.tidewater.sql.ast.InspectStatement.ShowObjects;
import dev.tidewater.sql.ast.InspectStatement.WhereFilter;
import dev.tidewater.sql.ast.ObjectKind;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.sql.catalog.AnalysisContext;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** SHOW TABLES and all the other lists of objects, with Materialize's columns. */
final class ShowObjectsCommand {
  private final CatalogSnapshot catalog;
  private final AnalysisContext context;
  private final String database;

  ShowObjectsCommand(CatalogSnapshot catalog, AnalysisContext context, String database) {
    this.catalog = catalog;
    this.context = context;
    this.database = database;
  }

  Answer answer(ShowObjects statement) {
    if (statement.filter() instanceof WhereFilter where) {
      throw unsupported("SHOW … WHERE", where.position().offset());
    }
    return switch (statement.kind()) {
      case DATABASE -> names(statement, catalog.databases().stream().map(Database::name).toList());
      case SCHEMA -> names(statement, schemas(statement));
      case CLUSTER -> clusters(statement);
      case ROLE -> names(statement, List.of("tidewater"));
      case TABLE -> items(statement, ItemType.TABLE, "name");
      case VIEW -> items(statement, ItemType.VIEW, "name");
      case SECRET -> items(statement, ItemType.SECRET, "name");
      case INDEX -> items(statement, ItemType.INDEX, "name", "on", "cluster", "key");
      case MATERIALIZED_VIEW -> items(statement, ItemType.MATERIALIZED_VIEW, "name", "cluster");
      case SOURCE -> items(statement, ItemType.SOURCE, "name", "type", "cluster");
      case SUBSOURCE -> items(statement, ItemType.SOURCE, "name", "type");
      case SINK -> items(statement, ItemType.SINK, "name", "type", "cluster");
      case CONNECTION -> items(statement, ItemType.CONNECTION, "name", "type");
      case OBJECT -> items(statement, null, "name", "type");
      case TYPE, FUNCTION, CLUSTER_REPLICA, SEQUENCE, COLUMN ->
          throw unsupported("SHOW " + statement.kind().plural(), statement.position().offset());
    };
  }

  private List<String> schemas(ShowObjects statement) {
    String of = statement.from() == null ? database : statement.from().toString();
    Database found =
        catalog
            .database(of)
            .orElseThrow(
                () ->
                    new TidewaterException(
                            ErrorCode.INVALID_CATALOG_NAME, "database \"{name}\" does not exist")
                        .with("name", of)
                        .at(statement.position().offset()));
    return catalog.schemas().stream()
        .filter(s -> s.database().isEmpty() || s.database().get().equals(found.id()))
        .map(Schema::name)
        .toList();
  }

  private Answer clusters(ShowObjects statement) {
    return Answer.show(
        InspectCommands.texts("name", "replicas"),
        () -> {
          List<@Nullable Object[]> rows = new ArrayList<>();
          catalog.clusters().stream()
              .filter(cluster -> matches(statement.filter(), cluster.name()))
              .sorted(Comparator.comparing(Cluster::name))
              .forEach(c -> rows.add(new Object[] {c.name(), "r1 (" + c.size() + ")"}));
          return rows;
        });
  }

  private static Answer names(ShowObjects statement, List<String> names) {
    return Answer.show(
        InspectCommands.texts("name"),
        () -> {
          List<@Nullable Object[]> rows = new ArrayList<>();
          names.stream()
              .filter(name -> matches(statement.filter(), name))
              .sorted()
              .forEach(name -> rows.add(new Object[] {name}));
          return rows;
        });
  }

  private Answer items(ShowObjects statement, @Nullable ItemType type, String... columns) {
    List<Schema> in = schemasShown(statement.from());
    List<ResultColumn> shown = InspectCommands.texts(columns);
    return Answer.show(
        shown,
        () -> {
          List<@Nullable Object[]> rows = new ArrayList<>();
          for (Schema schema : in) {
            catalog.itemsIn(schema.id()).stream()
                .filter(item -> type == null || item.type() == type)
                .filter(
                    item -> statement.kind() != ObjectKind.SUBSOURCE || item.parent().isPresent())
                .filter(item -> inCluster(item, statement))
                .filter(item -> statement.on() == null || isOn(item, statement.on()))
                .filter(item -> matches(statement.filter(), item.name()))
                .sorted(Comparator.comparing(Item::name))
                .forEach(item -> rows.add(row(item, columns)));
          }
          return rows;
        });
  }

  private boolean isOn(Item item, QualifiedName relation) {
    Item found =
        new NameResolver(catalog, context.names())
            .find(relation)
            .orElseThrow(
                () ->
                    new TidewaterException(
                            ErrorCode.UNDEFINED_TABLE, "relation \"{name}\" does not exist")
                        .with("name", relation)
                        .at(relation.position().offset()));
    return item.uses().contains(found.id()) || item.parent().filter(found.id()::equals).isPresent();
  }

  private String key(Item index) {
    RelationSchema schema = IndexKeys.indexed(catalog, index).relation().orElseThrow();
    return IndexKeys.columns(catalog, index).stream()
        .map(column -> schema.column(column).name())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private boolean inCluster(Item item, ShowObjects statement) {
    return statement.cluster() == null || clusterName(item).equals(statement.cluster().value());
  }

  private @Nullable Object[] row(Item item, String[] columns) {
    @Nullable Object[] row = new @Nullable Object[columns.length];
    for (int i = 0; i < columns.length; i++) {
      row[i] = field(item, columns[i]);
    }
    return row;
  }

  private String field(Item item, String column) {
    Function<Item, String> reader =
        switch (column) {
          case "name" -> Item::name;
          case "type" -> i -> ItemKinds.kind(i);
          case "cluster" -> this::clusterName;
          case "key" -> this::key;
          case "on" ->
              i -> i.uses().stream().findFirst().flatMap(catalog::item).map(Item::name).orElse("");
          default -> throw new IllegalArgumentException(column);
        };
    return reader.apply(item);
  }

  private String clusterName(Item item) {
    return item.cluster().flatMap(catalog::cluster).map(Cluster::name).orElse("");
  }

  private List<Schema> schemasShown(@Nullable QualifiedName from) {
    if (from == null) {
      return context.names().searchPath().stream()
          .flatMap(name -> catalog.schema(database, name).stream())
          .limit(1)
          .toList();
    }
    String inDatabase = from.isQualified() ? from.qualifiers().get(0) : database;
    return List.of(
        catalog
            .schema(inDatabase, from.last())
            .orElseThrow(
                () ->
                    new TidewaterException(
                            ErrorCode.INVALID_SCHEMA_NAME, "schema \"{name}\" does not exist")
                        .with("name", from)
                        .at(from.position().offset())));
  }

  /** Whether a name passes LIKE; without a filter it does. */
  static boolean matches(@Nullable ShowFilter filter, String name) {
    if (!(filter instanceof LikeFilter like)) {
      return true;
    }
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < like.pattern().length(); i++) {
      char c = like.pattern().charAt(i);
      switch (c) {
        case '%' -> regex.append(".*");
        case '_' -> regex.append('.');
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(name).matches();
  }

  private static TidewaterException unsupported(String what, int position) {
    return new TidewaterException(ErrorCode.FEATURE_NOT_SUPPORTED, "{what} is not supported yet")
        .with("what", what)
        .at(position);
  }
}
