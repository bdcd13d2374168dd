package dev.tidewater.sql.planner;

import dev.tidewater.plan.RelationPlan;
import dev.tidewater.plan.RelationType;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.sql.analyzer.AnalyzedChange;
import dev.tidewater.sql.analyzer.AnalyzedCopy;
import dev.tidewater.sql.analyzer.AnalyzedInsert;
import dev.tidewater.sql.analyzer.AnalyzedQuery;
import dev.tidewater.sql.analyzer.AnalyzedRelation;
import dev.tidewater.sql.analyzer.AnalyzedReturning;
import dev.tidewater.sql.analyzer.AnalyzedTable;
import dev.tidewater.sql.analyzer.Analyzer;
import dev.tidewater.sql.ast.CreateStatement.CreateTable;
import dev.tidewater.sql.ast.DataStatement.CopyFrom;
import dev.tidewater.sql.ast.DataStatement.Delete;
import dev.tidewater.sql.ast.DataStatement.Insert;
import dev.tidewater.sql.ast.DataStatement.Update;
import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Identifier;
import dev.tidewater.sql.ast.Query;
import dev.tidewater.sql.catalog.AnalysisContext;
import dev.tidewater.sql.catalog.ResolvedRelation;
import dev.tidewater.sql.functions.Functions;
import dev.tidewater.sql.lower.RelLowering;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Turns statements into plans. Has no state of its own: safe for use by many threads.
 *
 * <p>Every method fails with a {@link TidewaterException} as PostgreSQL words it, with the position
 * in the statement's text, if the statement makes no sense; and with {@code FEATURE_NOT_SUPPORTED}
 * if it does but can't be run yet.
 */
public final class SqlPlanner {
  private final Functions functions = Functions.standard();

  /** Plans a SELECT, VALUES or TABLE. */
  public PlannedQuery planQuery(Query query, AnalysisContext context) {
    Analyzer analyzer = new Analyzer(functions, context);
    AnalyzedQuery analyzed = analyzer.analyzeQuery(query);
    return new QueryPlanning(functions, analyzer).plan(analyzed);
  }

  /**
   * Plans what a view or materialized view computes. For a materialized view the context's purpose
   * is {@link AnalysisContext.Purpose#MAINTAINED}.
   *
   * @param columns names for the first columns, may be empty
   */
  public PlannedView planView(Query query, List<Identifier> columns, AnalysisContext context) {
    Analyzer analyzer = new Analyzer(functions, context);
    AnalyzedRelation analyzed = analyzer.analyzeView(query);
    List<String> names = ViewColumns.names(analyzed.names(), columns);
    PlannedQuery planned =
        new QueryPlanning(functions, analyzer).plan(new AnalyzedRelation(analyzed.rel(), names));
    RelationPlan plan = planned.template().relation();
    return new PlannedView(plan, ViewColumns.schema(planned), planned.dependencies());
  }

  /**
   * Plans a query whose result is followed as it changes. Its rows have no order; an ORDER BY with
   * a LIMIT has become a top-k. There are no parameters in it.
   *
   * @param context with the purpose {@link AnalysisContext.Purpose#MAINTAINED}
   */
  public PlannedQuery planFollowed(Query query, AnalysisContext context) {
    Analyzer analyzer = new Analyzer(functions, context);
    AnalyzedRelation analyzed = analyzer.analyzeView(query);
    return new QueryPlanning(functions, analyzer).plan(analyzed);
  }

  public PlannedInsert planInsert(Insert insert, AnalysisContext context) {
    Analyzer analyzer = new Analyzer(functions, context);
    AnalyzedInsert analyzed = analyzer.analyzeInsert(insert);
    PlannedQuery rows = new QueryPlanning(functions, analyzer).plan(analyzed.rows());
    return new PlannedInsert(
        analyzed.table(), rows, returning(analyzed.returning(), analyzed.table()));
  }

  public PlannedUpdate planUpdate(Update update, AnalysisContext context) {
    Analyzer analyzer = new Analyzer(functions, context);
    AnalyzedChange analyzed = analyzer.analyzeUpdate(update);
    PlannedQuery rows = new QueryPlanning(functions, analyzer).plan(analyzed.rows());
    return new PlannedUpdate(
        analyzed.table(), rows, returning(analyzed.returning(), analyzed.table()));
  }

  public PlannedDelete planDelete(Delete delete, AnalysisContext context) {
    Analyzer analyzer = new Analyzer(functions, context);
    AnalyzedChange analyzed = analyzer.analyzeDelete(delete);
    PlannedQuery rows = new QueryPlanning(functions, analyzer).plan(analyzed.rows());
    return new PlannedDelete(
        analyzed.table(), rows, returning(analyzed.returning(), analyzed.table()));
  }

  private Returning returning(AnalyzedReturning analyzed, ResolvedRelation table) {
    RelationType row = ViewColumns.rowType(table.schema());
    RelLowering lowering = new RelLowering(functions);
    List<ScalarExpr> expressions = new ArrayList<>();
    List<OutputColumn> columns = new ArrayList<>();
    for (int i = 0; i < analyzed.outputs().size(); i++) {
      ScalarExpr expression = lowering.lower(analyzed.outputs().get(i), row);
      expressions.add(expression);
      columns.add(
          new OutputColumn(analyzed.names().get(i), expression.type(), expression.nullable()));
    }
    return new Returning(expressions, columns);
  }

  public PlannedTable planCreateTable(CreateTable table, AnalysisContext context) {
    AnalyzedTable analyzed = new Analyzer(functions, context).analyzeTable(table);
    return new PlannedTable(analyzed.schema(), analyzed.columnDefaults());
  }

  public PlannedCopy planCopyFrom(CopyFrom copy, AnalysisContext context) {
    AnalyzedCopy analyzed = new Analyzer(functions, context).analyzeCopy(copy);
    List<@Nullable ScalarExpr> defaults = new ArrayList<>();
    for (RexNode value : analyzed.defaults()) {
      defaults.add(value == null ? null : lowerConstant(value));
    }
    return new PlannedCopy(analyzed.table(), analyzed.targets(), defaults);
  }

  private ScalarExpr lowerConstant(RexNode node) {
    return new RelLowering(functions).lower(node, new RelationType(List.of()));
  }

  /**
   * Evaluates an expression without columns, for an option or a setting.
   *
   * @param type what it is cast to, as by assignment
   * @return the value in the Java form of the type
   */
  public @Nullable Object evaluate(Expression expression, SqlType type, AnalysisContext context) {
    RexNode node = new Analyzer(functions, context).analyzeConstant(expression, type);
    ScalarExpr lowered = lowerConstant(node);
    return lowered instanceof ScalarExpr.Literal literal
        ? literal.value()
        : functions.evaluate(lowered);
  }

  /** The text that EXPLAIN shows of a query. */
  public String explain(Query query, ExplainStage stage, AnalysisContext context) {
    Analyzer analyzer = new Analyzer(functions, context);
    AnalyzedQuery analyzed = analyzer.analyzeQuery(query);
    return new QueryPlanning(functions, analyzer).explain(analyzed, stage);
  }
}
