package dev.tidewater.sql.planner;

import dev.tidewater.sql.ast.CreateStatement.CreateTable;
import dev.tidewater.sql.ast.DataStatement.CopyFrom;
import dev.tidewater.sql.ast.DataStatement.Delete;
import dev.tidewater.sql.ast.DataStatement.Insert;
import dev.tidewater.sql.ast.DataStatement.Update;
import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Identifier;
import dev.tidewater.sql.ast.Query;
import dev.tidewater.sql.catalog.AnalysisContext;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns statements into plans. Has no state of its own: safe for use by many threads.
 *
 * <p>Every method fails with a {@link TidewaterException} as PostgreSQL words it, with the position
 * in the statement's text, if the statement makes no sense; and with {@code FEATURE_NOT_SUPPORTED}
 * if it does but can't be run yet.
 */
@SuppressWarnings("DoNotCallSuggester") // until the analyzer lands
public final class SqlPlanner {
  /** Plans a SELECT, VALUES or TABLE. */
  public PlannedQuery planQuery(Query query, AnalysisContext context) {
    throw notYet("SELECT");
  }

  /**
   * Plans what a view or materialized view computes. For a materialized view the context's purpose
   * is {@link AnalysisContext.Purpose#MAINTAINED}.
   *
   * @param columns names for the first columns, may be empty
   */
  public PlannedView planView(Query query, List<Identifier> columns, AnalysisContext context) {
    throw notYet("CREATE VIEW");
  }

  public PlannedInsert planInsert(Insert insert, AnalysisContext context) {
    throw notYet("INSERT");
  }

  public PlannedUpdate planUpdate(Update update, AnalysisContext context) {
    throw notYet("UPDATE");
  }

  public PlannedDelete planDelete(Delete delete, AnalysisContext context) {
    throw notYet("DELETE");
  }

  public PlannedTable planCreateTable(CreateTable table, AnalysisContext context) {
    throw notYet("CREATE TABLE");
  }

  public PlannedCopy planCopyFrom(CopyFrom copy, AnalysisContext context) {
    throw notYet("COPY");
  }

  /**
   * Evaluates an expression without columns, for an option or a setting.
   *
   * @param type what it is cast to, as by assignment
   * @return the value in the Java form of the type
   */
  public @Nullable Object evaluate(Expression expression, SqlType type, AnalysisContext context) {
    throw notYet("an expression here");
  }

  /** The text that EXPLAIN shows of a query. */
  public String explain(Query query, ExplainStage stage, AnalysisContext context) {
    throw notYet("EXPLAIN");
  }

  private static TidewaterException notYet(String what) {
    return new TidewaterException(ErrorCode.FEATURE_NOT_SUPPORTED, "{what} is not supported yet")
        .with("what", what);
  }
}
