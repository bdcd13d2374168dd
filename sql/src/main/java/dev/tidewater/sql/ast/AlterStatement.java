package dev.tidewater.sql.ast;

import dev.tidewater.sql.ast.CreateStatement.ColumnDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements that change, drop, describe and grant objects. */
public sealed interface AlterStatement extends Statement {
  <R> R acceptAlter(AlterVisitor<R> visitor);

  /** {@code ALTER kind [IF EXISTS] name RENAME TO newName}. */
  record Rename(
      ObjectKind kind, QualifiedName name, boolean ifExists, Identifier newName, Position position)
      implements AlterStatement {
    @Override
    public <R> R acceptAlter(AlterVisitor<R> visitor) {
      return visitor.visitRename(this);
    }
  }

  /** {@code ALTER kind name SWAP WITH other}. */
  record Swap(ObjectKind kind, QualifiedName name, Identifier other, Position position)
      implements AlterStatement {
    @Override
    public <R> R acceptAlter(AlterVisitor<R> visitor) {
      return visitor.visitSwap(this);
    }
  }

  /** {@code ALTER kind [IF EXISTS] name OWNER TO role}. */
  record ChangeOwner(
      ObjectKind kind, QualifiedName name, boolean ifExists, Identifier owner, Position position)
      implements AlterStatement {
    @Override
    public <R> R acceptAlter(AlterVisitor<R> visitor) {
      return visitor.visitChangeOwner(this);
    }
  }

  /** {@code ALTER kind [IF EXISTS] name SET SCHEMA schema}. */
  record ChangeSchema(
      ObjectKind kind, QualifiedName name, boolean ifExists, Identifier schema, Position position)
      implements AlterStatement {
    @Override
    public <R> R acceptAlter(AlterVisitor<R> visitor) {
      return visitor.visitChangeSchema(this);
    }
  }

  /** {@code ALTER kind [IF EXISTS] name SET (options)}; also of a connection and a cluster. */
  record SetOptions(
      ObjectKind kind,
      QualifiedName name,
      boolean ifExists,
      List<Option> options,
      Position position)
      implements AlterStatement {
    public SetOptions {
      options = List.copyOf(options);
    }

    @Override
    public <R> R acceptAlter(AlterVisitor<R> visitor) {
      return visitor.visitSetOptions(this);
    }
  }

  /** {@code ALTER kind [IF EXISTS] name RESET (names)}; names as in {@link Option#name}. */
  record ResetOptions(
      ObjectKind kind, QualifiedName name, boolean ifExists, List<String> names, Position position)
      implements AlterStatement {
    public ResetOptions {
      names = List.copyOf(names);
    }

    @Override
    public <R> R acceptAlter(AlterVisitor<R> visitor) {
      return visitor.visitResetOptions(this);
    }
  }

  /** {@code ALTER SINK s SET FROM relation}. */
  record SetSinkInput(QualifiedName name, boolean ifExists, QualifiedName input, Position position)
      implements AlterStatement {
    @Override
    public <R> R acceptAlter(AlterVisitor<R> visitor) {
      return visitor.visitSetSinkInput(this);
    }
  }

  /** {@code ALTER SECRET s AS value}. */
  record SetSecretValue(QualifiedName name, boolean ifExists, Expression value, Position position)
      implements AlterStatement {
    @Override
    public <R> R acceptAlter(AlterVisitor<R> visitor) {
      return visitor.visitSetSecretValue(this);
    }
  }

  /** {@code ALTER SOURCE s ADD SUBSOURCE a AS b, …} and {@code ADD TABLE}. */
  record AddSourceTables(
      QualifiedName name,
      boolean ifExists,
      List<CreateStatement.SelectedTable> tables,
      Position position)
      implements AlterStatement {
    public AddSourceTables {
      tables = List.copyOf(tables);
    }

    @Override
    public <R> R acceptAlter(AlterVisitor<R> visitor) {
      return visitor.visitAddSourceTables(this);
    }
  }

  /** {@code ALTER TABLE t action, …}: other actions than those above. */
  record AlterTable(
      QualifiedName name, boolean ifExists, List<TableAction> actions, Position position)
      implements AlterStatement {
    public AlterTable {
      actions = List.copyOf(actions);
    }

    @Override
    public <R> R acceptAlter(AlterVisitor<R> visitor) {
      return visitor.visitAlterTable(this);
    }
  }

  /** {@code ALTER SYSTEM SET name = values}; {@code values} empty for DEFAULT and RESET. */
  record SetSystemVariable(Identifier name, List<String> values, Position position)
      implements AlterStatement {
    public SetSystemVariable {
      values = List.copyOf(values);
    }

    @Override
    public <R> R acceptAlter(AlterVisitor<R> visitor) {
      return visitor.visitSetSystemVariable(this);
    }
  }

  /** {@code ALTER SYSTEM RESET name | ALL}; {@code name} is null for ALL. */
  record ResetSystemVariable(@Nullable Identifier name, Position position)
      implements AlterStatement {
    @Override
    public <R> R acceptAlter(AlterVisitor<R> visitor) {
      return visitor.visitResetSystemVariable(this);
    }
  }

  /** {@code ALTER ROLE name [SET variable …]}; {@code options} as written. */
  record AlterRole(Identifier name, List<Option> options, Position position)
      implements AlterStatement {
    public AlterRole {
      options = List.copyOf(options);
    }

    @Override
    public <R> R acceptAlter(AlterVisitor<R> visitor) {
      return visitor.visitAlterRole(this);
    }
  }

  /** {@code DROP kind [IF EXISTS] names [CASCADE | RESTRICT]}. */
  record DropObjects(
      ObjectKind kind,
      boolean ifExists,
      List<QualifiedName> names,
      DropBehavior behavior,
      Position position)
      implements AlterStatement {
    public DropObjects {
      names = List.copyOf(names);
    }

    @Override
    public <R> R acceptAlter(AlterVisitor<R> visitor) {
      return visitor.visitDropObjects(this);
    }
  }

  /** {@code COMMENT ON kind name IS 'text'}; {@code comment} is null for IS NULL. */
  record CommentOn(ObjectKind kind, QualifiedName name, @Nullable String comment, Position position)
      implements AlterStatement {
    @Override
    public <R> R acceptAlter(AlterVisitor<R> visitor) {
      return visitor.visitCommentOn(this);
    }
  }

  /**
   * {@code GRANT} and {@code REVOKE} of privileges and roles.
   *
   * @param grant false for REVOKE
   * @param privileges in upper case; a role's name as it is
   * @param on the words between ON and the names, upper case: {@code TABLE}, {@code ALL TABLES IN
   *     SCHEMA}; empty where a role is granted
   */
  record Privileges(
      boolean grant,
      List<String> privileges,
      String on,
      List<QualifiedName> objects,
      List<Identifier> roles,
      Position position)
      implements AlterStatement {
    public Privileges {
      privileges = List.copyOf(privileges);
      objects = List.copyOf(objects);
      roles = List.copyOf(roles);
    }

    @Override
    public <R> R acceptAlter(AlterVisitor<R> visitor) {
      return visitor.visitPrivileges(this);
    }
  }

  /** An action on a column; the kind tells which of the others are there. */
  record TableAction(
      TableActionKind kind,
      @Nullable Identifier column,
      @Nullable ColumnDefinition definition,
      @Nullable Identifier newName,
      Position position) {}

  enum TableActionKind {
    ADD_COLUMN,
    DROP_COLUMN,
    RENAME_COLUMN,
    SET_NOT_NULL,
    DROP_NOT_NULL,
    DROP_DEFAULT,
    REPLICA_IDENTITY_FULL
  }

  @Override
  default <R> R accept(Statement.Visitor<R> visitor) {
    return visitor.visitAlter(this);
  }

  /** One method for each node, none with a default: a new node breaks the compile where it must. */
  interface AlterVisitor<R> {
    R visitRename(Rename statement);

    R visitSwap(Swap statement);

    R visitChangeOwner(ChangeOwner statement);

    R visitChangeSchema(ChangeSchema statement);

    R visitSetOptions(SetOptions statement);

    R visitResetOptions(ResetOptions statement);

    R visitSetSinkInput(SetSinkInput statement);

    R visitSetSecretValue(SetSecretValue statement);

    R visitAddSourceTables(AddSourceTables statement);

    R visitAlterTable(AlterTable statement);

    R visitSetSystemVariable(SetSystemVariable statement);

    R visitResetSystemVariable(ResetSystemVariable statement);

    R visitAlterRole(AlterRole statement);

    R visitDropObjects(DropObjects statement);

    R visitCommentOn(CommentOn statement);

    R visitPrivileges(Privileges statement);
  }
}
