package dev.tidewater.sql.parser;

import static dev.tidewater.sql.parser.NamePrinter.ifPresent;
import static dev.tidewater.sql.parser.NamePrinter.join;
import static dev.tidewater.sql.parser.NamePrinter.list;
import static dev.tidewater.sql.parser.NamePrinter.listAfter;
import static dev.tidewater.sql.parser.NamePrinter.literal;
import static dev.tidewater.sql.parser.NamePrinter.name;
import static dev.tidewater.sql.parser.NamePrinter.when;
import static dev.tidewater.sql.parser.NamePrinter.words;

import dev.tidewater.sql.ast.AlterStatement;
import dev.tidewater.sql.ast.AlterStatement.TableAction;
import dev.tidewater.sql.ast.Expression.StringLiteral;
import dev.tidewater.sql.ast.ObjectKind;
import dev.tidewater.sql.ast.Option;
import dev.tidewater.sql.ast.OptionValue;
import dev.tidewater.sql.ast.QualifiedName;
import java.util.List;
import java.util.Locale;

/** Prints ALTER, DROP, COMMENT, GRANT and REVOKE. */
final class AlterPrinter implements AlterStatement.AlterVisitor<String> {
  private static String alter(
      ObjectKind kind, boolean ifExists, QualifiedName name, String action) {
    return words("ALTER", kind.keywords(), when(ifExists, "IF EXISTS"), name(name), action);
  }

  @Override
  public String visitRename(AlterStatement.Rename statement) {
    return alter(
        statement.kind(),
        statement.ifExists(),
        statement.name(),
        "RENAME TO " + name(statement.newName()));
  }

  @Override
  public String visitSwap(AlterStatement.Swap statement) {
    return alter(statement.kind(), false, statement.name(), "SWAP WITH " + name(statement.other()));
  }

  @Override
  public String visitChangeOwner(AlterStatement.ChangeOwner statement) {
    return alter(
        statement.kind(),
        statement.ifExists(),
        statement.name(),
        "OWNER TO " + name(statement.owner()));
  }

  @Override
  public String visitChangeSchema(AlterStatement.ChangeSchema statement) {
    return alter(
        statement.kind(),
        statement.ifExists(),
        statement.name(),
        "SET SCHEMA " + name(statement.schema()));
  }

  @Override
  public String visitSetOptions(AlterStatement.SetOptions statement) {
    return alter(
        statement.kind(),
        statement.ifExists(),
        statement.name(),
        "SET (" + list(statement.options(), NamePrinter::option) + ")");
  }

  @Override
  public String visitResetOptions(AlterStatement.ResetOptions statement) {
    return alter(
        statement.kind(),
        statement.ifExists(),
        statement.name(),
        "RESET (" + String.join(", ", statement.names()) + ")");
  }

  @Override
  public String visitSetSinkInput(AlterStatement.SetSinkInput statement) {
    return alter(
        ObjectKind.SINK,
        statement.ifExists(),
        statement.name(),
        "SET FROM " + name(statement.input()));
  }

  @Override
  public String visitSetSecretValue(AlterStatement.SetSecretValue statement) {
    return alter(
        ObjectKind.SECRET,
        statement.ifExists(),
        statement.name(),
        "AS " + ExpressionPrinter.print(statement.value()));
  }

  @Override
  public String visitAddSourceTables(AlterStatement.AddSourceTables statement) {
    return alter(
        ObjectKind.SOURCE,
        statement.ifExists(),
        statement.name(),
        listAfter("ADD SUBSOURCE ", statement.tables(), CreatePrinter::selected));
  }

  @Override
  public String visitAlterTable(AlterStatement.AlterTable statement) {
    return alter(
        ObjectKind.TABLE,
        statement.ifExists(),
        statement.name(),
        list(statement.actions(), AlterPrinter::action));
  }

  private static String action(TableAction action) {
    String column = ifPresent(action.column(), "", NamePrinter::name);
    return switch (action.kind()) {
      case ADD_COLUMN -> "ADD COLUMN " + ifPresent(action.definition(), "", CreatePrinter::column);
      case DROP_COLUMN -> "DROP COLUMN " + column;
      case RENAME_COLUMN ->
          "RENAME COLUMN " + column + ifPresent(action.newName(), " TO ", NamePrinter::name);
      case SET_NOT_NULL -> "ALTER COLUMN " + column + " SET NOT NULL";
      case DROP_NOT_NULL -> "ALTER COLUMN " + column + " DROP NOT NULL";
      case DROP_DEFAULT -> "ALTER COLUMN " + column + " DROP DEFAULT";
      case REPLICA_IDENTITY_FULL -> "REPLICA IDENTITY FULL";
    };
  }

  @Override
  public String visitSetSystemVariable(AlterStatement.SetSystemVariable statement) {
    return words(
        "ALTER SYSTEM SET", name(statement.name()), "=", SessionPrinter.values(statement.values()));
  }

  @Override
  public String visitResetSystemVariable(AlterStatement.ResetSystemVariable statement) {
    return "ALTER SYSTEM RESET " + (statement.name() == null ? "ALL" : name(statement.name()));
  }

  @Override
  public String visitAlterRole(AlterStatement.AlterRole statement) {
    return words(
        "ALTER ROLE",
        name(statement.name()),
        join(statement.options(), " ", AlterPrinter::roleOption));
  }

  /** {@code LOGIN}, {@code PASSWORD 'x'}, {@code SET name = values}. */
  static String roleOption(Option option) {
    OptionValue value = option.value();
    if (value instanceof OptionValue.Values values) {
      String setting = option.name().substring("SET ".length());
      List<String> texts = values.values().stream().map(AlterPrinter::text).toList();
      return "SET " + setting.toLowerCase(Locale.ROOT) + " = " + SessionPrinter.values(texts);
    }
    return value == null ? option.name() : option.name() + " " + literal(text(value));
  }

  private static String text(OptionValue value) {
    return value instanceof OptionValue.Constant constant
            && constant.literal() instanceof StringLiteral string
        ? string.value()
        : "";
  }

  @Override
  public String visitDropObjects(AlterStatement.DropObjects statement) {
    return words(
        "DROP",
        statement.kind().keywords(),
        when(statement.ifExists(), "IF EXISTS"),
        list(statement.names(), NamePrinter::name),
        DataPrinter.behavior(statement.behavior()));
  }

  @Override
  public String visitCommentOn(AlterStatement.CommentOn statement) {
    return words(
        "COMMENT ON",
        statement.kind().keywords(),
        name(statement.name()),
        "IS",
        statement.comment() == null ? "NULL" : literal(statement.comment()));
  }

  @Override
  public String visitPrivileges(AlterStatement.Privileges statement) {
    boolean roles = statement.on().isEmpty();
    return words(
        statement.grant() ? "GRANT" : "REVOKE",
        list(
            statement.privileges(),
            privilege -> roles ? name(privilege) : privilege.toUpperCase(Locale.ROOT)),
        when(!roles, "ON " + statement.on()),
        list(statement.objects(), NamePrinter::name),
        statement.grant() ? "TO" : "FROM",
        list(statement.roles(), NamePrinter::name));
  }
}
