package dev.tidewater.sql.parser;

import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Expression.And;
import dev.tidewater.sql.ast.Expression.Between;
import dev.tidewater.sql.ast.Expression.BinaryOperation;
import dev.tidewater.sql.ast.Expression.Collate;
import dev.tidewater.sql.ast.Expression.FunctionCall;
import dev.tidewater.sql.ast.Expression.InList;
import dev.tidewater.sql.ast.Expression.InSubquery;
import dev.tidewater.sql.ast.Expression.IsDistinctFrom;
import dev.tidewater.sql.ast.Expression.IsTest;
import dev.tidewater.sql.ast.Expression.IsTestKind;
import dev.tidewater.sql.ast.Expression.Not;
import dev.tidewater.sql.ast.Expression.NumberLiteral;
import dev.tidewater.sql.ast.Expression.Or;
import dev.tidewater.sql.ast.Expression.PatternKind;
import dev.tidewater.sql.ast.Expression.PatternMatch;
import dev.tidewater.sql.ast.Expression.QuantifiedArray;
import dev.tidewater.sql.ast.Expression.QuantifiedSubquery;
import dev.tidewater.sql.ast.Expression.Quantifier;
import dev.tidewater.sql.ast.Expression.RowConstructor;
import dev.tidewater.sql.ast.Expression.StringLiteral;
import dev.tidewater.sql.ast.Expression.UnaryOperation;
import dev.tidewater.sql.ast.Operator;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.parser.ExpressionBuilder.Parenthesized;
import dev.tidewater.sql.parser.grammar.SqlGrammar.ExpressionContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.ExpressionTailContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.InfixOperatorContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.OperandContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.PostfixOperatorContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.PrefixOperatorContext;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * Applies operator precedence to one flat expression of the grammar: operands with operators
 * between and behind them.
 *
 * <p>Precedence climbing: {@link #climb} takes operators as long as they bind tighter than what
 * stands to the left. A prefix operator may stand wherever an operand may, however loosely it
 * binds, as in PostgreSQL: {@code a = NOT b}.
 */
final class OperatorClimber {
  private final TreeBuilder tree;
  private final ExpressionContext context;
  private final List<ExpressionTailContext> tails;
  private int next;

  OperatorClimber(TreeBuilder tree, ExpressionContext context) {
    this.tree = tree;
    this.context = context;
    this.tails = context.expressionTail();
  }

  Expression whole() {
    Expression expression = climb(operand(context.operand(), 0), OperatorPrecedence.NOTHING);
    if (next < tails.size()) {
      throw tree.unexpected(tails.get(next));
    }
    return expression;
  }

  private Expression climb(Expression first, OperatorPrecedence floor) {
    Expression left = first;
    while (next < tails.size()) {
      ExpressionTailContext tail = tails.get(next);
      OperatorPrecedence level = OperatorPrecedence.of(tail);
      if (!level.bindsTighterThan(floor)) {
        break;
      }
      next++;
      left =
          tail.infixOperator() != null
              ? infix(left, tail, level)
              : postfix(left, tail.postfixOperator());
    }
    return left;
  }

  /** An operand from its n-th prefix operator on. */
  private Expression operand(OperandContext operand, int prefix) {
    if (prefix == operand.prefixOperator().size()) {
      return tree.expressions.primary(operand.primary());
    }
    PrefixOperatorContext operator = operand.prefixOperator(prefix);
    Position position = tree.position(operator);
    Expression value = climb(operand(operand, prefix + 1), OperatorPrecedence.of(operator));
    if (operator.NOT() != null) {
      return new Not(value, position);
    }
    if (operator.MINUS() != null && value instanceof NumberLiteral number) {
      String text = number.text();
      return new NumberLiteral(text.startsWith("-") ? text.substring(1) : "-" + text, position);
    }
    return new UnaryOperation(tree.expressions.operator(operator), value, position);
  }

  private Expression rightOf(ExpressionTailContext tail, OperatorPrecedence level) {
    Expression right = climb(operand(operandOf(tail), 0), level);
    if (!level.leftAssociative()
        && next < tails.size()
        && OperatorPrecedence.of(tails.get(next)) == level) {
      throw tree.unexpected(tails.get(next));
    }
    return right;
  }

  private Expression infix(Expression left, ExpressionTailContext tail, OperatorPrecedence level) {
    InfixOperatorContext operator = tail.infixOperator();
    Position position = tree.position(operator);
    if (tail.parenthesized() != null) {
      return quantified(left, tail, position);
    }
    if (operator.symbolicOperator() != null) {
      Operator symbol = tree.expressions.operator(operator.symbolicOperator());
      return new BinaryOperation(symbol, left, rightOf(tail, level), position);
    }
    if (operator.AND() != null || operator.OR() != null) {
      return chain(left, tail, level, position);
    }
    if (operator.DISTINCT() != null) {
      return new IsDistinctFrom(left, rightOf(tail, level), operator.NOT() != null, position);
    }
    if (operator.BETWEEN() != null) {
      return between(left, tail, position);
    }
    if (operator.ZONE() != null) {
      Expression zone = rightOf(tail, level);
      return FunctionCall.of(
          TypeBuilder.systemName("timezone", position), List.of(zone, left), position);
    }
    if (operator.OVERLAPS() != null) {
      return overlaps(left, tail, level, position);
    }
    return patternMatch(left, tail, level, position);
  }

  /** All the ANDs, or ORs, side by side. */
  private Expression chain(
      Expression left, ExpressionTailContext first, OperatorPrecedence level, Position position) {
    List<Expression> operands = new ArrayList<>();
    operands.add(left);
    operands.add(rightOf(first, level));
    while (next < tails.size() && OperatorPrecedence.of(tails.get(next)) == level) {
      operands.add(rightOf(tails.get(next++), level));
    }
    return level == OperatorPrecedence.AND
        ? new And(operands, position)
        : new Or(operands, position);
  }

  private Expression between(Expression left, ExpressionTailContext tail, Position position) {
    InfixOperatorContext operator = tail.infixOperator();
    Expression low = climb(operand(operandOf(tail), 0), OperatorPrecedence.NOT);
    if (next == tails.size()) {
      throw tree.unexpected(tree.tokenAfter(context));
    }
    ExpressionTailContext and = tails.get(next);
    if (OperatorPrecedence.of(and) != OperatorPrecedence.AND) {
      throw tree.unexpected(and);
    }
    next++;
    Expression high = rightOf(and, OperatorPrecedence.MATCH);
    return new Between(
        left, low, high, operator.NOT() != null, operator.SYMMETRIC() != null, position);
  }

  private OperandContext operandOf(ExpressionTailContext tail) {
    if (tail.operand() == null) {
      throw quantifierMisplaced(tail);
    }
    return tail.operand();
  }

  private TidewaterException quantifierMisplaced(ExpressionTailContext tail) {
    return tree.unexpected(quantifierToken(tail));
  }

  private static Token quantifierToken(ExpressionTailContext tail) {
    if (tail.ANY() != null) {
      return tail.ANY().getSymbol();
    }
    return (tail.SOME() != null ? tail.SOME() : tail.ALL()).getSymbol();
  }

  private Expression overlaps(
      Expression left, ExpressionTailContext tail, OperatorPrecedence level, Position position) {
    Expression right = rightOf(tail, level);
    if (!(left instanceof RowConstructor first && first.fields().size() == 2)
        || !(right instanceof RowConstructor second && second.fields().size() == 2)) {
      throw tree.unexpected(tail);
    }
    List<Expression> arguments = new ArrayList<>(first.fields());
    arguments.addAll(second.fields());
    return FunctionCall.of(TypeBuilder.systemName("overlaps", position), arguments, position);
  }

  private Expression patternMatch(
      Expression left, ExpressionTailContext tail, OperatorPrecedence level, Position position) {
    InfixOperatorContext operator = tail.infixOperator();
    Expression pattern = rightOf(tail, level);
    Expression escape = null;
    if (next < tails.size() && isEscape(tails.get(next))) {
      escape = rightOf(tails.get(next++), level);
    }
    return new PatternMatch(
        patternKind(operator), left, pattern, escape, operator.NOT() != null, position);
  }

  private static boolean isEscape(ExpressionTailContext tail) {
    return tail.infixOperator() != null && tail.infixOperator().ESCAPE() != null;
  }

  private static PatternKind patternKind(InfixOperatorContext operator) {
    if (operator.SIMILAR() != null) {
      return PatternKind.SIMILAR_TO;
    }
    return operator.ILIKE() != null ? PatternKind.ILIKE : PatternKind.LIKE;
  }

  private Expression quantified(Expression left, ExpressionTailContext tail, Position position) {
    Operator operator = quantifiedOperator(tail);
    Quantifier quantifier = tail.ALL() != null ? Quantifier.ALL : Quantifier.ANY;
    Parenthesized content = tree.expressions.parenthesized(tail.parenthesized());
    if (content.query() != null) {
      return new QuantifiedSubquery(left, operator, quantifier, content.query(), position);
    }
    if (content.values().size() != 1) {
      throw tree.unexpected(tail.parenthesized().COMMA(0).getSymbol());
    }
    return new QuantifiedArray(left, operator, quantifier, content.values().get(0), position);
  }

  private Operator quantifiedOperator(ExpressionTailContext tail) {
    InfixOperatorContext operator = tail.infixOperator();
    if (operator.symbolicOperator() != null) {
      return tree.expressions.operator(operator.symbolicOperator());
    }
    if (operator.LIKE() == null && operator.ILIKE() == null) {
      throw quantifierMisplaced(tail);
    }
    String symbol =
        (operator.NOT() != null ? "!" : "") + "~~" + (operator.ILIKE() != null ? "*" : "");
    return Operator.of(symbol, tree.position(operator));
  }

  private Expression postfix(Expression operand, PostfixOperatorContext operator) {
    Position position = tree.position(operator);
    if (operator.COLLATE() != null) {
      return new Collate(operand, tree.qualifiedName(operator.qualifiedName()), position);
    }
    if (operator.IN() != null) {
      return in(operand, operator, position);
    }
    if (operator.NORMALIZED() != null) {
      return normalized(operand, operator, position);
    }
    return new IsTest(operand, testKind(operator), position);
  }

  private Expression in(Expression operand, PostfixOperatorContext operator, Position position) {
    boolean negated = operator.NOT() != null;
    Parenthesized content = tree.expressions.parenthesized(operator.parenthesized());
    return content.query() != null
        ? new InSubquery(operand, content.query(), negated, position)
        : new InList(operand, content.values(), negated, position);
  }

  private Expression normalized(
      Expression operand, PostfixOperatorContext operator, Position position) {
    List<Expression> arguments = new ArrayList<>();
    arguments.add(operand);
    if (operator.IDENTIFIER() != null) {
      String form = operator.IDENTIFIER().getText().toUpperCase(Locale.ROOT);
      arguments.add(new StringLiteral(form, position));
    }
    Expression call =
        FunctionCall.of(TypeBuilder.systemName("is_normalized", position), arguments, position);
    return operator.NOT() != null ? new Not(call, position) : call;
  }

  private static IsTestKind testKind(PostfixOperatorContext operator) {
    if (operator.ISNULL() != null) {
      return IsTestKind.NULL;
    }
    if (operator.NOTNULL() != null) {
      return IsTestKind.NOT_NULL;
    }
    String word = Lexer.upperCase(operator.getStop().getText());
    return IsTestKind.valueOf(operator.NOT() != null ? "NOT_" + word : word);
  }

  /** How many levels the deepest operand may have above it within this expression. */
  static int levels(ExpressionContext context) {
    int deepest = 0;
    int segment = 1 + context.operand().prefixOperator().size();
    for (ExpressionTailContext tail : context.expressionTail()) {
      OperatorPrecedence level = OperatorPrecedence.of(tail);
      if (level == OperatorPrecedence.AND || level == OperatorPrecedence.OR) {
        deepest = Math.max(deepest, segment);
        segment = 1;
      }
      segment += 1 + prefixes(tail.operand());
    }
    return Math.max(deepest, segment);
  }

  private static int prefixes(@Nullable OperandContext operand) {
    return operand == null ? 0 : operand.prefixOperator().size();
  }
}
