package dev.tidewater.catalog.system;

import dev.tidewater.catalog.Item;
import dev.tidewater.sql.ast.CreateStatement.CreateConnection;
import dev.tidewater.sql.ast.CreateStatement.CreateMaterializedView;
import dev.tidewater.sql.ast.CreateStatement.CreateView;
import dev.tidewater.sql.ast.Expression.StringLiteral;
import dev.tidewater.sql.ast.Option;
import dev.tidewater.sql.ast.OptionValue;
import dev.tidewater.sql.ast.Query;
import dev.tidewater.sql.ast.Statement;
import dev.tidewater.sql.parser.SqlParser;
import dev.tidewater.sql.parser.SqlPrinter;
import java.util.List;

/** What the definition of an item says, as text. */
final class Definitions {
  private static final String REDACTED = "<REDACTED>";

  private Definitions() {}

  /** The query of a view, empty for other items. */
  static String query(Item item) {
    Statement statement = SqlParser.parseStatement(item.createSql());
    if (statement instanceof CreateView view) {
      return text(view.query());
    }
    return statement instanceof CreateMaterializedView view ? text(view.query()) : "";
  }

  private static String text(Query query) {
    return SqlPrinter.print(query) + ";";
  }

  /** The definition without what a user may have written into a connection in clear. */
  static String redacted(Item item) {
    Statement statement = SqlParser.parseStatement(item.createSql());
    if (!(statement instanceof CreateConnection connection)) {
      return item.createSql();
    }
    List<Option> options = connection.options().stream().map(Definitions::redacted).toList();
    return SqlPrinter.print(
        new CreateConnection(
            connection.name(),
            connection.orReplace(),
            connection.ifNotExists(),
            connection.kind(),
            options,
            connection.with(),
            connection.position()));
  }

  private static Option redacted(Option option) {
    if (!(option.value() instanceof OptionValue.Constant)) {
      return option;
    }
    OptionValue hidden =
        new OptionValue.Constant(new StringLiteral(REDACTED, option.position()), option.position());
    return new Option(option.name(), hidden, option.position());
  }
}
