package dev.tidewater.sql.parser;

import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Expression.And;
import dev.tidewater.sql.ast.Expression.Between;
import dev.tidewater.sql.ast.Expression.BinaryOperation;
import dev.tidewater.sql.ast.Expression.Collate;
import dev.tidewater.sql.ast.Expression.InList;
import dev.tidewater.sql.ast.Expression.InSubquery;
import dev.tidewater.sql.ast.Expression.IsDistinctFrom;
import dev.tidewater.sql.ast.Expression.IsTest;
import dev.tidewater.sql.ast.Expression.Not;
import dev.tidewater.sql.ast.Expression.NumberLiteral;
import dev.tidewater.sql.ast.Expression.Or;
import dev.tidewater.sql.ast.Expression.PatternMatch;
import dev.tidewater.sql.ast.Expression.QuantifiedArray;
import dev.tidewater.sql.ast.Expression.QuantifiedSubquery;
import dev.tidewater.sql.ast.Expression.UnaryOperation;
import dev.tidewater.sql.ast.Operator;

/** The level at which an expression is printed. */
final class PrintedPrecedence {
  private PrintedPrecedence() {}

  static OperatorPrecedence of(Expression expression) {
    if (expression instanceof Or) {
      return OperatorPrecedence.OR;
    } else if (expression instanceof And) {
      return OperatorPrecedence.AND;
    } else if (expression instanceof Not) {
      return OperatorPrecedence.NOT;
    } else if (expression instanceof IsTest || expression instanceof IsDistinctFrom) {
      return OperatorPrecedence.IS;
    } else if (expression instanceof Between
        || expression instanceof InList
        || expression instanceof InSubquery
        || expression instanceof PatternMatch) {
      return OperatorPrecedence.MATCH;
    } else if (expression instanceof Collate) {
      return OperatorPrecedence.COLLATE;
    }
    return ofSymbolic(expression);
  }

  private static OperatorPrecedence ofSymbolic(Expression expression) {
    if (expression instanceof BinaryOperation binary) {
      return of(binary.operator());
    } else if (expression instanceof QuantifiedArray quantified) {
      return of(quantified.operator());
    } else if (expression instanceof QuantifiedSubquery quantified) {
      return of(quantified.operator());
    } else if (expression instanceof UnaryOperation unary) {
      boolean sign =
          unary.operator().schema() == null
              && (unary.operator().symbol().equals("-") || unary.operator().symbol().equals("+"));
      return sign ? OperatorPrecedence.SIGN : OperatorPrecedence.OTHER;
    }
    boolean negative = expression instanceof NumberLiteral number && number.text().startsWith("-");
    return negative ? OperatorPrecedence.SIGN : OperatorPrecedence.PRIMARY;
  }

  static OperatorPrecedence of(Operator operator) {
    if (operator.schema() != null) {
      return OperatorPrecedence.OTHER;
    }
    return switch (operator.symbol()) {
      case "<", ">", "=", "<=", ">=", "<>" -> OperatorPrecedence.COMPARISON;
      case "+", "-" -> OperatorPrecedence.ADDITIVE;
      case "*", "/", "%" -> OperatorPrecedence.MULTIPLICATIVE;
      case "^" -> OperatorPrecedence.POWER;
      default -> OperatorPrecedence.OTHER;
    };
  }
}
