package dev.tidewater.catalog;

import dev.tidewater.sql.ast.CreateStatement.CreateView;
import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.sql.ast.Query;
import dev.tidewater.sql.ast.QueryBody;
import dev.tidewater.sql.ast.Statement;
import dev.tidewater.sql.catalog.CatalogReader;
import dev.tidewater.sql.catalog.NameContext;
import dev.tidewater.sql.catalog.ResolvedRelation;
import dev.tidewater.sql.catalog.ResolvedRelation.Collection;
import dev.tidewater.sql.catalog.ResolvedRelation.Content;
import dev.tidewater.sql.catalog.ResolvedRelation.Definition;
import dev.tidewater.sql.catalog.ResolvedRelation.Kind;
import dev.tidewater.sql.parser.SqlParser;
import dev.tidewater.types.Column;
import dev.tidewater.types.RelationSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Gives the analyzer the relations of one image of the catalog. */
public final class SnapshotCatalogReader implements CatalogReader {
  private final CatalogSnapshot snapshot;
  private final Predicate<Item> isKept;

  public SnapshotCatalogReader(CatalogSnapshot snapshot) {
    this(snapshot, view -> false);
  }

  /**
   * @param isKept whether a view's rows are kept somewhere, so that it is read like a collection
   *     and not computed
   */
  public SnapshotCatalogReader(CatalogSnapshot snapshot, Predicate<Item> isKept) {
    this.snapshot = snapshot;
    this.isKept = isKept;
  }

  @Override
  public Optional<ResolvedRelation> relation(QualifiedName name, NameContext context) {
    return new NameResolver(snapshot, context)
        .find(name)
        .filter(item -> item.type().isRelation())
        .flatMap(this::resolve);
  }

  @Override
  public OptionalLong classOid(QualifiedName name, NameContext context) {
    return new NameResolver(snapshot, context)
        .find(name)
        .map(item -> OptionalLong.of(item.id().oid()))
        .orElse(OptionalLong.empty());
  }

  private Optional<ResolvedRelation> resolve(Item item) {
    RelationSchema schema = item.relation().orElse(null);
    if (schema == null) {
      return Optional.empty(); // A source that only has subsources has no rows of its own.
    }
    String schemaName = snapshot.schema(item.schema()).map(Schema::name).orElse("");
    return Optional.of(
        new ResolvedRelation(
            item.id().value(),
            schemaName,
            item.name(),
            kind(item),
            schema,
            content(item, schema),
            defaults(item)));
  }

  private static Kind kind(Item item) {
    return switch (item.type()) {
      case TABLE -> item.parent().isPresent() ? Kind.SOURCE : Kind.TABLE;
      case SOURCE -> Kind.SOURCE;
      case VIEW -> Kind.VIEW;
      case MATERIALIZED_VIEW -> Kind.MATERIALIZED_VIEW;
      case SYSTEM_RELATION -> Kind.SYSTEM;
      case SINK, INDEX, CONNECTION, SECRET ->
          throw new IllegalArgumentException("no relation: " + item.type());
    };
  }

  private Content content(Item item, RelationSchema schema) {
    if (item.type() != ItemType.VIEW || isKept.test(item)) {
      return new Collection(item.id().value());
    }
    Statement statement = SqlParser.parseStatement(item.createSql());
    Query query = ((CreateView) statement).query();
    List<String> columns = schema.columns().stream().map(Column::name).toList();
    return new Definition(query, nameContext(item), columns);
  }

  /** How names in an item's definition are completed. */
  public static NameContext nameContext(Item item) {
    List<String> names = item.nameContext();
    return names.isEmpty()
        ? new NameContext("", List.of())
        : new NameContext(names.get(0), names.subList(1, names.size()));
  }

  private static List<@Nullable Expression> defaults(Item item) {
    List<@Nullable Expression> defaults = new ArrayList<>();
    for (String sql : item.columnDefaults()) {
      defaults.add(sql == null ? null : expression(sql));
    }
    return defaults;
  }

  private static Expression expression(String sql) {
    Query query = (Query) SqlParser.parseStatement("SELECT " + sql);
    return ((QueryBody.Select) query.body()).items().get(0).value();
  }
}
