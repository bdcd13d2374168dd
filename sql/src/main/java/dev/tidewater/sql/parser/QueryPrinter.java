package dev.tidewater.sql.parser;

import static dev.tidewater.sql.parser.NamePrinter.expressions;
import static dev.tidewater.sql.parser.NamePrinter.ifPresent;
import static dev.tidewater.sql.parser.NamePrinter.join;
import static dev.tidewater.sql.parser.NamePrinter.list;
import static dev.tidewater.sql.parser.NamePrinter.listAfter;
import static dev.tidewater.sql.parser.NamePrinter.name;
import static dev.tidewater.sql.parser.NamePrinter.options;
import static dev.tidewater.sql.parser.NamePrinter.parenthesized;
import static dev.tidewater.sql.parser.NamePrinter.when;
import static dev.tidewater.sql.parser.NamePrinter.words;

import dev.tidewater.sql.ast.FromItem;
import dev.tidewater.sql.ast.FromItem.Alias;
import dev.tidewater.sql.ast.FromItem.FunctionReference;
import dev.tidewater.sql.ast.FromItem.Join;
import dev.tidewater.sql.ast.FromItem.JoinCondition;
import dev.tidewater.sql.ast.FromItem.JoinKind;
import dev.tidewater.sql.ast.FromItem.Natural;
import dev.tidewater.sql.ast.FromItem.On;
import dev.tidewater.sql.ast.FromItem.Sample;
import dev.tidewater.sql.ast.FromItem.SubqueryReference;
import dev.tidewater.sql.ast.FromItem.TableFunction;
import dev.tidewater.sql.ast.FromItem.TableReference;
import dev.tidewater.sql.ast.FromItem.Using;
import dev.tidewater.sql.ast.Query;
import dev.tidewater.sql.ast.Query.ColumnAlias;
import dev.tidewater.sql.ast.Query.CommonTable;
import dev.tidewater.sql.ast.Query.Locking;
import dev.tidewater.sql.ast.Query.Materialization;
import dev.tidewater.sql.ast.Query.With;
import dev.tidewater.sql.ast.Query.WithKind;
import dev.tidewater.sql.ast.QueryBody;
import dev.tidewater.sql.ast.QueryBody.Cube;
import dev.tidewater.sql.ast.QueryBody.GroupBy;
import dev.tidewater.sql.ast.QueryBody.GroupingElement;
import dev.tidewater.sql.ast.QueryBody.GroupingExpression;
import dev.tidewater.sql.ast.QueryBody.GroupingSets;
import dev.tidewater.sql.ast.QueryBody.Nested;
import dev.tidewater.sql.ast.QueryBody.Rollup;
import dev.tidewater.sql.ast.QueryBody.Select;
import dev.tidewater.sql.ast.QueryBody.SelectItem;
import dev.tidewater.sql.ast.QueryBody.SetOperation;
import dev.tidewater.sql.ast.QueryBody.SetOperator;
import dev.tidewater.sql.ast.QueryBody.Table;
import dev.tidewater.sql.ast.QueryBody.Values;
import java.util.List;

/** Prints queries. */
final class QueryPrinter implements QueryBody.Visitor<String>, FromItem.Visitor<String> {
  private static final QueryPrinter INSTANCE = new QueryPrinter();

  private QueryPrinter() {}

  static String print(Query query) {
    return words(
        ifPresent(query.with(), "", QueryPrinter::with),
        query.body().accept(INSTANCE),
        ExpressionPrinter.orderBy(query.orderBy()),
        ifPresent(query.offset(), "OFFSET ", ExpressionPrinter::print),
        query.withTies()
            ? ifPresent(
                query.limit(),
                "",
                limit -> "FETCH FIRST (" + ExpressionPrinter.print(limit) + ") ROWS WITH TIES")
            : ifPresent(query.limit(), "LIMIT ", ExpressionPrinter::print),
        join(query.locking(), " ", QueryPrinter::locking));
  }

  static String with(With with) {
    String kind =
        switch (with.kind()) {
          case PLAIN -> "";
          case RECURSIVE -> "RECURSIVE";
          case MUTUALLY_RECURSIVE -> "MUTUALLY RECURSIVE";
        };
    return words(
        "WITH",
        kind,
        with.kind() == WithKind.MUTUALLY_RECURSIVE ? options(with.options()) : "",
        list(with.tables(), QueryPrinter::commonTable));
  }

  private static String commonTable(CommonTable table) {
    return words(
        name(table.name()),
        columns(table.columns()),
        "AS",
        table.materialization() == Materialization.UNSPECIFIED
            ? ""
            : table.materialization().name().replace('_', ' '),
        "(" + print(table.query()) + ")");
  }

  static String columns(List<ColumnAlias> columns) {
    return parenthesized(
        columns,
        column -> words(name(column.name()), ifPresent(column.type(), "", TypePrinter::print)));
  }

  private static String locking(Locking locking) {
    return words(
        "FOR",
        locking.strength(),
        listAfter("OF ", locking.of(), NamePrinter::name),
        locking.waitPolicy());
  }

  @Override
  public String visitSelect(Select body) {
    String distinct =
        ifPresent(
            body.distinct(),
            "DISTINCT",
            d -> d.on().isEmpty() ? "" : " ON (" + expressions(d.on()) + ")");
    return words(
        "SELECT",
        distinct,
        items(body.items()),
        from("FROM ", body.from()),
        ifPresent(body.where(), "WHERE ", ExpressionPrinter::print),
        ifPresent(body.groupBy(), "GROUP BY ", QueryPrinter::groupBy),
        ifPresent(body.having(), "HAVING ", ExpressionPrinter::print),
        listAfter(
            "WINDOW ",
            body.windows(),
            w -> name(w.name()) + " AS " + ExpressionPrinter.window(w.specification())),
        body.options().isEmpty() ? "" : "OPTIONS " + options(body.options()));
  }

  static String items(List<SelectItem> items) {
    return list(
        items,
        item ->
            ExpressionPrinter.print(item.value())
                + ifPresent(item.alias(), " AS ", NamePrinter::name));
  }

  static String from(String before, List<FromItem> items) {
    return listAfter(before, items, item -> item.accept(INSTANCE));
  }

  private static String groupBy(GroupBy groupBy) {
    return words(
        when(groupBy.distinct(), "DISTINCT"), list(groupBy.elements(), QueryPrinter::grouping));
  }

  private static String grouping(GroupingElement element) {
    if (element instanceof GroupingExpression expression) {
      return ExpressionPrinter.print(expression.value());
    } else if (element instanceof Rollup rollup) {
      return "ROLLUP (" + expressions(rollup.sets()) + ")";
    } else if (element instanceof Cube cube) {
      return "CUBE (" + expressions(cube.sets()) + ")";
    } else if (element instanceof GroupingSets sets) {
      return "GROUPING SETS (" + list(sets.sets(), QueryPrinter::grouping) + ")";
    }
    return "()";
  }

  @Override
  public String visitSetOperation(SetOperation body) {
    boolean plainLeft =
        !(body.left() instanceof SetOperation left)
            || body.operator() != SetOperator.INTERSECT
            || left.operator() == SetOperator.INTERSECT;
    String left = body.left().accept(this);
    String right = body.right().accept(this);
    return words(
        plainLeft ? left : "(" + left + ")",
        body.operator().name(),
        when(body.all(), "ALL"),
        body.right() instanceof SetOperation ? "(" + right + ")" : right);
  }

  @Override
  public String visitValues(Values body) {
    return "VALUES " + list(body.rows(), row -> "(" + expressions(row) + ")");
  }

  @Override
  public String visitTable(Table body) {
    return "TABLE " + name(body.name());
  }

  @Override
  public String visitNested(Nested body) {
    return "(" + print(body.query()) + ")";
  }

  @Override
  public String visitTableReference(TableReference item) {
    return words(
        when(item.only(), "ONLY"),
        name(item.name()),
        ifPresent(item.alias(), "", QueryPrinter::alias),
        ifPresent(item.sample(), "", QueryPrinter::sample));
  }

  private static String sample(Sample sample) {
    return "TABLESAMPLE "
        + name(sample.method())
        + " ("
        + expressions(sample.arguments())
        + ")"
        + ifPresent(
            sample.seed(), "", seed -> " REPEATABLE (" + ExpressionPrinter.print(seed) + ")");
  }

  private static String alias(Alias alias) {
    return words("AS", ifPresent(alias.name(), "", NamePrinter::name), columns(alias.columns()));
  }

  @Override
  public String visitSubqueryReference(SubqueryReference item) {
    return words(
        when(item.lateral(), "LATERAL"),
        "(" + print(item.query()) + ")",
        ifPresent(item.alias(), "", QueryPrinter::alias));
  }

  @Override
  public String visitFunctionReference(FunctionReference item) {
    String functions = list(item.functions(), QueryPrinter::tableFunction);
    return words(
        when(item.lateral(), "LATERAL"),
        item.rowsFrom() ? "ROWS FROM (" + functions + ")" : functions,
        when(item.ordinality(), "WITH ORDINALITY"),
        ifPresent(item.alias(), "", QueryPrinter::alias));
  }

  private static String tableFunction(TableFunction function) {
    return words(
        ExpressionPrinter.print(function.call()),
        function.columns().isEmpty() ? "" : "AS " + columns(function.columns()));
  }

  @Override
  public String visitJoin(Join item) {
    String right = item.right().accept(this);
    boolean nested = item.right() instanceof Join inner && inner.alias() == null;
    JoinCondition condition = item.condition();
    String join =
        words(
            item.left().accept(this),
            when(condition instanceof Natural, "NATURAL"),
            item.kind() == JoinKind.INNER ? "" : item.kind().name(),
            "JOIN",
            nested ? "(" + right + ")" : right,
            condition == null ? "" : condition(condition));
    return item.alias() == null ? join : "(" + join + ") " + alias(item.alias());
  }

  private static String condition(JoinCondition condition) {
    if (condition instanceof On on) {
      return "ON " + ExpressionPrinter.print(on.condition());
    } else if (condition instanceof Using using) {
      return "USING "
          + NamePrinter.names(using.columns())
          + ifPresent(using.alias(), " AS ", NamePrinter::name);
    }
    return "";
  }
}
