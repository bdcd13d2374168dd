package dev.tidewater.sql.planner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidewater.plan.PlanPrinter;
import dev.tidewater.plan.RelationPlan;
import dev.tidewater.sql.ast.CreateStatement.CreateTable;
import dev.tidewater.sql.ast.DataStatement.CopyFrom;
import dev.tidewater.sql.ast.DataStatement.Delete;
import dev.tidewater.sql.ast.DataStatement.Insert;
import dev.tidewater.sql.ast.DataStatement.Update;
import dev.tidewater.sql.ast.Query;
import dev.tidewater.sql.ast.Statement;
import dev.tidewater.sql.catalog.AnalysisContext;
import dev.tidewater.sql.catalog.AnalysisContext.Purpose;
import dev.tidewater.sql.parser.SqlParser;
import dev.tidewater.types.Column;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Statements with the plan or the error that comes of them, in text files: a statement, a line of
 * hyphens, the outcome, a line of equals signs. A statement after {@code MAINTAIN} is planned as a
 * materialized view's. Run with {@code -Dgolden.rewrite=true} to write the files anew, then read
 * the difference.
 */
final class PlannerGoldenTest {
  private static final String BETWEEN_SECTIONS = "\n====\n";
  private static final String BEFORE_OUTCOME = "\n----\n";
  private static final String MAINTAIN = "MAINTAIN ";
  private static final Path FOLDER = Path.of("src/test/resources/dev/tidewater/sql/planner");

  private final SqlPlanner planner = new SqlPlanner();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "queries.golden",
        "joins.golden",
        "subqueries.golden",
        "functions.golden",
        "windows.golden",
        "rules.golden",
        "data.golden",
        "maintained.golden",
        "errors.golden",
        "unsupported.golden"
      })
  void plansAsWritten(String file) throws IOException {
    Path path = FOLDER.resolve(file);
    String expected = Files.readString(path);
    String actual =
        List.of(expected.split(BETWEEN_SECTIONS)).stream()
            .map(section -> section.split(BEFORE_OUTCOME, 2)[0].strip())
            .filter(sql -> !sql.isEmpty())
            .map(sql -> sql + BEFORE_OUTCOME + outcome(sql))
            .collect(Collectors.joining(BETWEEN_SECTIONS, "", BETWEEN_SECTIONS));
    if (Boolean.getBoolean("golden.rewrite")) {
      Files.writeString(path, actual);
    }
    assertThat(actual).isEqualTo(expected);
  }

  private String outcome(String sql) {
    try {
      if (sql.startsWith(MAINTAIN)) {
        Query query = (Query) SqlParser.parseStatement(sql.substring(MAINTAIN.length()));
        AnalysisContext context = TestCatalog.context().withPurpose(Purpose.MAINTAINED);
        PlannedView view = planner.planView(query, List.of(), context);
        return plan(view.plan())
            + "columns: "
            + columns(view.schema().columns())
            + "\nkeys: "
            + view.schema().keys();
      }
      return outcome(SqlParser.parseStatement(sql));
    } catch (TidewaterException e) {
      return error(e);
    }
  }

  private String outcome(Statement statement) {
    AnalysisContext context = TestCatalog.context();
    if (statement instanceof Query query) {
      PlannedQuery planned = planner.planQuery(query, context);
      return PlanPrinter.print(planned.template().unbound()) + facts(planned);
    } else if (statement instanceof Insert insert) {
      PlannedInsert planned = planner.planInsert(insert, context);
      return plan(planned.rows()) + returning(planned.returning());
    } else if (statement instanceof Update update) {
      PlannedUpdate planned = planner.planUpdate(update, context);
      return plan(planned.rows()) + returning(planned.returning());
    } else if (statement instanceof Delete delete) {
      PlannedDelete planned = planner.planDelete(delete, context);
      return plan(planned.rows()) + returning(planned.returning());
    } else if (statement instanceof CreateTable table) {
      PlannedTable planned = planner.planCreateTable(table, context);
      return "columns: "
          + columns(planned.schema().columns())
          + "\nkeys: "
          + planned.schema().keys();
    } else if (statement instanceof CopyFrom copy) {
      PlannedCopy planned = planner.planCopyFrom(copy, context);
      return "targets: " + planned.targets() + "\ndefaults: " + planned.defaults();
    }
    throw new IllegalArgumentException("no such statement here: " + statement);
  }

  private static String plan(PlannedQuery planned) {
    return plan(planned.template().relation());
  }

  private static String plan(RelationPlan plan) {
    return PlanPrinter.print(plan);
  }

  private static String facts(PlannedQuery planned) {
    String columns =
        planned.columns().stream()
            .map(column -> describe(column.name(), column.type(), column.nullable()))
            .collect(Collectors.joining(", "));
    String parameters =
        planned.parameterTypes().stream().map(SqlType::display).collect(Collectors.joining(", "));
    return "columns: "
        + columns
        + "\nkeys: "
        + planned.uniqueKeys()
        + (parameters.isEmpty() ? "" : "\nparameters: " + parameters);
  }

  private static String returning(Returning returning) {
    return returning.isEmpty()
        ? "no rows"
        : "returning: "
            + returning.columns().stream()
                .map(column -> describe(column.name(), column.type(), column.nullable()))
                .collect(Collectors.joining(", "));
  }

  private static String columns(List<Column> columns) {
    return columns.stream()
        .map(column -> describe(column.name(), column.type(), column.nullable()))
        .collect(Collectors.joining(", "));
  }

  private static String describe(String name, SqlType type, boolean nullable) {
    return name + " " + type.display() + (nullable ? "" : " not null");
  }

  private static String error(TidewaterException e) {
    StringBuilder text = new StringBuilder("ERROR " + e.code().sqlState() + ": " + e.getMessage());
    e.position().ifPresent(position -> text.append("\nat ").append(position));
    if (e.detail() != null) {
      text.append("\ndetail: ").append(e.detail());
    }
    if (e.hint() != null) {
      text.append("\nhint: ").append(e.hint());
    }
    return text.toString();
  }
}
