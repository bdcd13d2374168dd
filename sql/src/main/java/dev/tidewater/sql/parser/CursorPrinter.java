package dev.tidewater.sql.parser;

import static dev.tidewater.sql.parser.NamePrinter.ifPresent;
import static dev.tidewater.sql.parser.NamePrinter.name;
import static dev.tidewater.sql.parser.NamePrinter.names;
import static dev.tidewater.sql.parser.NamePrinter.when;
import static dev.tidewater.sql.parser.NamePrinter.withOptions;
import static dev.tidewater.sql.parser.NamePrinter.words;

import dev.tidewater.sql.ast.CursorStatement;
import dev.tidewater.sql.ast.CursorStatement.SubscribeEnvelope;
import dev.tidewater.sql.ast.Query;

/** Prints cursors and SUBSCRIBE. */
final class CursorPrinter implements CursorStatement.CursorVisitor<String> {
  @Override
  public String visitDeclareCursor(CursorStatement.DeclareCursor statement) {
    return words(
        "DECLARE",
        name(statement.name()),
        when(statement.binary(), "BINARY"),
        when(statement.scroll(), "SCROLL"),
        "CURSOR",
        when(statement.hold(), "WITH HOLD"),
        "FOR",
        SqlPrinter.print(statement.statement()));
  }

  @Override
  public String visitFetch(CursorStatement.Fetch statement) {
    String count = statement.count() == Long.MAX_VALUE ? "ALL" : Long.toString(statement.count());
    return words(
        statement.move() ? "MOVE" : "FETCH",
        statement.direction().name(),
        count,
        "FROM",
        name(statement.name()),
        withOptions(statement.options()));
  }

  @Override
  public String visitCloseCursor(CursorStatement.CloseCursor statement) {
    return "CLOSE " + (statement.name() == null ? "ALL" : name(statement.name()));
  }

  @Override
  public String visitSubscribe(CursorStatement.Subscribe statement) {
    Query query = statement.query();
    String envelope =
        statement.envelope() == SubscribeEnvelope.NONE
            ? ""
            : "ENVELOPE " + statement.envelope().name() + " (KEY " + names(statement.key()) + ")";
    return words(
        "SUBSCRIBE TO",
        ifPresent(statement.relation(), "", NamePrinter::name),
        query == null ? "" : "(" + QueryPrinter.print(query) + ")",
        envelope,
        withOptions(statement.options()),
        ifPresent(
            statement.asOf(),
            statement.asOfAtLeast() ? "AS OF AT LEAST " : "AS OF ",
            ExpressionPrinter::print),
        ifPresent(statement.upTo(), "UP TO ", ExpressionPrinter::print),
        statement.withinTimestampOrderBy().isEmpty()
            ? ""
            : "WITHIN TIMESTAMP " + ExpressionPrinter.orderBy(statement.withinTimestampOrderBy()));
  }
}
