package dev.tidewater.sql.ast;

import dev.tidewater.sql.ast.Expression.SubscriptIndex;
import dev.tidewater.sql.ast.Query.With;
import dev.tidewater.sql.ast.QueryBody.SelectItem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements that write rows. */
public sealed interface DataStatement extends Statement {
  <R> R acceptData(DataVisitor<R> visitor);

  /**
   * {@code [WITH …] INSERT INTO table [AS alias] [(columns)] source}.
   *
   * @param columns empty: all, in their order
   * @param source null for DEFAULT VALUES
   * @param onConflict null without
   * @param returning empty without
   */
  record Insert(
      @Nullable With with,
      QualifiedName table,
      @Nullable Identifier alias,
      List<Target> columns,
      @Nullable Query source,
      @Nullable OnConflict onConflict,
      List<SelectItem> returning,
      Position position)
      implements DataStatement {
    public Insert {
      columns = List.copyOf(columns);
      returning = List.copyOf(returning);
    }

    @Override
    public <R> R acceptData(DataVisitor<R> visitor) {
      return visitor.visitInsert(this);
    }
  }

  record Update(
      @Nullable With with,
      QualifiedName table,
      @Nullable Identifier alias,
      List<Assignment> assignments,
      List<FromItem> from,
      @Nullable Expression where,
      List<SelectItem> returning,
      Position position)
      implements DataStatement {
    public Update {
      assignments = List.copyOf(assignments);
      from = List.copyOf(from);
      returning = List.copyOf(returning);
    }

    @Override
    public <R> R acceptData(DataVisitor<R> visitor) {
      return visitor.visitUpdate(this);
    }
  }

  record Delete(
      @Nullable With with,
      QualifiedName table,
      @Nullable Identifier alias,
      List<FromItem> using,
      @Nullable Expression where,
      List<SelectItem> returning,
      Position position)
      implements DataStatement {
    public Delete {
      using = List.copyOf(using);
      returning = List.copyOf(returning);
    }

    @Override
    public <R> R acceptData(DataVisitor<R> visitor) {
      return visitor.visitDelete(this);
    }
  }

  /** {@code TRUNCATE [TABLE] a, b [RESTART IDENTITY] [CASCADE]}. */
  record Truncate(
      List<QualifiedName> tables, boolean restartIdentity, DropBehavior behavior, Position position)
      implements DataStatement {
    public Truncate {
      tables = List.copyOf(tables);
    }

    @Override
    public <R> R acceptData(DataVisitor<R> visitor) {
      return visitor.visitTruncate(this);
    }
  }

  /**
   * {@code COPY table [(columns)] FROM STDIN}. The old option syntax arrives as the new one would:
   * {@code CSV HEADER} as options FORMAT and HEADER.
   *
   * @param endpoint what follows FROM
   */
  record CopyFrom(
      QualifiedName table,
      List<Identifier> columns,
      CopyEndpoint endpoint,
      List<Option> options,
      @Nullable Expression where,
      Position position)
      implements DataStatement {
    public CopyFrom {
      columns = List.copyOf(columns);
      options = List.copyOf(options);
    }

    @Override
    public <R> R acceptData(DataVisitor<R> visitor) {
      return visitor.visitCopyFrom(this);
    }
  }

  /**
   * {@code COPY (query) TO STDOUT}; {@code COPY table (columns) TO} arrives with the query that it
   * stands for.
   *
   * @param source a query, a SUBSCRIBE, or a statement with RETURNING
   */
  record CopyTo(Statement source, CopyEndpoint endpoint, List<Option> options, Position position)
      implements DataStatement {
    public CopyTo {
      options = List.copyOf(options);
    }

    @Override
    public <R> R acceptData(DataVisitor<R> visitor) {
      return visitor.visitCopyTo(this);
    }
  }

  /**
   * {@code ON CONFLICT [(columns) [WHERE …] | ON CONSTRAINT name] DO NOTHING | UPDATE SET …}.
   *
   * @param assignments empty for DO NOTHING
   */
  record OnConflict(
      List<Expression> target,
      @Nullable Expression targetWhere,
      @Nullable Identifier constraint,
      List<Assignment> assignments,
      @Nullable Expression where,
      Position position) {
    public OnConflict {
      target = List.copyOf(target);
      assignments = List.copyOf(assignments);
    }
  }

  /** A column to be written, perhaps a part of it: {@code a}, {@code a.field}, {@code a[1]}. */
  record Target(Identifier column, List<Indirection> path, Position position) {
    public Target {
      path = List.copyOf(path);
    }
  }

  /** A step into a value: one of the two is there. */
  record Indirection(
      @Nullable Identifier field, @Nullable SubscriptIndex index, Position position) {}

  /**
   * {@code a = value} or {@code (a, b) = value}, where the value is a row or a subquery.
   *
   * @param multiple written with parentheses
   */
  record Assignment(List<Target> targets, boolean multiple, Expression value, Position position) {
    public Assignment {
      targets = List.copyOf(targets);
    }
  }

  /** Where COPY reads or writes; {@code target} is null for STDIN and STDOUT. */
  record CopyEndpoint(CopyEndpointKind kind, @Nullable Expression target, Position position) {}

  enum CopyEndpointKind {
    STDIN,
    STDOUT,
    FILE,
    PROGRAM,
    /** An expression that gives the address of an object store, as in Materialize. */
    URL
  }

  @Override
  default <R> R accept(Statement.Visitor<R> visitor) {
    return visitor.visitData(this);
  }

  /** One method for each node, none with a default: a new node breaks the compile where it must. */
  interface DataVisitor<R> {
    R visitInsert(Insert statement);

    R visitUpdate(Update statement);

    R visitDelete(Delete statement);

    R visitTruncate(Truncate statement);

    R visitCopyFrom(CopyFrom statement);

    R visitCopyTo(CopyTo statement);
  }
}
