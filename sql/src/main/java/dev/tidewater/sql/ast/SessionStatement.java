package dev.tidewater.sql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements about the session: settings, transactions, notifications. */
public sealed interface SessionStatement extends Statement {
  <R> R acceptSession(SessionVisitor<R> visitor);

  /**
   * {@code SET [SESSION | LOCAL] name = values}. {@code SET TIME ZONE x} arrives as {@code
   * timezone}, {@code SET NAMES x} as {@code client_encoding}, {@code SET SCHEMA x} as {@code
   * search_path}, {@code SET ROLE x} as {@code role}, {@code SET SESSION AUTHORIZATION x} as {@code
   * session_authorization}.
   *
   * @param values each as the setting's text; empty for DEFAULT
   */
  record SetVariable(QualifiedName name, boolean local, List<String> values, Position position)
      implements SessionStatement {
    public SetVariable {
      values = List.copyOf(values);
    }

    @Override
    public <R> R acceptSession(SessionVisitor<R> visitor) {
      return visitor.visitSetVariable(this);
    }
  }

  /** {@code RESET name | ALL}; {@code name} is null for ALL. */
  record ResetVariable(@Nullable QualifiedName name, Position position)
      implements SessionStatement {
    @Override
    public <R> R acceptSession(SessionVisitor<R> visitor) {
      return visitor.visitResetVariable(this);
    }
  }

  /**
   * {@code SET TRANSACTION modes}, and with SESSION CHARACTERISTICS AS.
   *
   * @param session applies to later transactions of the session
   */
  record SetTransaction(TransactionModes modes, boolean session, Position position)
      implements SessionStatement {
    @Override
    public <R> R acceptSession(SessionVisitor<R> visitor) {
      return visitor.visitSetTransaction(this);
    }
  }

  /** {@code BEGIN}, {@code START TRANSACTION}. */
  record Begin(TransactionModes modes, Position position) implements SessionStatement {
    @Override
    public <R> R acceptSession(SessionVisitor<R> visitor) {
      return visitor.visitBegin(this);
    }
  }

  /** {@code COMMIT}, {@code END}; {@code chain}: {@code AND CHAIN}. */
  record Commit(boolean chain, Position position) implements SessionStatement {
    @Override
    public <R> R acceptSession(SessionVisitor<R> visitor) {
      return visitor.visitCommit(this);
    }
  }

  /** {@code ROLLBACK}, {@code ABORT}. */
  record Rollback(boolean chain, Position position) implements SessionStatement {
    @Override
    public <R> R acceptSession(SessionVisitor<R> visitor) {
      return visitor.visitRollback(this);
    }
  }

  record Savepoint(Identifier name, Position position) implements SessionStatement {
    @Override
    public <R> R acceptSession(SessionVisitor<R> visitor) {
      return visitor.visitSavepoint(this);
    }
  }

  record ReleaseSavepoint(Identifier name, Position position) implements SessionStatement {
    @Override
    public <R> R acceptSession(SessionVisitor<R> visitor) {
      return visitor.visitReleaseSavepoint(this);
    }
  }

  record RollbackToSavepoint(Identifier name, Position position) implements SessionStatement {
    @Override
    public <R> R acceptSession(SessionVisitor<R> visitor) {
      return visitor.visitRollbackToSavepoint(this);
    }
  }

  /** {@code types} of the parameters, perhaps fewer than there are. */
  record Prepare(Identifier name, List<TypeName> types, Statement statement, Position position)
      implements SessionStatement {
    public Prepare {
      types = List.copyOf(types);
    }

    @Override
    public <R> R acceptSession(SessionVisitor<R> visitor) {
      return visitor.visitPrepare(this);
    }
  }

  record Execute(Identifier name, List<Expression> arguments, Position position)
      implements SessionStatement {
    public Execute {
      arguments = List.copyOf(arguments);
    }

    @Override
    public <R> R acceptSession(SessionVisitor<R> visitor) {
      return visitor.visitExecute(this);
    }
  }

  /** {@code name} is null for ALL. */
  record Deallocate(@Nullable Identifier name, Position position) implements SessionStatement {
    @Override
    public <R> R acceptSession(SessionVisitor<R> visitor) {
      return visitor.visitDeallocate(this);
    }
  }

  record Discard(DiscardTarget target, Position position) implements SessionStatement {
    @Override
    public <R> R acceptSession(SessionVisitor<R> visitor) {
      return visitor.visitDiscard(this);
    }
  }

  record Listen(Identifier channel, Position position) implements SessionStatement {
    @Override
    public <R> R acceptSession(SessionVisitor<R> visitor) {
      return visitor.visitListen(this);
    }
  }

  /** {@code channel} is null for {@code *}. */
  record Unlisten(@Nullable Identifier channel, Position position) implements SessionStatement {
    @Override
    public <R> R acceptSession(SessionVisitor<R> visitor) {
      return visitor.visitUnlisten(this);
    }
  }

  record Notify(Identifier channel, @Nullable String payload, Position position)
      implements SessionStatement {
    @Override
    public <R> R acceptSession(SessionVisitor<R> visitor) {
      return visitor.visitNotify(this);
    }
  }

  /** Each is null where it was not said. */
  record TransactionModes(
      @Nullable IsolationLevel isolation,
      @Nullable Access access,
      @Nullable Boolean deferrable,
      Position position) {}

  enum IsolationLevel {
    READ_UNCOMMITTED("READ UNCOMMITTED"),
    READ_COMMITTED("READ COMMITTED"),
    REPEATABLE_READ("REPEATABLE READ"),
    SERIALIZABLE("SERIALIZABLE"),
    STRICT_SERIALIZABLE("STRICT SERIALIZABLE");

    private final String keywords;

    IsolationLevel(String keywords) {
      this.keywords = keywords;
    }

    public String keywords() {
      return keywords;
    }
  }

  enum Access {
    READ_ONLY,
    READ_WRITE
  }

  enum DiscardTarget {
    ALL,
    PLANS,
    SEQUENCES,
    TEMP
  }

  @Override
  default <R> R accept(Statement.Visitor<R> visitor) {
    return visitor.visitSession(this);
  }

  /** One method for each node, none with a default: a new node breaks the compile where it must. */
  interface SessionVisitor<R> {
    R visitSetVariable(SetVariable statement);

    R visitResetVariable(ResetVariable statement);

    R visitSetTransaction(SetTransaction statement);

    R visitBegin(Begin statement);

    R visitCommit(Commit statement);

    R visitRollback(Rollback statement);

    R visitSavepoint(Savepoint statement);

    R visitReleaseSavepoint(ReleaseSavepoint statement);

    R visitRollbackToSavepoint(RollbackToSavepoint statement);

    R visitPrepare(Prepare statement);

    R visitExecute(Execute statement);

    R visitDeallocate(Deallocate statement);

    R visitDiscard(Discard statement);

    R visitListen(Listen statement);

    R visitUnlisten(Unlisten statement);

    R visitNotify(Notify statement);
  }
}
