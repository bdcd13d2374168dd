package dev.tidewater.sql.planner;

import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.sql.ast.Query;
import dev.tidewater.sql.ast.QueryBody;
import dev.tidewater.sql.catalog.AnalysisContext;
import dev.tidewater.sql.catalog.AnalysisContext.Purpose;
import dev.tidewater.sql.catalog.CatalogReader;
import dev.tidewater.sql.catalog.NameContext;
import dev.tidewater.sql.catalog.ResolvedRelation;
import dev.tidewater.sql.catalog.ResolvedRelation.Collection;
import dev.tidewater.sql.catalog.ResolvedRelation.Definition;
import dev.tidewater.sql.catalog.ResolvedRelation.Kind;
import dev.tidewater.sql.parser.SqlParser;
import dev.tidewater.types.Column;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.ScalarType;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A small fixed catalog. */
final class TestCatalog implements CatalogReader {
  static final NameContext NAMES = new NameContext("tidewater", List.of("public"));

  /** 2026-11-22 10:00:00 UTC. */
  private static final long NOW_MICROS = 1_795_341_600_000_000L;

  private final Map<String, ResolvedRelation> relations = new LinkedHashMap<>();

  TestCatalog() {
    table(
        "t",
        List.of(List.of(0)),
        new Column(0, "a", ScalarType.INT4, false),
        new Column(1, "b", ScalarType.TEXT, true),
        new Column(2, "c", ScalarType.INT8, true),
        new Column(3, "d", ScalarType.numeric(38, 2), true));
    table(
        "u",
        List.of(),
        new Column(0, "x", ScalarType.INT4, true),
        new Column(1, "y", ScalarType.TEXT, true),
        new Column(2, "z", ScalarType.INT8, true));
    table(
        "w",
        List.of(List.of(0)),
        new Column(0, "a", ScalarType.INT4, false),
        new Column(1, "b", ScalarType.varchar(10), false));
    tableWithDefaults(
        "p",
        new RelationSchema(
            List.of(
                new Column(0, "id", ScalarType.INT8, false),
                new Column(1, "label", ScalarType.TEXT, true),
                new Column(2, "at", ScalarType.TIMESTAMPTZ, true)),
            List.of(List.of(0))),
        Arrays.asList(null, expression("'none' || 1"), expression("now()")));
    Query query = (Query) SqlParser.parseStatement("SELECT a, b FROM t WHERE c > 0");
    put(
        "v",
        Kind.VIEW,
        RelationSchema.withoutKey(
            List.of(
                new Column(0, "a", ScalarType.INT4, false),
                new Column(1, "b", ScalarType.TEXT, true))),
        new Definition(query, NAMES, null));
  }

  private static Expression expression(String sql) {
    Query query = (Query) SqlParser.parseStatement("SELECT " + sql);
    return ((QueryBody.Select) query.body()).items().get(0).value();
  }

  static AnalysisContext context() {
    return new AnalysisContext(
        new TestCatalog(),
        NAMES,
        "materialize",
        ZoneOffset.UTC,
        NOW_MICROS,
        List.of(),
        Purpose.ONE_OFF);
  }

  /** Those with rows of their own. */
  List<ResolvedRelation> tables() {
    return relations.values().stream().filter(r -> r.kind() == Kind.TABLE).toList();
  }

  static long collectionOf(ResolvedRelation relation) {
    return ((Collection) relation.content()).collectionId();
  }

  private void table(String name, List<List<Integer>> keys, Column... columns) {
    long id = relations.size() + 1L;
    put(name, Kind.TABLE, new RelationSchema(List.of(columns), keys), new Collection(100 + id));
  }

  private void put(
      String name, Kind kind, RelationSchema schema, ResolvedRelation.Content content) {
    relations.put(
        name, ResolvedRelation.of(relations.size() + 1, "public", name, kind, schema, content));
  }

  private void tableWithDefaults(
      String name, RelationSchema schema, List<@Nullable Expression> defaults) {
    long id = relations.size() + 1L;
    relations.put(
        name,
        new ResolvedRelation(
            id, "public", name, Kind.TABLE, schema, new Collection(100 + id), defaults));
  }

  @Override
  public Optional<ResolvedRelation> relation(QualifiedName name, NameContext context) {
    boolean known = name.qualifiers().isEmpty() || name.qualifiers().equals(List.of("public"));
    return known ? Optional.ofNullable(relations.get(name.last())) : Optional.empty();
  }

  @Override
  public OptionalLong classOid(QualifiedName name, NameContext context) {
    ResolvedRelation relation = relations.get(name.last());
    return relation == null ? OptionalLong.empty() : OptionalLong.of(20_000 + relation.objectId());
  }
}
