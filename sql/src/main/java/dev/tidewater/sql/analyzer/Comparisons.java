package dev.tidewater.sql.analyzer;

import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Expression.Between;
import dev.tidewater.sql.ast.Expression.BinaryOperation;
import dev.tidewater.sql.ast.Expression.InList;
import dev.tidewater.sql.ast.Expression.IsDistinctFrom;
import dev.tidewater.sql.ast.Expression.PatternKind;
import dev.tidewater.sql.ast.Expression.PatternMatch;
import dev.tidewater.sql.ast.Expression.RowConstructor;
import dev.tidewater.sql.ast.Operator;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Operators between two values, and the syntax that stands for several of them. */
final class Comparisons {
  private final StatementAnalysis statement;
  private final ExpressionAnalyzer expressions;
  private static final Set<String> ROW_OPERATORS = Set.of("=", "<>", "<", "<=", ">", ">=");

  private final Conditionals conditionals;

  Comparisons(StatementAnalysis statement, ExpressionAnalyzer expressions) {
    this.statement = statement;
    this.expressions = expressions;
    this.conditionals = new Conditionals(statement, expressions);
  }

  RexNode infix(BinaryOperation operation) {
    if (operation.left() instanceof RowConstructor left
        && operation.right() instanceof RowConstructor right) {
      return rows(operation, left, right);
    }
    RexNode left = expressions.analyze(operation.left());
    RexNode right = expressions.analyze(operation.right());
    return statement.calls().infix(operation.operator(), left, right);
  }

  /** {@code (a, b) = (c, d)}: field by field. */
  private RexNode rows(BinaryOperation operation, RowConstructor left, RowConstructor right) {
    String symbol = operation.operator().symbol();
    if (!ROW_OPERATORS.contains(symbol)) {
      throw Failures.at(
              operation.position(),
              ErrorCode.FEATURE_NOT_SUPPORTED,
              "could not determine interpretation of row comparison operator {operator}")
          .with("operator", symbol)
          .hint("Row comparison operators must be associated with btree operator families.");
    }
    Records records = new Records(statement);
    List<RexNode> ours = records.fields(left, expressions, expressions.scope());
    List<RexNode> theirs = records.fields(right, expressions, expressions.scope());
    if (ours.size() != theirs.size()) {
      throw Failures.at(
          operation.position(),
          ErrorCode.SYNTAX_ERROR,
          "unequal number of entries in row expressions");
    }
    if (ours.isEmpty()) {
      throw Failures.notSupported(operation.position(), "comparisons of rows of zero length");
    }
    if (!symbol.equals("=") && !symbol.equals("<>")) {
      return ordered(symbol, ours, theirs, operation.position());
    }
    List<RexNode> fields = new ArrayList<>();
    for (int i = 0; i < ours.size(); i++) {
      fields.add(statement.calls().infix(operation.operator(), ours.get(i), theirs.get(i)));
    }
    return symbol.equals("=") ? conditionals.and(fields) : conditionals.or(fields);
  }

  /** The first fields that differ decide; NULL if they can't be told apart for a NULL. */
  private RexNode ordered(
      String symbol, List<RexNode> left, List<RexNode> right, Position position) {
    RexNode first =
        left.size() == 1
            ? statement.calls().infix(symbol, left.get(0), right.get(0), position)
            : statement.calls().infix(symbol.substring(0, 1), left.get(0), right.get(0), position);
    if (left.size() == 1) {
      return first;
    }
    RexNode equal = statement.calls().infix("=", left.get(0), right.get(0), position);
    RexNode rest =
        ordered(symbol, left.subList(1, left.size()), right.subList(1, right.size()), position);
    return conditionals.or(List.of(first, conditionals.and(List.of(equal, rest))));
  }

  RexNode isDistinctFrom(IsDistinctFrom expression) {
    RexNode left = expressions.analyze(expression.left());
    RexNode right = expressions.analyze(expression.right());
    // Finds the operator, and so the common type, or the failure, as "=" would.
    RexNode equal = statement.calls().infix("=", left, right, expression.position());
    List<RexNode> operands = ((org.apache.calcite.rex.RexCall) equal).getOperands();
    return statement
        .rels()
        .rex()
        .makeCall(
            statement.rels().types().notNull(ScalarType.BOOLEAN),
            expression.negated()
                ? SqlStdOperatorTable.IS_NOT_DISTINCT_FROM
                : SqlStdOperatorTable.IS_DISTINCT_FROM,
            operands);
  }

  RexNode between(Between expression) {
    RexNode operand = expressions.analyze(expression.operand());
    RexNode low = expressions.analyze(expression.low());
    RexNode high = expressions.analyze(expression.high());
    Position position = expression.position();
    RexNode inside = within(operand, low, high, position);
    if (expression.symmetric()) {
      inside = conditionals.or(List.of(inside, within(operand, high, low, position)));
    }
    return expression.negated() ? conditionals.not(inside) : inside;
  }

  private RexNode within(RexNode operand, RexNode low, RexNode high, Position position) {
    return conditionals.and(
        List.of(
            statement.calls().infix(">=", operand, low, position),
            statement.calls().infix("<=", operand, high, position)));
  }

  /** Like PostgreSQL: all of one common type if they have one, else each by itself. */
  RexNode inList(InList expression) {
    if (expression.operand() instanceof RowConstructor row) {
      return rowInList(expression, row);
    }
    RexNode operand = expressions.analyze(expression.operand());
    List<RexNode> values = expressions.analyzeAll(expression.values());
    RexNode any = anyEquals(operand, values, expression.position());
    return expression.negated() ? conditionals.not(any) : any;
  }

  private RexNode rowInList(InList expression, RowConstructor row) {
    List<RexNode> matches = new ArrayList<>();
    for (Expression value : expression.values()) {
      Operator equals = Operator.of("=", expression.position());
      BinaryOperation match = new BinaryOperation(equals, row, value, expression.position());
      matches.add(infix(match));
    }
    RexNode any = conditionals.or(matches);
    return expression.negated() ? conditionals.not(any) : any;
  }

  RexNode anyEquals(RexNode operand, List<RexNode> values, Position position) {
    List<RexNode> all = new ArrayList<>(values);
    all.add(0, operand);
    SqlType common = new CommonTypes(statement.coercion()).selectOrNull(all);
    List<RexNode> equalities = new ArrayList<>();
    for (RexNode value : values) {
      equalities.add(
          common == null
              ? statement.calls().infix("=", operand, value, position)
              : statement
                  .calls()
                  .infix(
                      "=",
                      cast(operand, common, position),
                      cast(value, common, position),
                      position));
    }
    return conditionals.or(equalities);
  }

  private RexNode cast(RexNode node, SqlType type, Position position) {
    return statement.coercion().coerceArgument(node, type, position);
  }

  RexNode patternMatch(PatternMatch expression) {
    RexNode operand = expressions.analyze(expression.operand());
    RexNode pattern = expressions.analyze(expression.pattern());
    Position position = expression.position();
    List<RexNode> escaped = new ArrayList<>(List.of(pattern));
    if (expression.escape() != null) {
      escaped.add(expressions.analyze(expression.escape()));
    }
    if (expression.kind() == PatternKind.SIMILAR_TO) {
      RexNode regex = statement.calls().function("similar_to_escape", escaped, position);
      String symbol = expression.negated() ? "!~" : "~";
      return statement.calls().infix(symbol, operand, regex, position);
    }
    RexNode like =
        escaped.size() == 1
            ? pattern
            : statement.calls().function("like_escape", escaped, position);
    String symbol = expression.kind() == PatternKind.LIKE ? "~~" : "~~*";
    return statement
        .calls()
        .infix(expression.negated() ? "!" + symbol : symbol, operand, like, position);
  }
}
