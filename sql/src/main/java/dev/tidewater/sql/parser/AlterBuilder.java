package dev.tidewater.sql.parser;

import dev.tidewater.sql.ast.AlterStatement;
import dev.tidewater.sql.ast.AlterStatement.AddSourceTables;
import dev.tidewater.sql.ast.AlterStatement.AlterRole;
import dev.tidewater.sql.ast.AlterStatement.AlterTable;
import dev.tidewater.sql.ast.AlterStatement.ChangeOwner;
import dev.tidewater.sql.ast.AlterStatement.ChangeSchema;
import dev.tidewater.sql.ast.AlterStatement.CommentOn;
import dev.tidewater.sql.ast.AlterStatement.DropObjects;
import dev.tidewater.sql.ast.AlterStatement.Privileges;
import dev.tidewater.sql.ast.AlterStatement.Rename;
import dev.tidewater.sql.ast.AlterStatement.ResetOptions;
import dev.tidewater.sql.ast.AlterStatement.ResetSystemVariable;
import dev.tidewater.sql.ast.AlterStatement.SetOptions;
import dev.tidewater.sql.ast.AlterStatement.SetSecretValue;
import dev.tidewater.sql.ast.AlterStatement.SetSinkInput;
import dev.tidewater.sql.ast.AlterStatement.SetSystemVariable;
import dev.tidewater.sql.ast.AlterStatement.Swap;
import dev.tidewater.sql.ast.AlterStatement.TableAction;
import dev.tidewater.sql.ast.AlterStatement.TableActionKind;
import dev.tidewater.sql.ast.Expression.StringLiteral;
import dev.tidewater.sql.ast.Identifier;
import dev.tidewater.sql.ast.ObjectKind;
import dev.tidewater.sql.ast.Option;
import dev.tidewater.sql.ast.OptionValue;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.sql.parser.grammar.SqlGrammar.AlterActionContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.AlterStatementContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.CommentStatementContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.DropStatementContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.ObjectKindContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.PrivilegeContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.PrivilegeObjectContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.PrivilegeStatementContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.TableActionContext;
import dev.tidewater.types.ErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds ALTER, DROP, COMMENT, GRANT and REVOKE. */
final class AlterBuilder {
  private static final Set<String> PRIVILEGES =
      Set.of(
          "ALL",
          "ALL PRIVILEGES",
          "CONNECT",
          "CREATE",
          "CREATECLUSTER",
          "CREATEDB",
          "CREATENETWORKPOLICY",
          "CREATEROLE",
          "DELETE",
          "EXECUTE",
          "INSERT",
          "MAINTAIN",
          "REFERENCES",
          "SELECT",
          "TEMP",
          "TEMPORARY",
          "TRIGGER",
          "TRUNCATE",
          "UPDATE",
          "USAGE");

  private final TreeBuilder tree;

  AlterBuilder(TreeBuilder tree) {
    this.tree = tree;
  }

  AlterStatement alter(AlterStatementContext context) {
    Position position = tree.position(context);
    if (context.SYSTEM() != null) {
      return system(context, position);
    }
    if (context.alterAction() != null) {
      ObjectKind kind = kind(context.objectKind());
      QualifiedName name = tree.qualifiedName(context.qualifiedName());
      return action(context.alterAction(), kind, name, context.EXISTS() != null, position);
    }
    return new AlterRole(tree.identifier(context.name()), roleOptions(context), position);
  }

  private List<Option> roleOptions(AlterStatementContext context) {
    if (context.settingName() == null) {
      return tree.creates.roleOptions(context.roleOption());
    }
    Position position = tree.position(context.settingName());
    String name = "SET " + tree.sessions.setting(context.settingName());
    List<OptionValue> values =
        tree.sessions.values(context.settingValues()).stream()
            .map(
                value ->
                    (OptionValue)
                        new OptionValue.Constant(new StringLiteral(value, position), position))
            .toList();
    return List.of(new Option(name, new OptionValue.Values(values, position), position));
  }

  private AlterStatement system(AlterStatementContext context, Position position) {
    if (context.settingName() == null) {
      return new ResetSystemVariable(null, position);
    }
    Identifier name =
        new Identifier(
            tree.sessions.setting(context.settingName()).toString(),
            tree.position(context.settingName()));
    return context.RESET() != null
        ? new ResetSystemVariable(name, position)
        : new SetSystemVariable(name, tree.sessions.values(context.settingValues()), position);
  }

  private AlterStatement action(
      AlterActionContext action,
      ObjectKind kind,
      QualifiedName name,
      boolean ifExists,
      Position position) {
    if (!action.tableAction().isEmpty()) {
      require(kind == ObjectKind.TABLE, action);
      List<TableAction> actions = action.tableAction().stream().map(this::tableAction).toList();
      return new AlterTable(name, ifExists, actions, position);
    }
    if (action.RENAME() != null) {
      return new Rename(kind, name, ifExists, tree.identifier(action.name()), position);
    }
    if (action.OWNER() != null) {
      return new ChangeOwner(kind, name, ifExists, tree.identifier(action.name()), position);
    }
    if (action.SWAP() != null) {
      return new Swap(kind, name, tree.identifier(action.name()), position);
    }
    if (action.SCHEMA() != null) {
      return new ChangeSchema(kind, name, ifExists, tree.identifier(action.name()), position);
    }
    if (action.FROM() != null) {
      require(kind == ObjectKind.SINK, action);
      return new SetSinkInput(name, ifExists, tree.qualifiedName(action.qualifiedName()), position);
    }
    if (action.AS() != null) {
      require(kind == ObjectKind.SECRET, action);
      return new SetSecretValue(
          name, ifExists, tree.expressions.expression(action.expression()), position);
    }
    return options(action, kind, name, ifExists, position);
  }

  private AlterStatement options(
      AlterActionContext action,
      ObjectKind kind,
      QualifiedName name,
      boolean ifExists,
      Position position) {
    if (action.SET() != null) {
      return new SetOptions(kind, name, ifExists, tree.options.list(action.optionList()), position);
    }
    if (action.RESET() != null) {
      return new ResetOptions(
          kind, name, ifExists, tree.options.names(action.optionList()), position);
    }
    require(kind == ObjectKind.SOURCE, action);
    return new AddSourceTables(
        name, ifExists, tree.creates.selected(action.selectedTable()), position);
  }

  private void require(boolean fits, AlterActionContext action) {
    if (!fits) {
      throw tree.unexpected(action);
    }
  }

  private TableAction tableAction(TableActionContext context) {
    Position position = tree.position(context);
    if (context.ADD() != null) {
      return new TableAction(
          TableActionKind.ADD_COLUMN,
          null,
          tree.tables.column(context.columnDefinition()),
          null,
          position);
    }
    if (context.REPLICA() != null) {
      return new TableAction(TableActionKind.REPLICA_IDENTITY_FULL, null, null, null, position);
    }
    Identifier column = tree.identifier(context.name(0));
    Identifier newName = context.RENAME() == null ? null : tree.identifier(context.name(1));
    return new TableAction(actionKind(context), column, null, newName, position);
  }

  private static TableActionKind actionKind(TableActionContext context) {
    if (context.RENAME() != null) {
      return TableActionKind.RENAME_COLUMN;
    }
    if (context.ALTER() == null) {
      return TableActionKind.DROP_COLUMN;
    }
    if (context.SET() != null) {
      return TableActionKind.SET_NOT_NULL;
    }
    return context.DEFAULT() != null ? TableActionKind.DROP_DEFAULT : TableActionKind.DROP_NOT_NULL;
  }

  ObjectKind kind(ObjectKindContext context) {
    if (context.USER() != null) {
      return ObjectKind.ROLE;
    }
    String words = TreeBuilder.words(context);
    for (ObjectKind kind : ObjectKind.values()) {
      if (kind.keywords().equals(words)) {
        return kind;
      }
    }
    throw new IllegalStateException("object kind without a constant: " + words);
  }

  AlterStatement drop(DropStatementContext context) {
    return new DropObjects(
        kind(context.objectKind()),
        context.EXISTS() != null,
        tree.qualifiedNames(context.qualifiedName()),
        DataBuilder.behavior(context.dropBehavior()),
        tree.position(context));
  }

  AlterStatement comment(CommentStatementContext context) {
    return new CommentOn(
        kind(context.objectKind()),
        tree.qualifiedName(context.qualifiedName()),
        context.STRING() == null ? null : TreeBuilder.value(context.STRING()),
        tree.position(context));
  }

  AlterStatement privileges(PrivilegeStatementContext context) {
    boolean onObjects = context.privilegeObject() != null;
    return new Privileges(
        context.REVOKE() == null,
        context.privilege().stream()
            .map(privilege -> onObjects ? privilegeOnObject(privilege) : privilege(privilege))
            .toList(),
        on(context.privilegeObject()),
        context.privilegeObject() == null
            ? List.of()
            : tree.qualifiedNames(context.privilegeObject().qualifiedName()),
        context.privilegeRole().stream().map(role -> tree.identifier(role.getStop())).toList(),
        tree.position(context));
  }

  private String privilege(PrivilegeContext context) {
    if (context.nameList() != null) {
      throw tree.error(
          ErrorCode.FEATURE_NOT_SUPPORTED,
          "privileges of columns are not supported",
          context.getStart());
    }
    return context.privilegeWord().size() == 1
        ? TreeBuilder.value(context.getStart())
        : TreeBuilder.words(context);
  }

  /** What may be granted on objects; without objects a role is granted, by its name. */
  private String privilegeOnObject(PrivilegeContext context) {
    String privilege = privilege(context);
    if (!PRIVILEGES.contains(privilege.toUpperCase(Locale.ROOT))) {
      throw tree.error(
              ErrorCode.SYNTAX_ERROR, "unrecognized privilege type \"{name}\"", context.getStart())
          .with("name", privilege);
    }
    return privilege;
  }

  private static String on(@Nullable PrivilegeObjectContext context) {
    if (context == null) {
      return "";
    }
    if (context.SYSTEM() != null) {
      return "SYSTEM";
    }
    if (context.ALL() != null) {
      String in = context.SCHEMA() != null ? " IN SCHEMA" : " IN DATABASE";
      return "ALL " + TreeBuilder.words(context.privilegeKind()) + (context.IN() == null ? "" : in);
    }
    return context.objectKind() == null ? "TABLE" : TreeBuilder.words(context.objectKind());
  }
}
