package dev.tidewater.sql.parser;

import static dev.tidewater.sql.parser.NamePrinter.ifPresent;
import static dev.tidewater.sql.parser.NamePrinter.join;
import static dev.tidewater.sql.parser.NamePrinter.list;
import static dev.tidewater.sql.parser.NamePrinter.name;
import static dev.tidewater.sql.parser.NamePrinter.names;
import static dev.tidewater.sql.parser.NamePrinter.parenthesized;
import static dev.tidewater.sql.parser.NamePrinter.when;
import static dev.tidewater.sql.parser.NamePrinter.withOptions;
import static dev.tidewater.sql.parser.NamePrinter.words;

import dev.tidewater.sql.ast.DataStatement;
import dev.tidewater.sql.ast.DropBehavior;
import dev.tidewater.sql.ast.QueryBody.SelectItem;
import java.util.List;

/** Prints the statements that write rows. */
final class DataPrinter implements DataStatement.DataVisitor<String> {
  @Override
  public String visitInsert(DataStatement.Insert statement) {
    return words(
        ifPresent(statement.with(), "", QueryPrinter::with),
        "INSERT INTO",
        name(statement.table()),
        ifPresent(statement.alias(), "AS ", NamePrinter::name),
        parenthesized(statement.columns(), DataPrinter::target),
        statement.source() == null ? "DEFAULT VALUES" : QueryPrinter.print(statement.source()),
        ifPresent(statement.onConflict(), "", DataPrinter::onConflict),
        returning(statement.returning()));
  }

  private static String target(DataStatement.Target target) {
    return name(target.column()) + join(target.path(), "", DataPrinter::step);
  }

  private static String step(DataStatement.Indirection step) {
    return ifPresent(step.field(), ".", NamePrinter::name)
        + ifPresent(step.index(), "", ExpressionPrinter::index);
  }

  private static String onConflict(DataStatement.OnConflict conflict) {
    return words(
        "ON CONFLICT",
        parenthesized(conflict.target(), ExpressionPrinter::print),
        ifPresent(conflict.targetWhere(), "WHERE ", ExpressionPrinter::print),
        ifPresent(conflict.constraint(), "ON CONSTRAINT ", NamePrinter::name),
        conflict.assignments().isEmpty()
            ? "DO NOTHING"
            : "DO UPDATE SET " + assignments(conflict.assignments()),
        ifPresent(conflict.where(), "WHERE ", ExpressionPrinter::print));
  }

  private static String assignments(List<DataStatement.Assignment> assignments) {
    return list(
        assignments,
        assignment ->
            (assignment.multiple()
                    ? parenthesized(assignment.targets(), DataPrinter::target)
                    : target(assignment.targets().get(0)))
                + " = "
                + ExpressionPrinter.print(assignment.value()));
  }

  private static String returning(List<SelectItem> items) {
    return items.isEmpty() ? "" : "RETURNING " + QueryPrinter.items(items);
  }

  @Override
  public String visitUpdate(DataStatement.Update statement) {
    return words(
        ifPresent(statement.with(), "", QueryPrinter::with),
        "UPDATE",
        name(statement.table()),
        ifPresent(statement.alias(), "AS ", NamePrinter::name),
        "SET",
        assignments(statement.assignments()),
        QueryPrinter.from("FROM ", statement.from()),
        ifPresent(statement.where(), "WHERE ", ExpressionPrinter::print),
        returning(statement.returning()));
  }

  @Override
  public String visitDelete(DataStatement.Delete statement) {
    return words(
        ifPresent(statement.with(), "", QueryPrinter::with),
        "DELETE FROM",
        name(statement.table()),
        ifPresent(statement.alias(), "AS ", NamePrinter::name),
        QueryPrinter.from("USING ", statement.using()),
        ifPresent(statement.where(), "WHERE ", ExpressionPrinter::print),
        returning(statement.returning()));
  }

  @Override
  public String visitTruncate(DataStatement.Truncate statement) {
    return words(
        "TRUNCATE",
        list(statement.tables(), NamePrinter::name),
        when(statement.restartIdentity(), "RESTART IDENTITY"),
        behavior(statement.behavior()));
  }

  static String behavior(DropBehavior behavior) {
    return behavior == DropBehavior.UNSPECIFIED ? "" : behavior.name();
  }

  @Override
  public String visitCopyFrom(DataStatement.CopyFrom statement) {
    return words(
        "COPY",
        name(statement.table()),
        names(statement.columns()),
        "FROM",
        endpoint(statement.endpoint()),
        withOptions(statement.options()),
        ifPresent(statement.where(), "WHERE ", ExpressionPrinter::print));
  }

  @Override
  public String visitCopyTo(DataStatement.CopyTo statement) {
    return words(
        "COPY (" + SqlPrinter.print(statement.source()) + ") TO",
        endpoint(statement.endpoint()),
        withOptions(statement.options()));
  }

  private static String endpoint(DataStatement.CopyEndpoint endpoint) {
    String target = ifPresent(endpoint.target(), "", ExpressionPrinter::print);
    return switch (endpoint.kind()) {
      case STDIN -> "STDIN";
      case STDOUT -> "STDOUT";
      case PROGRAM -> "PROGRAM " + target;
      case FILE, URL -> target;
    };
  }
}
