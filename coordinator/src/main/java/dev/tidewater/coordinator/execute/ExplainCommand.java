package dev.tidewater.coordinator.execute;

import dev.tidewater.catalog.CatalogSnapshot;
import dev.tidewater.catalog.IndexKeys;
import dev.tidewater.catalog.Item;
import dev.tidewater.catalog.ItemType;
import dev.tidewater.catalog.NameResolver;
import dev.tidewater.catalog.SnapshotCatalogReader;
import dev.tidewater.coordinator.connection.OptionReader;
import dev.tidewater.coordinator.ddl.ItemTypes;
import dev.tidewater.coordinator.session.ResultChunk;
import dev.tidewater.engine.dataflow.OperatorStatistics;
import dev.tidewater.sql.ast.CreateStatement.CreateMaterializedView;
import dev.tidewater.sql.ast.CreateStatement.CreateView;
import dev.tidewater.sql.ast.CursorStatement.DeclareCursor;
import dev.tidewater.sql.ast.CursorStatement.Subscribe;
import dev.tidewater.sql.ast.DataStatement.Delete;
import dev.tidewater.sql.ast.DataStatement.Insert;
import dev.tidewater.sql.ast.DataStatement.Update;
import dev.tidewater.sql.ast.InspectStatement.Explain;
import dev.tidewater.sql.ast.InspectStatement.ExplainFormat;
import dev.tidewater.sql.ast.InspectStatement.ExplainTimestamp;
import dev.tidewater.sql.ast.InspectStatement.ExplainedObject;
import dev.tidewater.sql.ast.InspectStatement.ExplainedStatement;
import dev.tidewater.sql.ast.Query;
import dev.tidewater.sql.ast.SessionStatement.Execute;
import dev.tidewater.sql.ast.Statement;
import dev.tidewater.sql.catalog.AnalysisContext;
import dev.tidewater.sql.catalog.AnalysisContext.Purpose;
import dev.tidewater.sql.parser.SqlParser;
import dev.tidewater.sql.planner.ExplainStage;
import dev.tidewater.sql.planner.PlannedQuery;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** EXPLAIN: of plans at every stage, of what a query or a maintained view did, and of times. */
final class ExplainCommand {
  private static final double NANOS_PER_MILLI = 1e6;

  /** What Materialize's and PostgreSQL's EXPLAIN know besides; the text is the same with them. */
  private static final List<String> WITHOUT_EFFECT =
      List.of(
          "ARITY",
          "BUFFERS",
          "CARDINALITIES",
          "COLUMN NAMES",
          "COSTS",
          "EQUIVALENCES",
          "FILTER PUSHDOWN",
          "GENERIC_PLAN",
          "HUMANIZED EXPRESSIONS",
          "JOIN IMPLEMENTATIONS",
          "KEYS",
          "NODE IDENTIFIERS",
          "NON NEGATIVE",
          "NO FAST PATH",
          "NO NOTICES",
          "RAW PLANS",
          "RAW SYNTAX",
          "REDACTED",
          "SETTINGS",
          "SUBTREE SIZE",
          "SUMMARY",
          "TIMING",
          "TYPES",
          "VERBOSE",
          "WAL");

  private final Services services;
  private final CoordinatorSession session;
  private final AnalysisContext context;
  private final AnalysisContext queryContext;

  /** How an explanation is written. */
  enum Shape {
    TEXT,
    JSON
  }

  /**
   * What is explained.
   *
   * @param heading what the plan is of, or null for a plain query
   * @param query null for a statement that writes
   * @param planned as it is run
   */
  private record Target(
      @Nullable String heading,
      @Nullable Query query,
      AnalysisContext context,
      PlannedQuery planned,
      @Nullable Item item) {}

  ExplainCommand(
      Services services,
      CoordinatorSession session,
      AnalysisContext context,
      AnalysisContext queryContext) {
    this.services = services;
    this.session = session;
    this.context = context;
    this.queryContext = queryContext;
  }

  Answer answer(Explain statement) {
    OptionReader options = new OptionReader("EXPLAIN", statement.options());
    boolean analyze = options.truth("ANALYZE").orElse(statement.analyze());
    Shape shape = shape(statement.format(), options);
    WITHOUT_EFFECT.forEach(options::has);
    options.finish();
    return answer(() -> analyze ? analyzed(statement, shape) : plan(statement, shape));
  }

  private static Answer answer(Supplier<String> text) {
    return new Answer(
        InspectCommands.texts("QUERY PLAN"),
        () -> {
          List<@Nullable Object[]> rows = new ArrayList<>();
          text.get().lines().forEach(line -> rows.add(new Object[] {line}));
          return rows;
        },
        "EXPLAIN");
  }

  private static Shape shape(@Nullable ExplainFormat format, OptionReader options) {
    String name = options.text("FORMAT").orElse("text").toLowerCase(Locale.ROOT);
    if (format == ExplainFormat.JSON || name.equals("json")) {
      return Shape.JSON;
    }
    if (!name.equals("text")) {
      throw new TidewaterException(
              ErrorCode.INVALID_PARAMETER_VALUE,
              "unrecognized value for EXPLAIN option \"format\": \"{format}\"")
          .with("format", name)
          .at(options.position("FORMAT"));
    }
    return Shape.TEXT;
  }

  // --- plans

  private String plan(Explain statement, Shape shape) {
    Target target = target(statement);
    String text = planText(target, stage(statement), statement.position().offset());
    if (target.heading() != null) {
      text = target.heading() + "\n" + text.indent(2);
    }
    return shape == Shape.JSON ? PlanJson.of(text) : text;
  }

  private String planText(Target target, ExplainStage stage, int position) {
    if (stage == ExplainStage.PHYSICAL) {
      return planText().of(target.planned());
    }
    if (target.query() == null) {
      throw unsupported("EXPLAIN of this stage of a statement that writes", position);
    }
    return services.planner().explain(target.query(), stage, target.context());
  }

  private static ExplainStage stage(Explain statement) {
    if (statement.stage() == null) {
      return ExplainStage.PHYSICAL;
    }
    return switch (statement.stage()) {
      case RAW -> ExplainStage.RAW;
      case DECORRELATED, LOCALLY_OPTIMIZED -> ExplainStage.DECORRELATED;
      case OPTIMIZED -> ExplainStage.OPTIMIZED;
      case PHYSICAL -> ExplainStage.PHYSICAL;
    };
  }

  private Target target(Explain statement) {
    return statement.explainee() instanceof ExplainedObject object
        ? target(object)
        : target(((ExplainedStatement) statement.explainee()).statement());
  }

  private Target target(ExplainedObject object) {
    Item item = resolver().require(object.name(), ItemTypes.of(object.kind()));
    AnalysisContext stored = context.withNames(SnapshotCatalogReader.nameContext(item));
    Statement definition = SqlParser.parseStatement(item.createSql());
    String name = planText().name(item);
    if (definition instanceof CreateMaterializedView view) {
      return maintained("Materialized view " + name, view.query(), stored, item);
    } else if (definition instanceof CreateView view) {
      return maintained("View " + name, view.query(), stored, item);
    }
    if (item.type() == ItemType.INDEX) {
      Item indexed = IndexKeys.indexed(catalog(), item);
      Query query = Query.allOf(planText().fullName(indexed));
      return maintained("Index " + name, query, context, item);
    }
    throw unsupported("EXPLAIN of this object", object.position().offset());
  }

  private Target maintained(
      @Nullable String heading, Query query, AnalysisContext names, @Nullable Item item) {
    AnalysisContext maintained = names.withPurpose(Purpose.MAINTAINED);
    PlannedQuery planned = services.planner().planFollowed(query, maintained);
    return new Target(heading, query, maintained, planned, item);
  }

  private Target target(Statement statement) {
    if (statement instanceof Query query) {
      PlannedQuery planned = services.planner().planQuery(query, queryContext);
      return new Target(null, query, queryContext, planned, null);
    } else if (statement instanceof Subscribe subscribe) {
      return maintained("Subscribe", SubscribePlanning.query(subscribe), context, null);
    } else if (statement instanceof CreateMaterializedView view) {
      return maintained("Materialized view " + view.name(), view.query(), context, null);
    } else if (statement instanceof CreateView view) {
      return maintained("View " + view.name(), view.query(), context, null);
    } else if (statement instanceof DeclareCursor declare) {
      return target(declare.statement());
    } else if (statement instanceof Execute execute) {
      Statement named = session.named(execute.name()).statement();
      if (named != null) {
        return target(named);
      }
    } else if (statement instanceof Insert insert) {
      return writing(
          "Insert into " + insert.table(), services.planner().planInsert(insert, context).rows());
    } else if (statement instanceof Update update) {
      return writing(
          "Update " + update.table(), services.planner().planUpdate(update, context).rows());
    } else if (statement instanceof Delete delete) {
      return writing(
          "Delete from " + delete.table(), services.planner().planDelete(delete, context).rows());
    }
    throw unsupported("EXPLAIN of this statement", statement.position().offset());
  }

  private Target writing(String heading, PlannedQuery rows) {
    return new Target(heading, null, context, rows, null);
  }

  // --- what was done

  private String analyzed(Explain statement, Shape shape) {
    Target target = target(statement);
    if (target.item() != null) {
      return analyzedView(target.item(), shape, statement.position().offset());
    }
    if (target.heading() != null) {
      throw unsupported("EXPLAIN ANALYZE of this statement", statement.position().offset());
    }
    long begin = System.nanoTime();
    long rows = 0;
    List<OperatorStatistics> operators;
    try (QueryRows result = new QueryExecutor(services, session).run(target.planned(), List.of())) {
      for (ResultChunk chunk = result.next(); chunk != null; chunk = result.next()) {
        rows += chunk.rows();
      }
      operators = result.statistics();
    }
    double millis = (System.nanoTime() - begin) / NANOS_PER_MILLI;
    String report = OperatorReport.of(operators, shape);
    return shape == Shape.JSON
        ? report
        : planText(target, ExplainStage.PHYSICAL, 0)
            + report
            + String.format(Locale.ROOT, "\nRows: %d\nExecution Time: %.3f ms", rows, millis);
  }

  private String analyzedView(Item item, Shape shape, int position) {
    if (item.type() == ItemType.INDEX) {
      return OperatorReport.of(services.indexes().statistics(item.id()), shape);
    }
    if (item.type() != ItemType.MATERIALIZED_VIEW) {
      throw unsupported("EXPLAIN ANALYZE of what is not maintained", position);
    }
    return OperatorReport.of(services.views().statistics(item.id()), shape);
  }

  // --- times

  Answer answer(ExplainTimestamp statement) {
    Shape shape = statement.format() == ExplainFormat.JSON ? Shape.JSON : Shape.TEXT;
    return new Answer(
        InspectCommands.texts("Timestamp"),
        () -> {
          PlannedQuery planned = services.planner().planQuery(statement.query(), queryContext);
          String text =
              new QueryExecutor(services, session)
                  .explainTime(planned)
                  .print(catalog(), context.names().database(), shape);
          List<@Nullable Object[]> rows = new ArrayList<>();
          text.lines().forEach(line -> rows.add(new Object[] {line}));
          return rows;
        },
        "EXPLAIN");
  }

  private PlanText planText() {
    return new PlanText(catalog(), context.names().database(), services.indexes());
  }

  private CatalogSnapshot catalog() {
    return services.catalog().current();
  }

  private NameResolver resolver() {
    return new NameResolver(catalog(), context.names());
  }

  private static TidewaterException unsupported(String what, int position) {
    return new TidewaterException(ErrorCode.FEATURE_NOT_SUPPORTED, "{what} is not supported")
        .with("what", what)
        .at(position);
  }
}
