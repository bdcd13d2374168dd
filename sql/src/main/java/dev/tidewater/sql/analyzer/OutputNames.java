package dev.tidewater.sql.analyzer;

import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Expression.ArrayConstructor;
import dev.tidewater.sql.ast.Expression.ArraySubquery;
import dev.tidewater.sql.ast.Expression.Case;
import dev.tidewater.sql.ast.Expression.Cast;
import dev.tidewater.sql.ast.Expression.Coalesce;
import dev.tidewater.sql.ast.Expression.Collate;
import dev.tidewater.sql.ast.Expression.ColumnReference;
import dev.tidewater.sql.ast.Expression.Exists;
import dev.tidewater.sql.ast.Expression.FieldSelection;
import dev.tidewater.sql.ast.Expression.FunctionCall;
import dev.tidewater.sql.ast.Expression.Greatest;
import dev.tidewater.sql.ast.Expression.Grouping;
import dev.tidewater.sql.ast.Expression.Least;
import dev.tidewater.sql.ast.Expression.NullIf;
import dev.tidewater.sql.ast.Expression.RowConstructor;
import dev.tidewater.sql.ast.Expression.ScalarSubquery;
import dev.tidewater.sql.ast.Expression.SpecialValue;
import dev.tidewater.sql.ast.Expression.Subscript;
import dev.tidewater.sql.ast.QueryBody;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL calls a column that was given no name. */
final class OutputNames {
  static final String ANONYMOUS = "?column?";

  private OutputNames() {}

  static String of(Expression expression) {
    Name name = name(expression);
    return name == null ? ANONYMOUS : name.text();
  }

  /** A weak name gives way to the type of a cast around it. */
  private record Name(String text, Strength strength) {}

  private enum Strength {
    WEAK,
    STRONG
  }

  private static Name strong(String text) {
    return new Name(text, Strength.STRONG);
  }

  private static @Nullable Name name(Expression expression) {
    if (expression instanceof ColumnReference column) {
      return strong(column.name().last());
    } else if (expression instanceof FieldSelection selection) {
      return strong(selection.field().value());
    } else if (expression instanceof Subscript subscript) {
      return name(subscript.operand());
    } else if (expression instanceof FunctionCall call) {
      return strong(call.name().last());
    } else if (expression instanceof Collate collate) {
      return name(collate.operand());
    } else if (expression instanceof Cast cast) {
      Name inner = name(cast.operand());
      boolean keeps = inner != null && inner.strength() == Strength.STRONG;
      return keeps ? inner : new Name(cast.type().name().last(), Strength.WEAK);
    } else if (expression instanceof Case caseWhen) {
      Expression otherwise = caseWhen.otherwise();
      Name inner = otherwise == null ? null : name(otherwise);
      boolean keeps = inner != null && inner.strength() == Strength.STRONG;
      return keeps ? inner : new Name("case", Strength.WEAK);
    } else if (expression instanceof ScalarSubquery subquery) {
      return firstColumn(subquery.query().body());
    }
    return nameOfSyntax(expression);
  }

  /** Constructs that are called what they are written as. */
  private static @Nullable Name nameOfSyntax(Expression expression) {
    if (expression instanceof Coalesce) {
      return strong("coalesce");
    } else if (expression instanceof NullIf) {
      return strong("nullif");
    } else if (expression instanceof Greatest) {
      return strong("greatest");
    } else if (expression instanceof Least) {
      return strong("least");
    } else if (expression instanceof Grouping) {
      return strong("grouping");
    } else if (expression instanceof Exists) {
      return strong("exists");
    } else if (expression instanceof ArrayConstructor || expression instanceof ArraySubquery) {
      return strong("array");
    } else if (expression instanceof RowConstructor) {
      return strong("row");
    } else if (expression instanceof SpecialValue value) {
      return strong(value.kind().name().toLowerCase(Locale.ROOT));
    }
    return null;
  }

  private static @Nullable Name firstColumn(QueryBody body) {
    if (body instanceof QueryBody.Select select && !select.items().isEmpty()) {
      QueryBody.SelectItem first = select.items().get(0);
      return first.alias() != null ? strong(first.alias().value()) : name(first.value());
    } else if (body instanceof QueryBody.SetOperation operation) {
      return firstColumn(operation.left());
    } else if (body instanceof QueryBody.Nested nested) {
      return firstColumn(nested.query().body());
    } else if (body instanceof QueryBody.Values) {
      return strong("column1");
    }
    return null;
  }
}
