package dev.tidewater.coordinator.execute;

import dev.tidewater.catalog.CatalogSnapshot;
import dev.tidewater.catalog.SnapshotCatalogReader;
import dev.tidewater.coordinator.session.ResultColumn;
import dev.tidewater.coordinator.session.ScriptStatement;
import dev.tidewater.sql.analyzer.TypeNames;
import dev.tidewater.sql.ast.AlterStatement;
import dev.tidewater.sql.ast.CreateStatement;
import dev.tidewater.sql.ast.CursorStatement;
import dev.tidewater.sql.ast.CursorStatement.CloseCursor;
import dev.tidewater.sql.ast.CursorStatement.CursorVisitor;
import dev.tidewater.sql.ast.CursorStatement.DeclareCursor;
import dev.tidewater.sql.ast.CursorStatement.Fetch;
import dev.tidewater.sql.ast.CursorStatement.Subscribe;
import dev.tidewater.sql.ast.DataStatement;
import dev.tidewater.sql.ast.DataStatement.CopyFrom;
import dev.tidewater.sql.ast.DataStatement.CopyTo;
import dev.tidewater.sql.ast.DataStatement.DataVisitor;
import dev.tidewater.sql.ast.DataStatement.Delete;
import dev.tidewater.sql.ast.DataStatement.Insert;
import dev.tidewater.sql.ast.DataStatement.Truncate;
import dev.tidewater.sql.ast.DataStatement.Update;
import dev.tidewater.sql.ast.InspectStatement;
import dev.tidewater.sql.ast.Query;
import dev.tidewater.sql.ast.SessionStatement;
import dev.tidewater.sql.ast.SessionStatement.Execute;
import dev.tidewater.sql.ast.SessionStatement.Prepare;
import dev.tidewater.sql.ast.Statement;
import dev.tidewater.sql.catalog.AnalysisContext;
import dev.tidewater.sql.catalog.AnalysisContext.Purpose;
import dev.tidewater.sql.parser.ParsedStatement;
import dev.tidewater.sql.parser.SqlParser;
import dev.tidewater.sql.planner.OutputColumn;
import dev.tidewater.sql.planner.PlannedDelete;
import dev.tidewater.sql.planner.PlannedInsert;
import dev.tidewater.sql.planner.PlannedQuery;
import dev.tidewater.sql.planner.PlannedUpdate;
import dev.tidewater.sql.planner.Returning;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parses and plans the statements of one session. */
final class StatementPreparer {
  private final Services services;
  private final CoordinatorSession session;

  StatementPreparer(Services services, CoordinatorSession session) {
    this.services = services;
    this.session = session;
  }

  List<ScriptStatement> parseScript(String sql) {
    return SqlParser.parse(sql).stream()
        .<ScriptStatement>map(p -> new ParsedScriptStatement(p.ast(), p.sql(), p.offset()))
        .toList();
  }

  PreparedStatement prepare(ParsedScriptStatement parsed) {
    return prepare(parsed.statement(), parsed.sql(), parsed.offset(), List.of());
  }

  PreparedStatement prepare(String sql, List<SqlType> parameterTypes) {
    List<ParsedStatement> statements = SqlParser.parse(sql);
    if (statements.isEmpty()) {
      return prepare(null, sql, 0, List.of());
    }
    if (statements.size() > 1) {
      throw new TidewaterException(
          ErrorCode.SYNTAX_ERROR, "cannot insert multiple commands into a prepared statement");
    }
    ParsedStatement parsed = statements.get(0);
    return prepare(parsed.ast(), parsed.sql(), parsed.offset(), parameterTypes);
  }

  PreparedStatement prepareNamed(Prepare statement) {
    List<SqlType> types = statement.types().stream().map(TypeNames::resolve).toList();
    return prepare(statement.statement(), "", 0, types);
  }

  /** The statement planned against the catalog as it is now. */
  PreparedStatement refreshed(PreparedStatement prepared) {
    if (prepared.catalog() == services.catalog().current()
        || prepared.planned() instanceof Planned.Nothing) {
      return prepared;
    }
    PreparedStatement fresh =
        prepare(prepared.statement(), prepared.sql(), prepared.offset(), prepared.declaredTypes());
    if (!fresh.columns().equals(prepared.columns())) {
      throw new TidewaterException(
              ErrorCode.FEATURE_NOT_SUPPORTED, "cached plan must not change result type")
          .hint("Prepare the statement again.");
    }
    return fresh;
  }

  /** What statements are understood against, now. */
  AnalysisContext context(List<SqlType> parameterTypes) {
    return context(parameterTypes, new SnapshotCatalogReader(services.catalog().current()));
  }

  /** The same for queries, which read a view from its index if it has one. */
  AnalysisContext queryContext(List<SqlType> parameterTypes) {
    return context(
        parameterTypes,
        new SnapshotCatalogReader(services.catalog().current(), services.indexes()::answers));
  }

  private AnalysisContext context(List<SqlType> parameterTypes, SnapshotCatalogReader catalog) {
    return new AnalysisContext(
        catalog,
        session.names(),
        session.user(),
        ZoneId.of(session.variables().value("TimeZone"), ZoneId.SHORT_IDS),
        session.transactionMicros(),
        parameterTypes,
        Purpose.ONE_OFF);
  }

  private PreparedStatement prepare(
      @Nullable Statement statement, String sql, int offset, List<SqlType> declaredTypes) {
    CatalogSnapshot catalog = services.catalog().current();
    try {
      Planning planning =
          statement == null
              ? Planning.NOTHING
              : statement.accept(new Planner(context(declaredTypes), queryContext(declaredTypes)));
      return new PreparedStatement(
          statement,
          sql,
          offset,
          declaredTypes,
          planning.parameterTypes(),
          planning.columns(),
          planning.planned(),
          catalog);
    } catch (TidewaterException e) {
      throw shifted(e, offset);
    }
  }

  /** Positions count in the statement's own text; clients count in all that they sent. */
  static TidewaterException shifted(TidewaterException error, int offset) {
    return error.position().isPresent() ? error.at(error.position().getAsInt() + offset) : error;
  }

  private record Planning(
      Planned planned, List<SqlType> parameterTypes, Optional<List<ResultColumn>> columns) {
    static final Planning NOTHING =
        new Planning(new Planned.Nothing(), List.of(), Optional.empty());

    static Planning of(Planned planned, List<SqlType> types, List<OutputColumn> columns) {
      return new Planning(planned, types, columns.isEmpty() ? Optional.empty() : named(columns));
    }

    Planning withoutColumns() {
      return new Planning(planned, parameterTypes, Optional.empty());
    }

    static Optional<List<ResultColumn>> named(List<OutputColumn> columns) {
      return Optional.of(columns.stream().map(c -> new ResultColumn(c.name(), c.type())).toList());
    }
  }

  /** Plans by family of statement. */
  private final class Planner
      implements Statement.Visitor<Planning>, DataVisitor<Planning>, CursorVisitor<Planning> {
    private final AnalysisContext context;
    private final AnalysisContext queryContext;

    Planner(AnalysisContext context, AnalysisContext queryContext) {
      this.context = context;
      this.queryContext = queryContext;
    }

    @Override
    public Planning visitQuery(Query query) {
      PlannedQuery planned = services.planner().planQuery(query, queryContext);
      return new Planning(
          new Planned.Read(planned), planned.parameterTypes(), Planning.named(planned.columns()));
    }

    @Override
    public Planning visitData(DataStatement statement) {
      return statement.acceptData(this);
    }

    @Override
    public Planning visitInsert(Insert statement) {
      PlannedInsert planned = services.planner().planInsert(statement, context);
      return writing(
          new Planned.InsertRows(planned), planned.rows().parameterTypes(), planned.returning());
    }

    @Override
    public Planning visitUpdate(Update statement) {
      PlannedUpdate planned = services.planner().planUpdate(statement, context);
      return writing(
          new Planned.UpdateRows(planned), planned.rows().parameterTypes(), planned.returning());
    }

    @Override
    public Planning visitDelete(Delete statement) {
      PlannedDelete planned = services.planner().planDelete(statement, context);
      return writing(
          new Planned.DeleteRows(planned), planned.rows().parameterTypes(), planned.returning());
    }

    private Planning writing(Planned planned, List<SqlType> types, Returning returning) {
      return Planning.of(planned, types, returning.columns());
    }

    @Override
    public Planning visitTruncate(Truncate statement) {
      return Planning.NOTHING;
    }

    @Override
    public Planning visitCopyFrom(CopyFrom statement) {
      return Planning.of(
          new Planned.CopyIn(services.planner().planCopyFrom(statement, context)),
          List.of(),
          List.of());
    }

    @Override
    public Planning visitCopyTo(CopyTo statement) {
      CopyToCommand.checkEndpoint(statement.endpoint());
      CopyFormat.of(statement.options());
      Planning source = rowsOf(statement.source());
      if (source.columns().isEmpty()) {
        throw new TidewaterException(
                ErrorCode.FEATURE_NOT_SUPPORTED, "COPY query must have a RETURNING clause")
            .at(statement.source().position().offset());
      }
      return source.withoutColumns();
    }

    /** Plans a statement whose rows another one takes. */
    private Planning rowsOf(Statement source) {
      Planning planning = source.accept(this);
      PreparedStatement prepared =
          new PreparedStatement(
              source,
              "",
              0,
              planning.parameterTypes(),
              planning.parameterTypes(),
              planning.columns(),
              planning.planned(),
              services.catalog().current());
      return new Planning(
          new Planned.RowsOf(prepared), planning.parameterTypes(), planning.columns());
    }

    @Override
    public Planning visitCreate(CreateStatement statement) {
      return Planning.NOTHING;
    }

    @Override
    public Planning visitAlter(AlterStatement statement) {
      return Planning.NOTHING;
    }

    @Override
    public Planning visitInspect(InspectStatement statement) {
      List<ResultColumn> columns =
          statement
              .acceptInspect(new InspectCommands(services, session, context, queryContext))
              .columns();
      return new Planning(
          new Planned.Nothing(),
          List.of(),
          columns.isEmpty() ? Optional.empty() : Optional.of(columns));
    }

    @Override
    public Planning visitSession(SessionStatement statement) {
      if (statement instanceof Execute execute) {
        PreparedStatement target = session.named(execute.name());
        return new Planning(new Planned.Nothing(), List.of(), target.columns());
      }
      return Planning.NOTHING;
    }

    @Override
    public Planning visitCursor(CursorStatement statement) {
      return statement.acceptCursor(this);
    }

    @Override
    public Planning visitDeclareCursor(DeclareCursor statement) {
      return rowsOf(statement.statement()).withoutColumns();
    }

    @Override
    public Planning visitFetch(Fetch statement) {
      Optional<Cursor> cursor = session.cursors().find(statement.name());
      return statement.move() || cursor.isEmpty()
          ? Planning.NOTHING
          : new Planning(new Planned.Nothing(), List.of(), Optional.of(cursor.get().columns()));
    }

    @Override
    public Planning visitCloseCursor(CloseCursor statement) {
      return Planning.NOTHING;
    }

    @Override
    public Planning visitSubscribe(Subscribe statement) {
      Following following = SubscribePlanning.plan(statement, services.planner(), context);
      return new Planning(
          new Planned.Follow(following),
          List.of(),
          Optional.of(following.format().resultColumns()));
    }
  }
}
