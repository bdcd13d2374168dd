package dev.tidewater.sql.analyzer;

import dev.tidewater.sql.analyzer.Scope.NamedColumn;
import dev.tidewater.sql.analyzer.Scope.NamedTable;
import dev.tidewater.sql.ast.FromItem;
import dev.tidewater.sql.ast.FromItem.Alias;
import dev.tidewater.sql.ast.FromItem.FunctionReference;
import dev.tidewater.sql.ast.FromItem.Join;
import dev.tidewater.sql.ast.FromItem.JoinKind;
import dev.tidewater.sql.ast.FromItem.On;
import dev.tidewater.sql.ast.FromItem.SubqueryReference;
import dev.tidewater.sql.ast.FromItem.TableReference;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.types.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalValues;
import org.jspecify.annotations.Nullable;

/** FROM clauses: relations, queries in their place, joins. */
final class FromAnalyzer implements FromItem.Visitor<FromAnalyzer.Result> {
  /** A node, and the names of its columns. */
  record Result(RelNode rel, Scope scope) {}

  private final StatementAnalysis statement;
  private final Surroundings surroundings;
  private final @Nullable Scope left;
  private final RelationReferences relations;
  private final FunctionItems functions;

  FromAnalyzer(StatementAnalysis statement, Surroundings surroundings) {
    this(statement, surroundings, null);
  }

  /**
   * @param left what lateral elements can refer to
   */
  private FromAnalyzer(
      StatementAnalysis statement, Surroundings surroundings, @Nullable Scope left) {
    this.statement = statement;
    this.surroundings = surroundings;
    this.left = left;
    this.relations = new RelationReferences(statement, surroundings);
    this.functions = new FunctionItems(statement, surroundings);
  }

  /** Several elements are a cross join; none give a single row without columns to name. */
  Result analyze(List<FromItem> items, Position position) {
    if (items.isEmpty()) {
      return oneRow();
    }
    Result all = items.get(0).accept(this);
    for (FromItem item : items.subList(1, items.size())) {
      all =
          item instanceof FunctionReference function
              ? functions.apply(all, function, this)
              : cross(all, right(item, all), item.position());
    }
    return all;
  }

  /** What there is without FROM: a single row without columns to name. */
  Result oneRow() {
    RelNode oneRow = LogicalValues.createOneRow(statement.rels().cluster());
    return result(oneRow, List.of(), List.of());
  }

  Result cross(Result left, Result right, Position position) {
    return new JoinAnalyzer(statement, surroundings).cross(left, right, position);
  }

  /** What stands on the right of something, which it can refer to if it is lateral. */
  private Result right(FromItem item, Result left) {
    if (!isLateral(item)) {
      return item.accept(this);
    }
    left.scope().beginInnerQuery();
    return item.accept(new FromAnalyzer(statement, surroundings, left.scope()));
  }

  /** Functions see what stands before them without being told. */
  private static boolean isLateral(FromItem item) {
    if (item instanceof Join join) {
      return isLateral(join.left()) || isLateral(join.right());
    }
    return item instanceof FunctionReference
        || (item instanceof SubqueryReference query && query.lateral());
  }

  private Result result(RelNode rel, List<NamedTable> tables, List<NamedColumn> visible) {
    Scope scope =
        new Scope(
            statement.rels().cluster(), surroundings.outer(), rel.getRowType(), tables, visible);
    return new Result(rel, scope);
  }

  @Override
  public Result visitTableReference(TableReference item) {
    if (item.sample() != null) {
      throw Failures.notSupported(item.sample().position(), "TABLESAMPLE");
    }
    RelationReferences.Resolved resolved = relations.resolve(item.name(), item.position());
    Alias alias = item.alias();
    boolean renamed = alias != null && alias.name() != null;
    String name = renamed && alias != null ? nameOf(alias) : item.name().last();
    return named(
        resolved.relation(), name, renamed ? null : resolved.schema(), alias, resolved.keys());
  }

  private static String nameOf(Alias alias) {
    return alias.name() == null ? "" : alias.name().value();
  }

  @Override
  public Result visitSubqueryReference(SubqueryReference item) {
    Surroundings seen = item.lateral() && left != null ? surroundings.inside(left) : surroundings;
    AnalyzedRelation relation = new QueryAnalyzer(statement).analyzeRelation(item.query(), seen);
    Alias alias = item.alias();
    return named(relation, alias == null ? "" : nameOf(alias), null, alias, List.of());
  }

  @Override
  public Result visitFunctionReference(FunctionReference item) {
    if (left == null) {
      return functions.apply(oneRow(), item, this);
    }
    FromAnalyzer inside = new FromAnalyzer(statement, surroundings.inside(left));
    return inside.functions.apply(inside.oneRow(), item, inside);
  }

  @Override
  public Result visitJoin(Join item) {
    statement.enter(item.position());
    try {
      Result left = item.left().accept(this);
      Result joined = join(item, left);
      Alias alias = item.alias();
      return alias == null ? joined : renamed(joined, alias);
    } finally {
      statement.leave();
    }
  }

  private Result join(Join item, Result left) {
    JoinAnalyzer joins = new JoinAnalyzer(statement, surroundings);
    boolean keepsBoth = item.kind() == JoinKind.CROSS || item.kind() == JoinKind.INNER;
    boolean named = item.condition() != null && !(item.condition() instanceof On);
    if (item.right() instanceof FunctionReference function && keepsBoth && !named) {
      return joins.filter(functions.apply(left, function, this), item.condition());
    }
    return joins.join(item, left, right(item.right(), left));
  }

  /** A join in parentheses with a name of its own hides the names inside. */
  private Result renamed(Result joined, Alias alias) {
    List<String> names =
        columnNames(joined.scope().visible().stream().map(NamedColumn::name).toList(), alias);
    List<NamedColumn> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(new NamedColumn(names.get(i), joined.scope().visible().get(i).value()));
    }
    NamedTable table = new NamedTable(nameOf(alias), null, columns, List.of());
    return result(joined.rel(), List.of(table), columns);
  }

  private Result named(
      AnalyzedRelation relation,
      String name,
      @Nullable String schema,
      @Nullable Alias alias,
      List<List<Integer>> keys) {
    List<String> names = alias == null ? relation.names() : columnNames(relation.names(), alias);
    List<NamedColumn> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(
          new NamedColumn(names.get(i), statement.rels().rex().makeInputRef(relation.rel(), i)));
    }
    NamedTable table = new NamedTable(name, schema, columns, keys);
    return result(relation.rel(), List.of(table), columns);
  }

  /** An alias may name the first columns anew. */
  private static List<String> columnNames(List<String> names, Alias alias) {
    if (alias.columns().size() > names.size()) {
      throw Failures.at(
              alias.position(),
              ErrorCode.INVALID_COLUMN_REFERENCE,
              "table \"{name}\" has {available} columns available but {given} columns specified")
          .with("name", nameOf(alias))
          .with("available", names.size())
          .with("given", alias.columns().size());
    }
    List<String> renamed = new ArrayList<>(names);
    for (int i = 0; i < alias.columns().size(); i++) {
      renamed.set(i, alias.columns().get(i).name().value());
    }
    return renamed;
  }
}
