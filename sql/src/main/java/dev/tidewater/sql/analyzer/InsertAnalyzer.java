package dev.tidewater.sql.analyzer;

import com.google.common.collect.ImmutableSet;
import dev.tidewater.sql.ast.DataStatement.Insert;
import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Expression.DefaultMarker;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.ast.Query;
import dev.tidewater.sql.ast.QueryBody.Values;
import dev.tidewater.types.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** INSERT: rows of the whole table from a query or from VALUES. */
final class InsertAnalyzer {
  private final StatementAnalysis statement;
  private final Surroundings surroundings;

  InsertAnalyzer(StatementAnalysis statement, Surroundings surroundings) {
    this.statement = statement;
    this.surroundings = surroundings;
  }

  AnalyzedInsert analyze(Insert insert) {
    if (insert.onConflict() != null) {
      throw Failures.notSupported(insert.onConflict().position(), "ON CONFLICT");
    }
    if (insert.with() != null) {
      throw Failures.notSupported(insert.with().position(), "WITH before INSERT");
    }
    TargetTable table =
        TargetTable.resolve(statement, surroundings, insert.table(), insert.alias(), "insert into");
    List<Integer> targets = table.positions(insert.columns());
    RelNode rows = rows(insert, table, targets);
    return new AnalyzedInsert(
        table.relation(),
        new AnalyzedRelation(rows, table.columnNames()),
        table.returning(insert.returning()));
  }

  private RelNode rows(Insert insert, TargetTable table, List<Integer> targets) {
    Query source = insert.source();
    boolean columnsGiven = !insert.columns().isEmpty();
    if (source == null) {
      return values(List.of(List.of()), table, List.of());
    }
    if (source.body() instanceof Values values && isPlain(source)) {
      List<Integer> filled =
          matching(
              values.rows().get(0).stream().map(Expression::position).toList(),
              targets,
              columnsGiven,
              insert);
      return values(values.rows(), table, filled);
    }
    return query(insert, source, table, targets);
  }

  private static boolean isPlain(Query query) {
    return query.with() == null
        && query.orderBy().isEmpty()
        && query.limit() == null
        && query.offset() == null;
  }

  /** Without a column list the first columns are meant. */
  private static List<Integer> matching(
      List<Position> given, List<Integer> targets, boolean columnsGiven, Insert insert) {
    if (given.size() > targets.size()) {
      throw Failures.at(
          given.get(targets.size()),
          ErrorCode.SYNTAX_ERROR,
          "INSERT has more expressions than target columns");
    }
    if (columnsGiven && given.size() < targets.size()) {
      throw Failures.at(
          insert.columns().get(given.size()).position(),
          ErrorCode.SYNTAX_ERROR,
          "INSERT has more target columns than expressions");
    }
    return targets.subList(0, given.size());
  }

  private RelNode values(List<List<Expression>> rows, TargetTable table, List<Integer> targets) {
    RelNode oneRow = LogicalValues.createOneRow(statement.rels().cluster());
    Scope scope =
        new Scope(statement.rels().cluster(), null, oneRow.getRowType(), List.of(), List.of());
    ExpressionAnalyzer expressions =
        new ExpressionAnalyzer(statement, ExpressionContext.of(surroundings, scope, Clause.VALUES));
    List<List<RexNode>> complete = new ArrayList<>();
    for (List<Expression> row : rows) {
      if (row.size() != rows.get(0).size()) {
        throw Failures.at(
            row.isEmpty() ? Position.NONE : row.get(0).position(),
            ErrorCode.SYNTAX_ERROR,
            "VALUES lists must all be the same length");
      }
      @Nullable RexNode[] given = new RexNode[table.arity()];
      for (int i = 0; i < row.size(); i++) {
        given[targets.get(i)] = value(row.get(i), targets.get(i), table, expressions);
      }
      complete.add(complete(given, table));
    }
    return ValuesAnalyzer.relation(complete, table.columnNames(), oneRow, scope, statement);
  }

  private static RexNode value(
      Expression expression, int column, TargetTable table, ExpressionAnalyzer expressions) {
    return expression instanceof DefaultMarker
        ? table.defaultValue(column)
        : table.assign(expressions.analyze(expression), column, expression.position());
  }

  /** Fills the columns that are not given. */
  private static List<RexNode> complete(@Nullable RexNode[] given, TargetTable table) {
    List<RexNode> row = new ArrayList<>();
    for (int i = 0; i < given.length; i++) {
      RexNode value = given[i];
      row.add(value == null ? table.defaultValue(i) : value);
    }
    return row;
  }

  private RelNode query(Insert insert, Query source, TargetTable table, List<Integer> targets) {
    Body body = new QueryAnalyzer(statement).analyzeBody(source, surroundings, OpenColumns.KEEP);
    List<Integer> filled = matching(body.positions(), targets, !insert.columns().isEmpty(), insert);
    List<RexNode> cast = new ArrayList<>();
    for (int i = 0; i < filled.size(); i++) {
      cast.add(table.assign(body.outputs().get(i), filled.get(i), body.positions().get(i)));
    }
    RelNode given = body.withOutputs(cast).project();
    @Nullable RexNode[] columns = new RexNode[table.arity()];
    Arrays.fill(columns, null);
    for (int i = 0; i < filled.size(); i++) {
      columns[filled.get(i)] = statement.rels().rex().makeInputRef(given, i);
    }
    Set<CorrelationId> none = ImmutableSet.of();
    return LogicalProject.create(
        given, List.of(), complete(columns, table), table.columnNames(), none);
  }
}
