package dev.tidewater.coordinator.execute;

import dev.tidewater.catalog.system.RuntimeStatus.SessionInfo;
import dev.tidewater.coordinator.ddl.DdlExecutor;
import dev.tidewater.coordinator.ddl.DdlScope;
import dev.tidewater.coordinator.session.Execution;
import dev.tidewater.coordinator.session.Notice;
import dev.tidewater.coordinator.session.Prepared;
import dev.tidewater.coordinator.session.ScriptStatement;
import dev.tidewater.coordinator.session.Session;
import dev.tidewater.coordinator.session.SessionListener;
import dev.tidewater.coordinator.session.SessionRequest;
import dev.tidewater.coordinator.session.TransactionStatus;
import dev.tidewater.coordinator.table.TableChange;
import dev.tidewater.coordinator.variable.SessionVariables;
import dev.tidewater.sql.ast.AlterStatement.SetSecretValue;
import dev.tidewater.sql.ast.CreateStatement.CreateSecret;
import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Identifier;
import dev.tidewater.sql.ast.SessionStatement.Begin;
import dev.tidewater.sql.ast.SessionStatement.Commit;
import dev.tidewater.sql.ast.SessionStatement.Execute;
import dev.tidewater.sql.ast.SessionStatement.Prepare;
import dev.tidewater.sql.ast.SessionStatement.Rollback;
import dev.tidewater.sql.ast.Statement;
import dev.tidewater.sql.catalog.AnalysisContext;
import dev.tidewater.sql.catalog.NameContext;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.format.TextFormat;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session of the coordinator: keeps its state and sends statements to those who carry them out.
 */
public final class CoordinatorSession implements Session {
  private final Services services;
  private final SessionListener listener;
  private final int processId;
  private final int secretKey;
  private final String user;
  private final SessionVariables variables;
  private final StatementPreparer preparer;
  private final StatementExecutor executor;
  private final Map<String, PreparedStatement> named = new HashMap<>();
  private final Cancellation cancellation = new Cancellation();
  private final Runnable onClose;
  private final long connectedAtMicros;
  private volatile Activity activity;
  private @Nullable Transaction transaction;
  private boolean inScript;
  private long transactionMicros;

  /**
   * What others may know of the session's work.
   *
   * @param state as {@code pg_stat_activity} has it
   * @param query the running statement, or the last one
   */
  private record Activity(String state, String query, String database, String application) {}

  public CoordinatorSession(
      Services services,
      SessionRequest request,
      SessionListener listener,
      int processId,
      int secretKey,
      Runnable onClose) {
    this.services = services;
    this.listener = listener;
    this.processId = processId;
    this.secretKey = secretKey;
    this.user = request.user();
    this.onClose = onClose;
    this.connectedAtMicros = services.clockMicros();
    this.variables = new SessionVariables(listener::parameterChanged);
    variables.initializeFact("database", request.database());
    variables.initializeFact("session_authorization", user);
    request.parameters().forEach(variables::initialize);
    this.activity = activity(variables, "idle", "");
    this.preparer = new StatementPreparer(services, this);
    this.executor = new StatementExecutor(services, this);
  }

  @Override
  public int processId() {
    return processId;
  }

  @Override
  public int secretKey() {
    return secretKey;
  }

  @Override
  public Map<String, String> reportedParameters() {
    return variables.reported();
  }

  @Override
  public TransactionStatus transactionStatus() {
    Transaction current = transaction;
    if (current == null || !current.isBlock()) {
      return TransactionStatus.IDLE;
    }
    return current.isFailed() ? TransactionStatus.FAILED : TransactionStatus.IN_TRANSACTION;
  }

  @Override
  public List<ScriptStatement> parseScript(String sql) {
    List<ScriptStatement> statements = guarded(() -> preparer.parseScript(sql));
    inScript = statements.size() > 1;
    return statements;
  }

  @Override
  public Prepared prepare(ScriptStatement statement) {
    return guarded(() -> preparer.prepare((ParsedScriptStatement) statement));
  }

  @Override
  public Prepared prepare(String sql, List<SqlType> parameterTypes) {
    return guarded(() -> preparer.prepare(sql, parameterTypes));
  }

  @Override
  public Execution execute(Prepared prepared, List<@Nullable Object> parameters) {
    PreparedStatement statement = (PreparedStatement) prepared;
    Statement ast = statement.statement();
    if (ast == null) {
      return new Execution.Empty();
    }
    if (transaction == null) {
      transactionMicros = services.clockMicros();
      if (inScript && !(ast instanceof Begin || isEnd(ast))) {
        begin(Transaction.Extent.SCRIPT);
      }
    }
    activity = activity(variables, "active", shown(statement.sql(), ast));
    cancellation.begin(services.timeouts(), variables.value("statement_timeout"));
    return guarded(
        () -> {
          checkNotAborted(ast);
          return executor.execute(preparer.refreshed(statement), parameters);
        });
  }

  private void checkNotAborted(Statement statement) {
    Transaction current = transaction;
    if (current == null || !current.isFailed()) {
      return;
    }
    if (!isEnd(statement)) {
      throw new TidewaterException(
          ErrorCode.IN_FAILED_SQL_TRANSACTION,
          "current transaction is aborted, commands ignored until end of transaction block");
    }
  }

  private static boolean isEnd(Statement statement) {
    return statement instanceof Commit || statement instanceof Rollback;
  }

  private <T> T guarded(java.util.function.Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException | Error e) {
      fail();
      throw e;
    }
  }

  @Override
  public void sync() {
    try {
      if (transaction != null && !transaction.isBlock()) {
        commitTransaction();
      }
    } finally {
      inScript = false;
      cancellation.end();
      activity = activity(variables, restingState(), activity.query());
    }
  }

  @Override
  public void fail() {
    Transaction current = transaction;
    if (current != null) {
      current.fail();
    }
  }

  @Override
  public void close() {
    rollbackTransaction();
    cancellation.end();
    onClose.run();
  }

  /** What others may read of a statement: no secret's value. */
  private static String shown(String sql, Statement statement) {
    boolean hasSecret = statement instanceof CreateSecret || statement instanceof SetSecretValue;
    return hasSecret ? "<a statement with a secret>" : sql;
  }

  private static Activity activity(SessionVariables variables, String state, String query) {
    return new Activity(
        state, query, variables.value("database"), variables.value("application_name"));
  }

  private String restingState() {
    return switch (transactionStatus()) {
      case IDLE -> "idle";
      case IN_TRANSACTION -> "idle in transaction";
      case FAILED -> "idle in transaction (aborted)";
    };
  }

  /** From any thread: the session's row of {@code pg_stat_activity}. */
  SessionInfo info() {
    Activity now = activity;
    return new SessionInfo(
        processId,
        user,
        now.database(),
        now.application(),
        null,
        connectedAtMicros,
        now.state(),
        now.query());
  }

  /** Stops what another session is running; false if there is no such session. */
  boolean cancelOther(int otherProcessId) {
    Optional<CoordinatorSession> other = services.sessions().find(otherProcessId);
    other.ifPresent(CoordinatorSession::cancel);
    if (other.isEmpty()) {
      warn("01000", "PID " + otherProcessId + " is not a PostgreSQL server process");
    }
    return other.isPresent();
  }

  /** From another thread: stops what is running. */
  public void cancel() {
    cancellation.cancel();
  }

  // --- for those who carry statements out

  SessionVariables variables() {
    return variables;
  }

  String user() {
    return user;
  }

  Isolation isolation() {
    return Isolation.of(variables.value("transaction_isolation"));
  }

  Cancellation cancellation() {
    return cancellation;
  }

  NameContext names() {
    List<String> path = new ArrayList<>();
    for (String name : variables.value("search_path").split(",", -1)) {
      String schema = name.strip().replaceAll("^\"|\"$", "");
      path.add(schema.equals("$user") ? user : schema);
    }
    return new NameContext(variables.value("database"), path);
  }

  @Override
  public TextFormat textFormat() {
    return TextFormat.in(ZoneId.of(variables.value("TimeZone"), ZoneId.SHORT_IDS));
  }

  /** What functions may ask, as of now. */
  SessionFacts facts() {
    return new SessionFacts(this, services.catalog().current());
  }

  /** {@code now()}: when the transaction began, in microseconds since 1970. */
  long transactionMicros() {
    return transaction == null ? services.clockMicros() : transactionMicros;
  }

  /** For expressions in statements that stand by themselves. */
  AnalysisContext analysisContext() {
    return preparer.context(List.of());
  }

  DdlScope ddlScope() {
    return new DdlScope(
        names(), variables.value("cluster"), preparer.context(List.of()), listener::notice);
  }

  DdlExecutor ddl() {
    return services.ddl();
  }

  @Nullable Transaction transaction() {
    return transaction;
  }

  /** The transaction that is open, or one until the next {@link #sync}. */
  Transaction transactionForWrite() {
    Transaction current = transaction;
    return current == null ? begin(Transaction.Extent.PIPELINE) : current;
  }

  /** The open cursors; outside of a transaction there are none. */
  Cursors cursors() {
    Transaction current = transaction;
    return current == null ? new Cursors() : current.cursors();
  }

  /** For what can't be undone, or reads what it then changes: it commits by itself. */
  void refuseInTransactionBlock(String what) {
    Transaction current = transaction;
    if (current == null) {
      return;
    }
    String summary =
        current.extent() == Transaction.Extent.PIPELINE
            ? "{statement} cannot be executed within a pipeline"
            : "{statement} cannot run inside a transaction block";
    TidewaterException error =
        new TidewaterException(ErrorCode.ACTIVE_SQL_TRANSACTION, summary).with("statement", what);
    throw current.isBlock()
        ? error
        : error
            .detail("Statements sent in one message are one transaction.")
            .hint("Send them one by one.");
  }

  void beginBlock() {
    transactionMicros = services.clockMicros();
    begin(Transaction.Extent.BLOCK);
  }

  private Transaction begin(Transaction.Extent extent) {
    Transaction beginning = new Transaction(extent);
    transaction = beginning;
    variables.transactionBegins();
    return beginning;
  }

  /** False if the transaction had failed and was rolled back. */
  boolean commitTransaction() {
    Transaction ending = transaction;
    if (ending == null || ending.isFailed()) {
      rollbackTransaction();
      return false;
    }
    transaction = null;
    try (ending) {
      List<TableChange> changes = ending.changes();
      if (!changes.isEmpty()) {
        services.tables().write(changes);
      }
      variables.transactionCommits();
    } catch (RuntimeException e) {
      variables.transactionRollsBack();
      throw e;
    }
    return true;
  }

  void rollbackTransaction() {
    Transaction ending = transaction;
    if (ending != null) {
      transaction = null;
      ending.close();
      variables.transactionRollsBack();
    }
  }

  void notice(Notice notice) {
    listener.notice(notice);
  }

  void warn(String sqlState, String message) {
    listener.notice(SessionCommands.warning(sqlState, message));
  }

  void prepareNamed(Prepare statement) {
    String name = statement.name().value();
    if (named.containsKey(name)) {
      throw new TidewaterException(
              ErrorCode.DUPLICATE_PREPARED_STATEMENT,
              "prepared statement \"{name}\" already exists")
          .with("name", name);
    }
    named.put(name, preparer.prepareNamed(statement));
  }

  PreparedStatement named(Identifier name) {
    PreparedStatement statement = named.get(name.value());
    if (statement == null) {
      throw new TidewaterException(
              ErrorCode.INVALID_SQL_STATEMENT_NAME, "prepared statement \"{name}\" does not exist")
          .with("name", name.value());
    }
    return statement;
  }

  Execution executeNamed(Execute statement) {
    PreparedStatement target = preparer.refreshed(named(statement.name()));
    List<SqlType> types = target.parameterTypes();
    if (statement.arguments().size() != types.size()) {
      throw new TidewaterException(
              ErrorCode.SYNTAX_ERROR,
              "wrong number of parameters for prepared statement \"{name}\"")
          .with("name", statement.name().value())
          .detail(
              "Expected "
                  + types.size()
                  + " parameters but got "
                  + statement.arguments().size()
                  + ".");
    }
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      Expression argument = statement.arguments().get(i);
      values.add(services.planner().evaluate(argument, types.get(i), preparer.context(List.of())));
    }
    return executor.execute(target, values);
  }

  void deallocate(Identifier name) {
    named(name);
    named.remove(name.value());
  }

  void deallocateAll() {
    named.clear();
  }
}
