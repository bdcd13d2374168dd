package dev.tidewater.sql.parser;

import static dev.tidewater.sql.parser.NamePrinter.ifPresent;
import static dev.tidewater.sql.parser.NamePrinter.list;
import static dev.tidewater.sql.parser.NamePrinter.literal;
import static dev.tidewater.sql.parser.NamePrinter.name;
import static dev.tidewater.sql.parser.NamePrinter.parenthesized;
import static dev.tidewater.sql.parser.NamePrinter.when;
import static dev.tidewater.sql.parser.NamePrinter.words;

import dev.tidewater.sql.ast.SessionStatement;
import dev.tidewater.sql.ast.SessionStatement.TransactionModes;
import java.util.ArrayList;
import java.util.List;

/** Prints settings, transactions and prepared statements. */
final class SessionPrinter implements SessionStatement.SessionVisitor<String> {
  static String values(List<String> values) {
    return values.isEmpty() ? "DEFAULT" : list(values, NamePrinter::literal);
  }

  @Override
  public String visitSetVariable(SessionStatement.SetVariable statement) {
    return words(
        "SET",
        when(statement.local(), "LOCAL"),
        name(statement.name()),
        "=",
        values(statement.values()));
  }

  @Override
  public String visitResetVariable(SessionStatement.ResetVariable statement) {
    return "RESET " + (statement.name() == null ? "ALL" : name(statement.name()));
  }

  @Override
  public String visitSetTransaction(SessionStatement.SetTransaction statement) {
    return words(
        "SET",
        when(statement.session(), "SESSION CHARACTERISTICS AS"),
        "TRANSACTION",
        modes(statement.modes()));
  }

  private static String modes(TransactionModes modes) {
    List<String> parts = new ArrayList<>();
    if (modes.isolation() != null) {
      parts.add("ISOLATION LEVEL " + modes.isolation().keywords());
    }
    if (modes.access() != null) {
      parts.add(modes.access().name().replace('_', ' '));
    }
    if (modes.deferrable() != null) {
      parts.add(modes.deferrable() ? "DEFERRABLE" : "NOT DEFERRABLE");
    }
    return String.join(", ", parts);
  }

  @Override
  public String visitBegin(SessionStatement.Begin statement) {
    return words("BEGIN", modes(statement.modes()));
  }

  @Override
  public String visitCommit(SessionStatement.Commit statement) {
    return words("COMMIT", when(statement.chain(), "AND CHAIN"));
  }

  @Override
  public String visitRollback(SessionStatement.Rollback statement) {
    return words("ROLLBACK", when(statement.chain(), "AND CHAIN"));
  }

  @Override
  public String visitSavepoint(SessionStatement.Savepoint statement) {
    return "SAVEPOINT " + name(statement.name());
  }

  @Override
  public String visitReleaseSavepoint(SessionStatement.ReleaseSavepoint statement) {
    return "RELEASE SAVEPOINT " + name(statement.name());
  }

  @Override
  public String visitRollbackToSavepoint(SessionStatement.RollbackToSavepoint statement) {
    return "ROLLBACK TO SAVEPOINT " + name(statement.name());
  }

  @Override
  public String visitPrepare(SessionStatement.Prepare statement) {
    return words(
        "PREPARE",
        name(statement.name()),
        parenthesized(statement.types(), TypePrinter::print),
        "AS",
        SqlPrinter.print(statement.statement()));
  }

  @Override
  public String visitExecute(SessionStatement.Execute statement) {
    return words(
        "EXECUTE",
        name(statement.name()),
        parenthesized(statement.arguments(), ExpressionPrinter::print));
  }

  @Override
  public String visitDeallocate(SessionStatement.Deallocate statement) {
    return "DEALLOCATE " + (statement.name() == null ? "ALL" : name(statement.name()));
  }

  @Override
  public String visitDiscard(SessionStatement.Discard statement) {
    return "DISCARD " + statement.target().name();
  }

  @Override
  public String visitListen(SessionStatement.Listen statement) {
    return "LISTEN " + name(statement.channel());
  }

  @Override
  public String visitUnlisten(SessionStatement.Unlisten statement) {
    return "UNLISTEN " + (statement.channel() == null ? "*" : name(statement.channel()));
  }

  @Override
  public String visitNotify(SessionStatement.Notify statement) {
    return "NOTIFY "
        + name(statement.channel())
        + ifPresent(statement.payload(), ", ", text -> literal(text));
  }
}
