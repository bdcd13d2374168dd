package dev.tidewater.sql.parser;

import static dev.tidewater.sql.parser.NamePrinter.ifPresent;
import static dev.tidewater.sql.parser.NamePrinter.literal;
import static dev.tidewater.sql.parser.NamePrinter.name;
import static dev.tidewater.sql.parser.NamePrinter.when;
import static dev.tidewater.sql.parser.NamePrinter.withOptions;
import static dev.tidewater.sql.parser.NamePrinter.words;

import dev.tidewater.sql.ast.InspectStatement;
import dev.tidewater.sql.ast.InspectStatement.ExplainFormat;
import dev.tidewater.sql.ast.InspectStatement.ExplainedObject;
import dev.tidewater.sql.ast.InspectStatement.ExplainedStatement;
import dev.tidewater.sql.ast.InspectStatement.Explainee;
import dev.tidewater.sql.ast.InspectStatement.LikeFilter;
import dev.tidewater.sql.ast.InspectStatement.ShowFilter;
import dev.tidewater.sql.ast.InspectStatement.WhereFilter;
import dev.tidewater.sql.ast.Option;
import dev.tidewater.sql.ast.OptionValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints SHOW, EXPLAIN and VALIDATE. */
final class InspectPrinter implements InspectStatement.InspectVisitor<String> {
  @Override
  public String visitShowVariable(InspectStatement.ShowVariable statement) {
    return "SHOW " + name(statement.name());
  }

  @Override
  public String visitShowAll(InspectStatement.ShowAll statement) {
    return "SHOW ALL";
  }

  @Override
  public String visitShowObjects(InspectStatement.ShowObjects statement) {
    return words(
        "SHOW",
        statement.kind().plural(),
        ifPresent(statement.on(), "ON ", NamePrinter::name),
        ifPresent(statement.from(), "FROM ", NamePrinter::name),
        ifPresent(statement.cluster(), "IN CLUSTER ", NamePrinter::name),
        filter(statement.filter()));
  }

  private static String filter(@Nullable ShowFilter filter) {
    if (filter instanceof LikeFilter like) {
      return "LIKE " + literal(like.pattern());
    } else if (filter instanceof WhereFilter where) {
      return "WHERE " + ExpressionPrinter.print(where.condition());
    }
    return "";
  }

  @Override
  public String visitShowColumns(InspectStatement.ShowColumns statement) {
    return words("SHOW COLUMNS FROM", name(statement.relation()), filter(statement.filter()));
  }

  @Override
  public String visitShowCreate(InspectStatement.ShowCreate statement) {
    return words(
        "SHOW",
        when(statement.redacted(), "REDACTED"),
        "CREATE",
        statement.kind().keywords(),
        name(statement.name()));
  }

  @Override
  public String visitExplain(InspectStatement.Explain statement) {
    String explainee = explainee(statement.explainee());
    if (statement.stage() != null) {
      return words(
          "EXPLAIN",
          statement.stage().keywords(),
          "PLAN",
          withOptions(statement.options()),
          format(statement.format()),
          "FOR",
          explainee);
    }
    if (statement.format() != null) {
      return statement.options().isEmpty() && !statement.analyze()
          ? words("EXPLAIN", format(statement.format()), "FOR", explainee)
          : words("EXPLAIN PLAN", withOptions(statement.options()), format(statement.format()))
              + " FOR "
              + explainee;
    }
    List<String> options = new ArrayList<>();
    if (statement.analyze()) {
      options.add("ANALYZE");
    }
    statement.options().forEach(option -> options.add(option(option)));
    return words(
        "EXPLAIN", when(!options.isEmpty(), "(" + String.join(", ", options) + ")"), explainee);
  }

  private static String option(Option option) {
    OptionValue value = option.value();
    return value == null ? option.name() : NamePrinter.option(option).replaceFirst(" = ", " ");
  }

  private static String format(@Nullable ExplainFormat format) {
    return format == null ? "" : "AS " + format.name().replace('_', ' ');
  }

  private static String explainee(Explainee explainee) {
    if (explainee instanceof ExplainedObject object) {
      return object.kind().keywords() + " " + name(object.name());
    }
    return SqlPrinter.print(((ExplainedStatement) explainee).statement());
  }

  @Override
  public String visitExplainTimestamp(InspectStatement.ExplainTimestamp statement) {
    return words(
        "EXPLAIN TIMESTAMP",
        format(statement.format()),
        "FOR",
        QueryPrinter.print(statement.query()));
  }

  @Override
  public String visitValidateConnection(InspectStatement.ValidateConnection statement) {
    return "VALIDATE CONNECTION " + name(statement.name());
  }
}
