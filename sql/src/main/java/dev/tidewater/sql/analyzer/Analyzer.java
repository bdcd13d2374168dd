package dev.tidewater.sql.analyzer;

import dev.tidewater.engine.function.CastContext;
import dev.tidewater.sql.ast.CreateStatement.CreateTable;
import dev.tidewater.sql.ast.DataStatement.CopyFrom;
import dev.tidewater.sql.ast.DataStatement.Delete;
import dev.tidewater.sql.ast.DataStatement.Insert;
import dev.tidewater.sql.ast.DataStatement.Target;
import dev.tidewater.sql.ast.DataStatement.Update;
import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Query;
import dev.tidewater.sql.catalog.AnalysisContext;
import dev.tidewater.sql.functions.Functions;
import dev.tidewater.sql.rel.Rels;
import dev.tidewater.types.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Analyzes one statement; a new one for each. */
public final class Analyzer {
  private final StatementAnalysis statement;

  public Analyzer(Functions functions, AnalysisContext context) {
    this.statement = new StatementAnalysis(functions, context);
  }

  /** What made the nodes and must make those that are added to them. */
  public Rels rels() {
    return statement.rels();
  }

  /** Whether what is analyzed will be kept up to date. */
  public boolean isMaintained() {
    return statement.isMaintained();
  }

  /** Types of the parameters met so far, all settled. */
  public List<SqlType> parameterTypes() {
    return statement.parameters().settled();
  }

  /** Ids of the relations named so far, in views too. */
  public SortedSet<Long> objects() {
    return statement.objects();
  }

  /** A query to be answered. */
  public AnalyzedQuery analyzeQuery(Query query) {
    return new QueryAnalyzer(statement).analyze(query, top(), OpenColumns.SETTLE);
  }

  /** The query of a view, in which there are no parameters. */
  public AnalyzedRelation analyzeView(Query query) {
    statement.parameters().forbid();
    return new QueryAnalyzer(statement).analyzeRelation(query, top());
  }

  public AnalyzedInsert analyzeInsert(Insert insert) {
    return new InsertAnalyzer(statement, top()).analyze(insert);
  }

  public AnalyzedChange analyzeUpdate(Update update) {
    return new ChangeAnalyzer(statement, top()).analyze(update);
  }

  public AnalyzedChange analyzeDelete(Delete delete) {
    return new ChangeAnalyzer(statement, top()).analyze(delete);
  }

  public AnalyzedTable analyzeTable(CreateTable table) {
    return new TableAnalyzer(statement, top()).analyze(table);
  }

  public AnalyzedCopy analyzeCopy(CopyFrom copy) {
    if (copy.where() != null) {
      throw Failures.notSupported(copy.where().position(), "COPY … WHERE");
    }
    TargetTable table = TargetTable.resolve(statement, top(), copy.table(), null, "copy to");
    List<Target> columns =
        copy.columns().stream()
            .map(column -> new Target(column, List.of(), column.position()))
            .toList();
    List<Integer> targets = table.positions(columns);
    List<@Nullable RexNode> defaults = new ArrayList<>();
    for (int i = 0; i < table.arity(); i++) {
      defaults.add(targets.contains(i) ? null : table.defaultValue(i));
    }
    return new AnalyzedCopy(table.relation(), targets, defaults);
  }

  /** An expression without columns, as a value of a type. */
  public RexNode analyzeConstant(Expression expression, SqlType type) {
    ExpressionContext context = ExpressionContext.of(top(), null, Clause.OPTION);
    RexNode node = new ExpressionAnalyzer(statement, context).analyze(expression);
    return statement.coercion().coerce(node, type, CastContext.ASSIGNMENT, expression.position());
  }

  private Surroundings top() {
    return Surroundings.top(statement.context().names());
  }
}
