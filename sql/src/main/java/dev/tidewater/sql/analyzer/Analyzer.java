package dev.tidewater.sql.analyzer;

import dev.tidewater.sql.ast.Query;
import dev.tidewater.sql.catalog.AnalysisContext;
import dev.tidewater.sql.functions.Functions;
import dev.tidewater.sql.rel.Rels;
import dev.tidewater.types.SqlType;
import java.util.List;
import java.util.SortedSet;

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

  /** A query that stands for a relation: a view, the source of an INSERT. */
  public AnalyzedRelation analyzeRelation(Query query) {
    return new QueryAnalyzer(statement).analyzeRelation(query, top());
  }

  private Surroundings top() {
    return Surroundings.top(statement.context().names());
  }
}
