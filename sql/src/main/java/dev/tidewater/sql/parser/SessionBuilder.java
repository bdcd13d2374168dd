package dev.tidewater.sql.parser;

import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Identifier;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.sql.ast.SessionStatement;
import dev.tidewater.sql.ast.SessionStatement.Access;
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
import dev.tidewater.sql.ast.SessionStatement.SetTransaction;
import dev.tidewater.sql.ast.SessionStatement.SetVariable;
import dev.tidewater.sql.ast.SessionStatement.TransactionModes;
import dev.tidewater.sql.ast.SessionStatement.Unlisten;
import dev.tidewater.sql.ast.Statement;
import dev.tidewater.sql.parser.grammar.SqlGrammar.DiscardStatementContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.ExecuteStatementContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.PreparableContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.PrepareStatementContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.ResetStatementContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.SetStatementContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.SettingNameContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.SettingValueContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.SettingValuesContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.StatementContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.TransactionModeContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.TransactionStatementContext;
import java.util.List;

/** Builds settings, transactions and prepared statements. */
final class SessionBuilder {
  private final TreeBuilder tree;

  SessionBuilder(TreeBuilder tree) {
    this.tree = tree;
  }

  SessionStatement session(StatementContext context) {
    if (context.setStatement() != null) {
      return set(context.setStatement());
    }
    if (context.resetStatement() != null) {
      return reset(context.resetStatement());
    }
    if (context.transactionStatement() != null) {
      return transaction(context.transactionStatement());
    }
    if (context.prepareStatement() != null) {
      return prepare(context.prepareStatement());
    }
    if (context.executeStatement() != null) {
      return execute(context.executeStatement());
    }
    if (context.discardStatement() != null) {
      return discard(context.discardStatement());
    }
    return nameOnly(context, tree.position(context));
  }

  private SessionStatement nameOnly(StatementContext context, Position position) {
    if (context.deallocateStatement() != null) {
      return new Deallocate(tree.identifierOrNull(context.deallocateStatement().name()), position);
    }
    if (context.listenStatement() != null) {
      return new Listen(tree.identifier(context.listenStatement().name()), position);
    }
    if (context.unlistenStatement() != null) {
      return new Unlisten(tree.identifierOrNull(context.unlistenStatement().name()), position);
    }
    var notify = context.notifyStatement();
    return new Notify(
        tree.identifier(notify.name()),
        notify.STRING() == null ? null : TreeBuilder.value(notify.STRING()),
        position);
  }

  private SessionStatement set(SetStatementContext context) {
    Position position = tree.position(context);
    if (!context.transactionMode().isEmpty()) {
      return new SetTransaction(
          modes(context.transactionMode(), position), context.CHARACTERISTICS() != null, position);
    }
    boolean local = !context.LOCAL().isEmpty() && context.getChild(1) == context.LOCAL(0);
    if (context.settingName() != null) {
      return new SetVariable(
          setting(context.settingName()), local, values(context.settingValues()), position);
    }
    if (context.ZONE() != null) {
      return variable("timezone", local, zone(context), position);
    }
    if (context.NAMES() != null) {
      return variable("client_encoding", local, stringOrDefault(context), position);
    }
    if (context.SCHEMA() != null) {
      return variable("search_path", local, stringOrName(context), position);
    }
    if (context.ROLE() != null) {
      return variable("role", local, stringOrName(context), position);
    }
    List<String> user = context.name() != null ? stringOrName(context) : stringOrDefault(context);
    return variable("session_authorization", local, user, position);
  }

  private static SessionStatement variable(
      String name, boolean local, List<String> values, Position position) {
    return new SetVariable(QualifiedName.of(name), local, values, position);
  }

  private List<String> zone(SetStatementContext context) {
    if (context.intervalZone() != null) {
      return List.of(TreeBuilder.value(context.intervalZone().STRING()));
    }
    return context.settingValue() == null ? List.of() : List.of(value(context.settingValue()));
  }

  private static List<String> stringOrDefault(SetStatementContext context) {
    return context.STRING() == null ? List.of() : List.of(TreeBuilder.value(context.STRING()));
  }

  private static List<String> stringOrName(SetStatementContext context) {
    return context.name() != null
        ? List.of(TreeBuilder.value(context.name().getStart()))
        : stringOrDefault(context);
  }

  QualifiedName setting(SettingNameContext context) {
    List<Identifier> words =
        context.settingWord().stream().map(word -> tree.identifier(word.getStart())).toList();
    return new QualifiedName(words, tree.position(context));
  }

  List<String> values(SettingValuesContext context) {
    return context.settingValue().stream().map(SessionBuilder::value).toList();
  }

  private static String value(SettingValueContext context) {
    String text = TreeBuilder.value(context.getStop());
    return context.MINUS() != null ? "-" + text : text;
  }

  private TransactionModes modes(List<TransactionModeContext> contexts, Position position) {
    IsolationLevel isolation = null;
    Access access = null;
    Boolean deferrable = null;
    for (TransactionModeContext mode : contexts) {
      if (mode.isolationLevel() != null) {
        isolation =
            IsolationLevel.valueOf(TreeBuilder.words(mode.isolationLevel()).replace(' ', '_'));
      } else if (mode.READ() != null) {
        access = mode.ONLY() != null ? Access.READ_ONLY : Access.READ_WRITE;
      } else {
        deferrable = mode.NOT() == null;
      }
    }
    return new TransactionModes(isolation, access, deferrable, position);
  }

  private SessionStatement reset(ResetStatementContext context) {
    Position position = tree.position(context);
    if (context.settingName() != null) {
      return new ResetVariable(setting(context.settingName()), position);
    }
    if (context.ALL() != null) {
      return new ResetVariable(null, position);
    }
    String name = "session_authorization";
    if (context.ZONE() != null) {
      name = "timezone";
    } else if (context.ISOLATION() != null) {
      name = "transaction_isolation";
    }
    return new ResetVariable(QualifiedName.of(name), position);
  }

  private SessionStatement transaction(TransactionStatementContext context) {
    Position position = tree.position(context);
    boolean chain = context.chain() != null && context.chain().NO() == null;
    if (context.BEGIN() != null || context.START() != null) {
      return new Begin(modes(context.transactionMode(), position), position);
    }
    if (context.COMMIT() != null || context.END() != null) {
      return new Commit(chain, position);
    }
    if (context.name() == null) {
      return new Rollback(chain, position);
    }
    Identifier name = tree.identifier(context.name());
    if (context.ROLLBACK() != null) {
      return new RollbackToSavepoint(name, position);
    }
    return context.RELEASE() != null
        ? new ReleaseSavepoint(name, position)
        : new Savepoint(name, position);
  }

  private SessionStatement prepare(PrepareStatementContext context) {
    return new Prepare(
        tree.identifier(context.name()),
        context.typeName().stream().map(tree.types::type).toList(),
        preparable(context.preparable()),
        tree.position(context));
  }

  private Statement preparable(PreparableContext context) {
    if (context.queryOrData() != null) {
      return tree.statements.queryOrData(context.queryOrData());
    }
    return context.subscribeStatement() != null
        ? tree.cursors.subscribe(context.subscribeStatement())
        : tree.inspects.show(context.showStatement());
  }

  SessionStatement execute(ExecuteStatementContext context) {
    List<Expression> arguments =
        context.expressionList() == null
            ? List.of()
            : tree.expressions.list(context.expressionList());
    return new Execute(tree.identifier(context.name()), arguments, tree.position(context));
  }

  private SessionStatement discard(DiscardStatementContext context) {
    String word = Lexer.upperCase(context.getStop().getText());
    DiscardTarget target =
        word.equals("TEMPORARY") ? DiscardTarget.TEMP : DiscardTarget.valueOf(word);
    return new Discard(target, tree.position(context));
  }
}
