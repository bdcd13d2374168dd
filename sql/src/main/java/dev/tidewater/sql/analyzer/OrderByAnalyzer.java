package dev.tidewater.sql.analyzer;

import dev.tidewater.plan.SortKey;
import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Expression.ColumnReference;
import dev.tidewater.sql.ast.Expression.NumberLiteral;
import dev.tidewater.sql.ast.OrderItem;
import dev.tidewater.sql.ast.OrderItem.Direction;
import dev.tidewater.sql.ast.OrderItem.NullOrder;
import dev.tidewater.sql.ast.QueryBody.Select;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.SqlType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rex.RexNode;

/** ORDER BY: by output name, by position, by expression. */
final class OrderByAnalyzer {
  /** Whether the order may need columns that are not shown. */
  enum Hidden {
    ALLOWED,
    REFUSED
  }

  private final StatementAnalysis statement;

  OrderByAnalyzer(StatementAnalysis statement) {
    this.statement = statement;
  }

  /**
   * The order of a SELECT.
   *
   * @param outputs its columns; what only the order needs is added at the end
   */
  List<RelFieldCollation> overSelect(
      List<OrderItem> items,
      List<String> names,
      List<RexNode> outputs,
      ExpressionContext context,
      Hidden hidden) {
    List<RelFieldCollation> order = new ArrayList<>();
    for (OrderItem item : items) {
      int column = OutputReferences.find(item.value(), names, outputs, "ORDER BY");
      if (column < 0) {
        column = byExpression(item.value(), outputs, context, hidden);
      }
      order.add(collation(item, column, Coercion.typeOf(outputs.get(column))));
    }
    return order;
  }

  /**
   * The columns of DISTINCT ON, which must be those that the order begins with; empty without.
   *
   * @param outputs as for {@link #overSelect}
   */
  List<Integer> distinctOn(
      Select select,
      List<String> names,
      List<RexNode> outputs,
      ExpressionContext context,
      List<RelFieldCollation> order) {
    List<Expression> on = select.distinct() == null ? List.of() : select.distinct().on();
    List<Integer> columns = new ArrayList<>();
    for (Expression expression : on) {
      int column = OutputReferences.find(expression, names, outputs, "DISTINCT ON");
      if (column < 0) {
        column = byExpression(expression, outputs, context, Hidden.ALLOWED);
      }
      if (!columns.contains(column)) {
        columns.add(column);
      }
    }
    int shared = Math.min(columns.size(), order.size());
    for (RelFieldCollation key : order.subList(0, shared)) {
      if (!columns.contains(key.getFieldIndex())) {
        throw Failures.at(
            on.get(0).position(),
            ErrorCode.INVALID_COLUMN_REFERENCE,
            "SELECT DISTINCT ON expressions must match initial ORDER BY expressions");
      }
    }
    return columns;
  }

  private int byExpression(
      Expression expression, List<RexNode> outputs, ExpressionContext context, Hidden hidden) {
    if (expression instanceof NumberLiteral || expression instanceof Expression.StringLiteral) {
      throw Failures.at(
          expression.position(), ErrorCode.SYNTAX_ERROR, "non-integer constant in ORDER BY");
    }
    RexNode node = new ExpressionAnalyzer(statement, context).analyzeSettled(expression);
    int same = outputs.indexOf(node);
    if (same >= 0) {
      return same;
    }
    if (hidden == Hidden.REFUSED) {
      throw Failures.at(
          expression.position(),
          ErrorCode.INVALID_COLUMN_REFERENCE,
          "for SELECT DISTINCT, ORDER BY expressions must appear in select list");
    }
    outputs.add(node);
    return outputs.size() - 1;
  }

  /** The order of a set operation or VALUES: only by what comes out. */
  List<RelFieldCollation> overNames(List<OrderItem> items, Body body) {
    List<RelFieldCollation> order = new ArrayList<>();
    for (OrderItem item : items) {
      int column = OutputReferences.find(item.value(), body.names(), body.outputs(), "ORDER BY");
      if (column < 0) {
        throw notAnOutput(item.value());
      }
      order.add(collation(item, column, Coercion.typeOf(body.outputs().get(column))));
    }
    return order;
  }

  private static RuntimeException notAnOutput(Expression expression) {
    if (expression instanceof ColumnReference reference) {
      return Failures.at(
              expression.position(), ErrorCode.UNDEFINED_COLUMN, "column \"{name}\" does not exist")
          .with("name", reference.name());
    }
    return Failures.at(
            expression.position(),
            ErrorCode.FEATURE_NOT_SUPPORTED,
            "invalid UNION/INTERSECT/EXCEPT ORDER BY clause")
        .detail("Only result column names can be used, not expressions or functions.")
        .hint("Add the expression/function to every SELECT, or move the UNION into a FROM clause.");
  }

  private static RelFieldCollation collation(OrderItem item, int column, SqlType type) {
    SortKey key = key(item, column, type);
    return new RelFieldCollation(
        key.column(),
        key.direction() == SortKey.Direction.ASCENDING
            ? RelFieldCollation.Direction.ASCENDING
            : RelFieldCollation.Direction.DESCENDING,
        key.nulls() == SortKey.Nulls.FIRST ? NullDirection.FIRST : NullDirection.LAST);
  }

  /** What an item says about a column of a type. */
  static SortKey key(OrderItem item, int column, SqlType type) {
    Direction direction = directionOf(item);
    if (!Ordering.exists(type)) {
      throw Failures.at(
              item.position(),
              ErrorCode.UNDEFINED_FUNCTION,
              "could not identify an ordering operator for type {type}")
          .with("type", Types.display(type))
          .hint("Use an explicit ordering operator or modify the query.");
    }
    boolean nullsFirst =
        item.nullOrder() == NullOrder.DEFAULT
            ? direction == Direction.DESCENDING
            : item.nullOrder() == NullOrder.FIRST;
    return new SortKey(
        column,
        direction == Direction.ASCENDING
            ? SortKey.Direction.ASCENDING
            : SortKey.Direction.DESCENDING,
        nullsFirst ? SortKey.Nulls.FIRST : SortKey.Nulls.LAST);
  }

  static Direction directionOf(OrderItem item) {
    if (item.using() == null) {
      return item.direction();
    }
    return switch (item.using().symbol()) {
      case "<" -> Direction.ASCENDING;
      case ">" -> Direction.DESCENDING;
      default ->
          throw Failures.at(
                  item.position(),
                  ErrorCode.WRONG_OBJECT_TYPE,
                  "operator {operator} is not a valid ordering operator")
              .with("operator", item.using().symbol())
              .hint(
                  "Ordering operators must be \"<\" or \">\" members of btree operator families.");
    };
  }
}
