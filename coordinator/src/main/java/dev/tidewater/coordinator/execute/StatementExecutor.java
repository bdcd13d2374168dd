package dev.tidewater.coordinator.execute;

import dev.tidewater.coordinator.session.Execution;
import dev.tidewater.coordinator.session.RowStream;
import dev.tidewater.coordinator.variable.ByteSize;
import dev.tidewater.sql.ast.AlterStatement;
import dev.tidewater.sql.ast.CreateStatement;
import dev.tidewater.sql.ast.CursorStatement;
import dev.tidewater.sql.ast.CursorStatement.CloseCursor;
import dev.tidewater.sql.ast.CursorStatement.CursorVisitor;
import dev.tidewater.sql.ast.CursorStatement.DeclareCursor;
import dev.tidewater.sql.ast.CursorStatement.Fetch;
import dev.tidewater.sql.ast.CursorStatement.Subscribe;
import dev.tidewater.sql.ast.DataStatement;
import dev.tidewater.sql.ast.DataStatement.CopyTo;
import dev.tidewater.sql.ast.DataStatement.Truncate;
import dev.tidewater.sql.ast.InspectStatement;
import dev.tidewater.sql.ast.Query;
import dev.tidewater.sql.ast.SessionStatement;
import dev.tidewater.sql.ast.Statement;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sends a prepared statement to whoever carries it out. */
final class StatementExecutor {
  private final Services services;
  private final CoordinatorSession session;
  private final QueryExecutor queries;
  private final WriteExecutor writes;
  private final CursorCommands cursors;
  private final SessionCommands sessionCommands;

  StatementExecutor(Services services, CoordinatorSession session) {
    this.services = services;
    this.session = session;
    this.queries = new QueryExecutor(services, session);
    this.writes = new WriteExecutor(services, session, queries);
    this.cursors = new CursorCommands(session);
    this.sessionCommands = new SessionCommands(session);
  }

  Execution execute(PreparedStatement prepared, List<@Nullable Object> parameters) {
    Statement statement = prepared.statement();
    if (statement == null) {
      return new Execution.Empty();
    }
    try {
      return statement.accept(new Dispatcher(prepared, parameters, Target.CLIENT));
    } catch (TidewaterException e) {
      throw StatementPreparer.shifted(e, prepared.offset());
    }
  }

  /** Who takes a statement's rows. */
  private enum Target {
    CLIENT,
    /** COPY or a cursor, which are made for large results. */
    STATEMENT
  }

  /** By family of statement. */
  private final class Dispatcher implements Statement.Visitor<Execution>, CursorVisitor<Execution> {
    private final PreparedStatement prepared;
    private final List<@Nullable Object> parameters;
    private final Target target;

    Dispatcher(PreparedStatement prepared, List<@Nullable Object> parameters, Target target) {
      this.prepared = prepared;
      this.parameters = parameters;
      this.target = target;
    }

    @Override
    public Execution visitQuery(Query query) {
      Planned.Read read = (Planned.Read) prepared.planned();
      RowStream rows = queries.run(read.query(), parameters);
      if (target == Target.CLIENT) {
        String limit = session.variables().value("max_result_size");
        rows = ResultLimit.of(rows, limit, ByteSize.parse(limit));
      }
      return new Execution.Rows(prepared.columns().orElseThrow(), rows, "SELECT");
    }

    @Override
    public Execution visitData(DataStatement statement) {
      Planned planned = prepared.planned();
      if (planned instanceof Planned.InsertRows insert) {
        return writes.insert(insert.insert(), parameters);
      } else if (planned instanceof Planned.UpdateRows update) {
        return writes.update(update.update(), parameters);
      } else if (planned instanceof Planned.DeleteRows delete) {
        return writes.delete(delete.delete(), parameters);
      } else if (planned instanceof Planned.CopyIn copy) {
        return new CopyFromCommand(session, writes)
            .start((DataStatement.CopyFrom) statement, copy.copy());
      } else if (statement instanceof CopyTo copy) {
        return CopyToCommand.start(
            CopyFormat.of(copy.options()), sourceRows(), session.textFormat());
      } else if (statement instanceof Truncate truncate) {
        return writes.truncate(truncate);
      }
      throw new TidewaterException(
          ErrorCode.FEATURE_NOT_SUPPORTED, "this statement is not supported yet");
    }

    /** Runs the statement whose rows this one takes. */
    private Execution.Rows sourceRows() {
      PreparedStatement source = ((Planned.RowsOf) prepared.planned()).source();
      Statement statement = Objects.requireNonNull(source.statement());
      return (Execution.Rows)
          statement.accept(new Dispatcher(source, parameters, Target.STATEMENT));
    }

    @Override
    public Execution visitCreate(CreateStatement statement) {
      session.refuseInTransactionBlock("CREATE");
      return new Execution.Command(services.ddl().create(statement, session.ddlScope()));
    }

    @Override
    public Execution visitAlter(AlterStatement statement) {
      session.refuseInTransactionBlock(
          statement instanceof AlterStatement.DropObjects ? "DROP" : "ALTER");
      return new Execution.Command(services.ddl().alter(statement, session.ddlScope()));
    }

    @Override
    public Execution visitInspect(InspectStatement statement) {
      Answer answer = queries.inspect(statement);
      if (answer.columns().isEmpty()) {
        answer.act();
        return new Execution.Command(answer.tag());
      }
      return new Execution.Rows(
          answer.columns(), RowStreams.of(answer.columns(), answer.rows().get()), answer.tag());
    }

    @Override
    public Execution visitSession(SessionStatement statement) {
      return statement.acceptSession(sessionCommands);
    }

    @Override
    public Execution visitCursor(CursorStatement statement) {
      return statement.acceptCursor(this);
    }

    @Override
    public Execution visitDeclareCursor(DeclareCursor statement) {
      return cursors.declare(statement, this::sourceRows);
    }

    @Override
    public Execution visitFetch(Fetch statement) {
      return cursors.fetch(statement);
    }

    @Override
    public Execution visitCloseCursor(CloseCursor statement) {
      return cursors.close(statement);
    }

    @Override
    public Execution visitSubscribe(Subscribe statement) {
      Following following = ((Planned.Follow) prepared.planned()).following();
      return new Execution.Rows(
          prepared.columns().orElseThrow(), queries.follow(following), "SUBSCRIBE");
    }
  }
}
