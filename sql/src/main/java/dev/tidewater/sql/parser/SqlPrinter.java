package dev.tidewater.sql.parser;

import dev.tidewater.sql.ast.AlterStatement;
import dev.tidewater.sql.ast.CreateStatement;
import dev.tidewater.sql.ast.CursorStatement;
import dev.tidewater.sql.ast.DataStatement;
import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.InspectStatement;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.sql.ast.Query;
import dev.tidewater.sql.ast.SessionStatement;
import dev.tidewater.sql.ast.Statement;
import dev.tidewater.sql.ast.TypeName;

/**
 * Writes trees as canonical SQL: one line, keywords in upper case, names quoted where they must be,
 * parentheses where they are needed.
 *
 * <p>What always holds: parsing the result gives a tree that equals the one printed. The durable
 * catalog keeps definitions in this form.
 *
 * <p>Stateless; any number of threads.
 */
public final class SqlPrinter {
  private SqlPrinter() {}

  public static String print(Statement statement) {
    return statement.accept(new StatementPrinter());
  }

  public static String print(Expression expression) {
    return ExpressionPrinter.print(expression);
  }

  public static String print(TypeName type) {
    return TypePrinter.print(type);
  }

  public static String print(QualifiedName name) {
    return NamePrinter.name(name);
  }

  /** A name as it has to be written, with quotes if it needs them. */
  public static String name(String name) {
    return NamePrinter.name(name);
  }

  /** A text as a string literal. */
  public static String literal(String text) {
    return NamePrinter.literal(text);
  }

  private static final class StatementPrinter implements Statement.Visitor<String> {
    @Override
    public String visitQuery(Query query) {
      return QueryPrinter.print(query);
    }

    @Override
    public String visitData(DataStatement statement) {
      return statement.acceptData(new DataPrinter());
    }

    @Override
    public String visitCreate(CreateStatement statement) {
      return statement.acceptCreate(new CreatePrinter());
    }

    @Override
    public String visitAlter(AlterStatement statement) {
      return statement.acceptAlter(new AlterPrinter());
    }

    @Override
    public String visitInspect(InspectStatement statement) {
      return statement.acceptInspect(new InspectPrinter());
    }

    @Override
    public String visitSession(SessionStatement statement) {
      return statement.acceptSession(new SessionPrinter());
    }

    @Override
    public String visitCursor(CursorStatement statement) {
      return statement.acceptCursor(new CursorPrinter());
    }
  }
}
