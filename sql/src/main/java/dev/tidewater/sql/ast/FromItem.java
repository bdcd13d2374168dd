package dev.tidewater.sql.ast;

import dev.tidewater.sql.ast.Query.ColumnAlias;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An element of FROM. */
public sealed interface FromItem {
  Position position();

  <R> R accept(Visitor<R> visitor);

  /**
   * {@code [ONLY] name [AS alias (columns)]}.
   *
   * @param sample of TABLESAMPLE, or null
   */
  record TableReference(
      QualifiedName name,
      boolean only,
      @Nullable Alias alias,
      @Nullable Sample sample,
      Position position)
      implements FromItem {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitTableReference(this);
    }
  }

  /** {@code [LATERAL] (query) [AS alias]}. */
  record SubqueryReference(Query query, boolean lateral, @Nullable Alias alias, Position position)
      implements FromItem {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitSubqueryReference(this);
    }
  }

  /**
   * {@code [LATERAL] f(…) [WITH ORDINALITY] [AS alias]}.
   *
   * @param functions several only for {@code ROWS FROM (…)}
   * @param rowsFrom it was written with ROWS FROM
   */
  record FunctionReference(
      List<TableFunction> functions,
      boolean rowsFrom,
      boolean lateral,
      boolean ordinality,
      @Nullable Alias alias,
      Position position)
      implements FromItem {
    public FunctionReference {
      functions = List.copyOf(functions);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitFunctionReference(this);
    }
  }

  /**
   * {@code left JOIN right}.
   *
   * @param condition null for CROSS JOIN alone
   * @param alias of a join in parentheses, which hides the names inside, or null
   * @param position of the join's keywords
   */
  record Join(
      JoinKind kind,
      FromItem left,
      FromItem right,
      @Nullable JoinCondition condition,
      @Nullable Alias alias,
      Position position)
      implements FromItem {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitJoin(this);
    }
  }

  enum JoinKind {
    INNER,
    LEFT,
    RIGHT,
    FULL,
    CROSS
  }

  /** How the rows of two sides find each other. */
  sealed interface JoinCondition {
    Position position();
  }

  record On(Expression condition, Position position) implements JoinCondition {}

  /** {@code alias} names the merged columns: {@code USING (a) AS j}. */
  record Using(List<Identifier> columns, @Nullable Identifier alias, Position position)
      implements JoinCondition {
    public Using {
      columns = List.copyOf(columns);
    }
  }

  record Natural(Position position) implements JoinCondition {}

  /**
   * {@code AS name [(columns)]}.
   *
   * @param name null only where a function has a column definition list without a name
   * @param columns with types only in the column definition list of a function
   */
  record Alias(@Nullable Identifier name, List<ColumnAlias> columns, Position position) {
    public Alias {
      columns = List.copyOf(columns);
    }
  }

  /**
   * A function in FROM. {@code call} is a {@link Expression.FunctionCall}, or another node that is
   * written like one, for example {@code CURRENT_DATE}.
   *
   * @param columns its column definition list inside of ROWS FROM
   */
  record TableFunction(Expression call, List<ColumnAlias> columns, Position position) {
    public TableFunction {
      columns = List.copyOf(columns);
    }
  }

  /** {@code TABLESAMPLE method (arguments) [REPEATABLE (seed)]}. */
  record Sample(
      QualifiedName method,
      List<Expression> arguments,
      @Nullable Expression seed,
      Position position) {
    public Sample {
      arguments = List.copyOf(arguments);
    }
  }

  /** One method for each node, none with a default: a new node breaks the compile where it must. */
  interface Visitor<R> {
    R visitTableReference(TableReference item);

    R visitSubqueryReference(SubqueryReference item);

    R visitFunctionReference(FunctionReference item);

    R visitJoin(Join item);
  }
}
