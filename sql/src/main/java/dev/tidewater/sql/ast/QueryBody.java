package dev.tidewater.sql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of a query between WITH and ORDER BY. */
public sealed interface QueryBody {
  Position position();

  <R> R accept(Visitor<R> visitor);

  /**
   * {@code SELECT …}.
   *
   * @param distinct null without DISTINCT
   * @param from empty without FROM; several elements are a cross join, and a lateral one sees those
   *     before it
   * @param groupBy null without GROUP BY
   * @param options Materialize's hints: {@code OPTIONS (AGGREGATE INPUT GROUP SIZE = n)}
   */
  record Select(
      @Nullable Distinct distinct,
      List<SelectItem> items,
      List<FromItem> from,
      @Nullable Expression where,
      @Nullable GroupBy groupBy,
      @Nullable Expression having,
      List<NamedWindow> windows,
      List<Option> options,
      Position position)
      implements QueryBody {
    public Select {
      items = List.copyOf(items);
      from = List.copyOf(from);
      windows = List.copyOf(windows);
      options = List.copyOf(options);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitSelect(this);
    }
  }

  /** {@code position} is that of the operator. Chains lean to the left. */
  record SetOperation(
      SetOperator operator, boolean all, QueryBody left, QueryBody right, Position position)
      implements QueryBody {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitSetOperation(this);
    }
  }

  /** {@code VALUES (…), (…)}. */
  record Values(List<List<Expression>> rows, Position position) implements QueryBody {
    public Values {
      rows = rows.stream().map(List::copyOf).toList();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitValues(this);
    }
  }

  /** {@code TABLE t}. */
  record Table(QualifiedName name, Position position) implements QueryBody {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitTable(this);
    }
  }

  /** A query in parentheses that has clauses of its own. */
  record Nested(Query query, Position position) implements QueryBody {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitNested(this);
    }
  }

  enum SetOperator {
    UNION,
    INTERSECT,
    EXCEPT
  }

  /** {@code on} is empty for plain DISTINCT. */
  record Distinct(List<Expression> on, Position position) {
    public Distinct {
      on = List.copyOf(on);
    }
  }

  /** {@code alias} is null if none was given; the analyzer then makes up PostgreSQL's. */
  record SelectItem(Expression value, @Nullable Identifier alias, Position position) {}

  /** {@code distinct}: {@code GROUP BY DISTINCT}, which drops duplicate grouping sets. */
  record GroupBy(boolean distinct, List<GroupingElement> elements, Position position) {
    public GroupBy {
      elements = List.copyOf(elements);
    }
  }

  /** An element of GROUP BY. */
  sealed interface GroupingElement {
    Position position();
  }

  record GroupingExpression(Expression value, Position position) implements GroupingElement {}

  /** {@code ()}. */
  record EmptyGroupingSet(Position position) implements GroupingElement {}

  /** Each element of {@code sets} is an expression, or a row of several. */
  record Rollup(List<Expression> sets, Position position) implements GroupingElement {
    public Rollup {
      sets = List.copyOf(sets);
    }
  }

  record Cube(List<Expression> sets, Position position) implements GroupingElement {
    public Cube {
      sets = List.copyOf(sets);
    }
  }

  record GroupingSets(List<GroupingElement> sets, Position position) implements GroupingElement {
    public GroupingSets {
      sets = List.copyOf(sets);
    }
  }

  record NamedWindow(Identifier name, Over.Specification specification, Position position) {}

  /** One method for each node, none with a default: a new node breaks the compile where it must. */
  interface Visitor<R> {
    R visitSelect(Select body);

    R visitSetOperation(SetOperation body);

    R visitValues(Values body);

    R visitTable(Table body);

    R visitNested(Nested body);
  }
}
