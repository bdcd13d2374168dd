package dev.tidewater.sql.analyzer;

import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Expression.ColumnReference;
import dev.tidewater.sql.ast.Expression.NumberLiteral;
import dev.tidewater.types.ErrorCode;
import java.util.List;
import org.apache.calcite.rex.RexNode;

/** References from GROUP BY and ORDER BY to columns of the SELECT list. */
final class OutputReferences {
  private OutputReferences() {}

  /** The output that an ordinal or a plain name means; -1 if the expression is neither. */
  static int find(Expression expression, List<String> names, List<RexNode> outputs, String clause) {
    if (expression instanceof NumberLiteral literal && isWhole(literal.text())) {
      return ordinal(literal, names.size(), clause);
    }
    return expression instanceof ColumnReference reference && !reference.name().isQualified()
        ? named(reference, names, outputs, clause)
        : -1;
  }

  private static boolean isWhole(String text) {
    return text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
  }

  private static int ordinal(NumberLiteral literal, int columns, String clause) {
    boolean inRange = literal.text().length() < 9;
    int position = inRange ? Integer.parseInt(literal.text()) : 0;
    if (position < 1 || position > columns) {
      throw Failures.at(
              literal.position(),
              ErrorCode.INVALID_COLUMN_REFERENCE,
              "{clause} position {position} is not in select list")
          .with("clause", clause)
          .with("position", literal.text());
    }
    return position - 1;
  }

  /** Two outputs of one name are fine if they are the same. */
  private static int named(
      ColumnReference reference, List<String> names, List<RexNode> outputs, String clause) {
    int found = -1;
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equals(reference.name().last())) {
        if (found >= 0 && !outputs.get(found).equals(outputs.get(i))) {
          throw Failures.at(
                  reference.position(),
                  ErrorCode.AMBIGUOUS_COLUMN,
                  "{clause} \"{name}\" is ambiguous")
              .with("clause", clause)
              .with("name", reference.name());
        }
        found = found < 0 ? i : found;
      }
    }
    return found;
  }
}
