package dev.tidewater.coordinator.execute;

import dev.tidewater.coordinator.session.Execution;
import dev.tidewater.coordinator.session.Notice;
import dev.tidewater.sql.ast.SessionStatement.Begin;
import dev.tidewater.sql.ast.SessionStatement.Commit;
import dev.tidewater.sql.ast.SessionStatement.Deallocate;
import dev.tidewater.sql.ast.SessionStatement.Discard;
import dev.tidewater.sql.ast.SessionStatement.DiscardTarget;
import dev.tidewater.sql.ast.SessionStatement.Execute;
import dev.tidewater.sql.ast.SessionStatement.IsolationLevel;
import dev.tidewater.sql.ast.SessionStatement.Listen;
import dev.tidewater.sql.ast.SessionStatement.Notify;
import dev.tidewater.sql.ast.SessionStatement.Prepare;
import dev.tidewater.sql.ast.SessionStatement.ReleaseSavepoint;
import dev.tidewater.sql.ast.SessionStatement.ResetVariable;
import dev.tidewater.sql.ast.SessionStatement.Rollback;
import dev.tidewater.sql.ast.SessionStatement.RollbackToSavepoint;
import dev.tidewater.sql.ast.SessionStatement.Savepoint;
import dev.tidewater.sql.ast.SessionStatement.SessionVisitor;
import dev.tidewater.sql.ast.SessionStatement.SetTransaction;
import dev.tidewater.sql.ast.SessionStatement.SetVariable;
import dev.tidewater.sql.ast.SessionStatement.TransactionModes;
import dev.tidewater.sql.ast.SessionStatement.Unlisten;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.Locale;

/** Settings, transaction control and prepared statements by SQL. */
final class SessionCommands implements SessionVisitor<Execution> {
  private static final String ISOLATION = "transaction_isolation";
  private static final String DEFAULT_ISOLATION = "default_transaction_isolation";

  private final CoordinatorSession session;

  SessionCommands(CoordinatorSession session) {
    this.session = session;
  }

  @Override
  public Execution visitSetVariable(SetVariable statement) {
    String name = statement.name().toString();
    if (statement.values().isEmpty()) {
      session.variables().reset(name);
    } else {
      String value = String.join(", ", statement.values());
      refuseLateIsolation(name);
      if (statement.local()) {
        if (session.transaction() == null) {
          session.warn("25P01", "SET LOCAL can only be used in transaction blocks");
        }
        session.variables().setLocal(name, value);
      } else {
        session.variables().set(name, value);
        if (name.equalsIgnoreCase(DEFAULT_ISOLATION)) {
          session.variables().set(ISOLATION, value);
        }
      }
    }
    return new Execution.Command("SET");
  }

  @Override
  public Execution visitResetVariable(ResetVariable statement) {
    if (statement.name() == null) {
      session.variables().resetAll();
    } else {
      session.variables().reset(statement.name().toString());
    }
    return new Execution.Command("RESET");
  }

  @Override
  public Execution visitSetTransaction(SetTransaction statement) {
    IsolationLevel isolation = statement.modes().isolation();
    if (statement.session()) {
      if (isolation != null) {
        session.variables().set(DEFAULT_ISOLATION, setting(isolation));
        session.variables().set(ISOLATION, setting(isolation));
      }
    } else if (session.transaction() == null) {
      session.warn("25P01", "SET TRANSACTION can only be used in transaction blocks");
    } else {
      refuseLateIsolation(isolation == null ? "" : ISOLATION);
      applyModes(statement.modes());
    }
    return new Execution.Command("SET");
  }

  @Override
  public Execution visitBegin(Begin statement) {
    Transaction open = session.transaction();
    if (open == null) {
      session.beginBlock();
    } else if (open.isBlock()) {
      session.warn("25001", "there is already a transaction in progress");
    } else {
      open.becomeBlock();
    }
    applyModes(statement.modes());
    return new Execution.Command("BEGIN");
  }

  private static String setting(IsolationLevel level) {
    return level.keywords().toLowerCase(Locale.ROOT);
  }

  /** The time of a transaction's reads is chosen with its first. */
  private void refuseLateIsolation(String variable) {
    Transaction open = session.transaction();
    if (variable.equalsIgnoreCase(ISOLATION) && open != null && open.readTime().isPresent()) {
      throw new TidewaterException(
          ErrorCode.ACTIVE_SQL_TRANSACTION,
          "SET TRANSACTION ISOLATION LEVEL must be called before any query");
    }
  }

  private void applyModes(TransactionModes modes) {
    if (modes.isolation() != null) {
      session.variables().setLocal(ISOLATION, setting(modes.isolation()));
    }
  }

  @Override
  public Execution visitCommit(Commit statement) {
    refuseChain(statement.chain());
    warnUnlessInBlock();
    boolean kept = session.transaction() == null || session.commitTransaction();
    return new Execution.Command(kept ? "COMMIT" : "ROLLBACK");
  }

  @Override
  public Execution visitRollback(Rollback statement) {
    refuseChain(statement.chain());
    warnUnlessInBlock();
    session.rollbackTransaction();
    return new Execution.Command("ROLLBACK");
  }

  private void warnUnlessInBlock() {
    Transaction open = session.transaction();
    if (open == null || !open.isBlock()) {
      session.warn("25P01", "there is no transaction in progress");
    }
  }

  private static void refuseChain(boolean chain) {
    if (chain) {
      throw unsupported("AND CHAIN");
    }
  }

  @Override
  public Execution visitSavepoint(Savepoint statement) {
    throw unsupported("SAVEPOINT").at(statement.position().offset());
  }

  @Override
  public Execution visitReleaseSavepoint(ReleaseSavepoint statement) {
    throw unsupported("RELEASE SAVEPOINT").at(statement.position().offset());
  }

  @Override
  public Execution visitRollbackToSavepoint(RollbackToSavepoint statement) {
    throw unsupported("ROLLBACK TO SAVEPOINT").at(statement.position().offset());
  }

  @Override
  public Execution visitPrepare(Prepare statement) {
    session.prepareNamed(statement);
    return new Execution.Command("PREPARE");
  }

  @Override
  public Execution visitExecute(Execute statement) {
    return session.executeNamed(statement);
  }

  @Override
  public Execution visitDeallocate(Deallocate statement) {
    if (statement.name() == null) {
      session.deallocateAll();
      return new Execution.Command("DEALLOCATE ALL");
    }
    session.deallocate(statement.name());
    return new Execution.Command("DEALLOCATE");
  }

  @Override
  public Execution visitDiscard(Discard statement) {
    if (statement.target() == DiscardTarget.ALL) {
      session.refuseInTransactionBlock("DISCARD ALL");
      session.variables().resetAll();
      session.deallocateAll();
      session.cursors().closeAll();
    }
    return new Execution.Command("DISCARD " + statement.target());
  }

  @Override
  public Execution visitListen(Listen statement) {
    throw unsupported("LISTEN").at(statement.position().offset());
  }

  @Override
  public Execution visitUnlisten(Unlisten statement) {
    return new Execution.Command("UNLISTEN"); // Nothing can be listened to, so nothing is.
  }

  @Override
  public Execution visitNotify(Notify statement) {
    throw unsupported("NOTIFY").at(statement.position().offset());
  }

  private static TidewaterException unsupported(String what) {
    return new TidewaterException(ErrorCode.FEATURE_NOT_SUPPORTED, "{what} is not supported")
        .with("what", what);
  }

  /** A warning in PostgreSQL's words. */
  static Notice warning(String sqlState, String message) {
    return new Notice(Notice.Severity.WARNING, sqlState, message, null, null);
  }
}
