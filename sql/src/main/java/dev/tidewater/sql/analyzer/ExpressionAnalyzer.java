package dev.tidewater.sql.analyzer;

import dev.tidewater.sql.analyzer.ExpressionContext.ColumnUse;
import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Expression.And;
import dev.tidewater.sql.ast.Expression.ArrayConstructor;
import dev.tidewater.sql.ast.Expression.ArraySubquery;
import dev.tidewater.sql.ast.Expression.Between;
import dev.tidewater.sql.ast.Expression.BinaryOperation;
import dev.tidewater.sql.ast.Expression.BitStringLiteral;
import dev.tidewater.sql.ast.Expression.BooleanLiteral;
import dev.tidewater.sql.ast.Expression.Case;
import dev.tidewater.sql.ast.Expression.Cast;
import dev.tidewater.sql.ast.Expression.Coalesce;
import dev.tidewater.sql.ast.Expression.Collate;
import dev.tidewater.sql.ast.Expression.ColumnReference;
import dev.tidewater.sql.ast.Expression.DefaultMarker;
import dev.tidewater.sql.ast.Expression.Exists;
import dev.tidewater.sql.ast.Expression.FieldSelection;
import dev.tidewater.sql.ast.Expression.FieldStar;
import dev.tidewater.sql.ast.Expression.FunctionCall;
import dev.tidewater.sql.ast.Expression.Greatest;
import dev.tidewater.sql.ast.Expression.Grouping;
import dev.tidewater.sql.ast.Expression.InList;
import dev.tidewater.sql.ast.Expression.InSubquery;
import dev.tidewater.sql.ast.Expression.IsDistinctFrom;
import dev.tidewater.sql.ast.Expression.IsTest;
import dev.tidewater.sql.ast.Expression.Least;
import dev.tidewater.sql.ast.Expression.ListConstructor;
import dev.tidewater.sql.ast.Expression.MapConstructor;
import dev.tidewater.sql.ast.Expression.Not;
import dev.tidewater.sql.ast.Expression.NullIf;
import dev.tidewater.sql.ast.Expression.NullLiteral;
import dev.tidewater.sql.ast.Expression.NumberLiteral;
import dev.tidewater.sql.ast.Expression.Or;
import dev.tidewater.sql.ast.Expression.Parameter;
import dev.tidewater.sql.ast.Expression.PatternMatch;
import dev.tidewater.sql.ast.Expression.QuantifiedArray;
import dev.tidewater.sql.ast.Expression.QuantifiedSubquery;
import dev.tidewater.sql.ast.Expression.RowConstructor;
import dev.tidewater.sql.ast.Expression.ScalarSubquery;
import dev.tidewater.sql.ast.Expression.SpecialValue;
import dev.tidewater.sql.ast.Expression.Star;
import dev.tidewater.sql.ast.Expression.StringLiteral;
import dev.tidewater.sql.ast.Expression.Subscript;
import dev.tidewater.sql.ast.Expression.UnaryOperation;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.ScalarType;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Analyzes the expressions of one place. Each family of constructs has a class of its own; here is
 * only what leads to them.
 */
final class ExpressionAnalyzer implements Expression.Visitor<RexNode> {
  private final StatementAnalysis statement;
  private final ExpressionContext context;
  private final Literals literals;
  private final Comparisons comparisons;
  private final Conditionals conditionals;
  private final Casts casts;
  private final Arrays arrays;
  private final FunctionCalls functionCalls;
  private final SubqueryExpressions subqueries;
  private final SessionValues sessionValues;

  ExpressionAnalyzer(StatementAnalysis statement, ExpressionContext context) {
    this.statement = statement;
    this.context = context;
    this.literals = new Literals(statement);
    this.comparisons = new Comparisons(statement, this);
    this.conditionals = new Conditionals(statement, this);
    this.casts = new Casts(statement, this);
    this.arrays = new Arrays(statement, this);
    this.functionCalls = new FunctionCalls(statement, context, this);
    this.subqueries = new SubqueryExpressions(statement, context, this);
    this.sessionValues = new SessionValues(statement);
  }

  @Nullable Scope scope() {
    return context.scope();
  }

  RexNode analyze(Expression expression) {
    statement.enter(expression.position());
    try {
      return expression.accept(this);
    } finally {
      statement.leave();
    }
  }

  List<RexNode> analyzeAll(List<Expression> expressions) {
    return expressions.stream().map(this::analyze).toList();
  }

  /** A condition: {@code argument of WHERE must be type boolean}. */
  RexNode analyzeCondition(Expression expression, String clause) {
    return statement.coercion().coerceToBoolean(analyze(expression), clause, expression.position());
  }

  /** An operand whose type nothing else decides: text if open. */
  RexNode analyzeSettled(Expression expression) {
    return statement.coercion().settleAsText(analyze(expression), expression.position());
  }

  static List<Position> positions(List<Expression> expressions) {
    return expressions.stream().map(Expression::position).toList();
  }

  @Override
  public RexNode visitNullLiteral(NullLiteral expression) {
    return statement.rels().constant(null, ScalarType.UNKNOWN);
  }

  @Override
  public RexNode visitBooleanLiteral(BooleanLiteral expression) {
    return statement.rels().constant(expression.value(), ScalarType.BOOLEAN);
  }

  @Override
  public RexNode visitNumberLiteral(NumberLiteral expression) {
    return literals.number(expression);
  }

  @Override
  public RexNode visitStringLiteral(StringLiteral expression) {
    return statement.rels().constant(expression.value(), ScalarType.UNKNOWN);
  }

  @Override
  public RexNode visitBitStringLiteral(BitStringLiteral expression) {
    throw Failures.notSupported(expression.position(), "bit strings");
  }

  @Override
  public RexNode visitParameter(Parameter expression) {
    return statement
        .rels()
        .parameter(
            expression.index(),
            statement.parameters().typeOf(expression.index(), expression.position()));
  }

  @Override
  public RexNode visitColumnReference(ColumnReference expression) {
    Scope scope = context.scope();
    if (scope == null) {
      throw Failures.at(
              expression.position(),
              context.clause() == Clause.DEFAULT
                  ? ErrorCode.FEATURE_NOT_SUPPORTED
                  : ErrorCode.UNDEFINED_COLUMN,
              context.clause() == Clause.DEFAULT
                  ? "cannot use column reference in DEFAULT expression"
                  : "column \"{name}\" does not exist")
          .with("name", expression.name());
    }
    Scope.WholeRow row = scope.wholeRow(expression.name(), expression.position());
    if (row != null) {
      return wholeRow(row, expression);
    }
    RexNode node = scope.resolve(expression.name(), expression.position());
    context
        .references()
        .put(node, new ColumnUse(describe(scope, expression), expression.position()));
    return node;
  }

  private RexNode wholeRow(Scope.WholeRow row, ColumnReference expression) {
    for (Scope.NamedColumn column : row.columns()) {
      context
          .references()
          .put(
              column.value(),
              new ColumnUse(expression.name().last() + "." + column.name(), expression.position()));
    }
    RexNode record = new Records(statement).record(row.columns(), expression.position());
    return row.mayBeMissing() ? conditionals.unlessAllNull(row.columns(), record) : record;
  }

  /** As messages name a column: with its table if there is one to name. */
  private static String describe(Scope scope, ColumnReference expression) {
    if (expression.name().isQualified()) {
      return String.join(".", expression.name().qualifiers()) + "." + expression.name().last();
    }
    Optional<Scope.NamedTable> owner =
        scope.tables().stream()
            .filter(
                table ->
                    table.columns().stream()
                        .anyMatch(c -> c.name().equals(expression.name().last())))
            .findFirst();
    return owner.map(table -> table.alias() + ".").orElse("") + expression.name().last();
  }

  @Override
  public RexNode visitStar(Star expression) {
    throw Failures.at(
        expression.position(),
        ErrorCode.SYNTAX_ERROR,
        "row expansion via \"*\" is not supported here");
  }

  @Override
  public RexNode visitFieldSelection(FieldSelection expression) {
    return new Records(statement).select(expression, analyze(expression.operand()));
  }

  @Override
  public RexNode visitFieldStar(FieldStar expression) {
    throw Failures.at(
        expression.position(),
        ErrorCode.SYNTAX_ERROR,
        "row expansion via \"*\" is not supported here");
  }

  @Override
  public RexNode visitSubscript(Subscript expression) {
    return arrays.subscript(expression);
  }

  @Override
  public RexNode visitUnaryOperation(UnaryOperation expression) {
    return statement.calls().prefix(expression.operator(), analyze(expression.operand()));
  }

  @Override
  public RexNode visitBinaryOperation(BinaryOperation expression) {
    return comparisons.infix(expression);
  }

  @Override
  public RexNode visitAnd(And expression) {
    return conditionals.and(expression);
  }

  @Override
  public RexNode visitOr(Or expression) {
    return conditionals.or(expression);
  }

  @Override
  public RexNode visitNot(Not expression) {
    return conditionals.not(analyzeCondition(expression.operand(), "NOT"));
  }

  @Override
  public RexNode visitIsTest(IsTest expression) {
    return conditionals.isTest(expression);
  }

  @Override
  public RexNode visitIsDistinctFrom(IsDistinctFrom expression) {
    return comparisons.isDistinctFrom(expression);
  }

  @Override
  public RexNode visitBetween(Between expression) {
    return comparisons.between(expression);
  }

  @Override
  public RexNode visitInList(InList expression) {
    return comparisons.inList(expression);
  }

  @Override
  public RexNode visitInSubquery(InSubquery expression) {
    return subqueries.in(expression);
  }

  @Override
  public RexNode visitPatternMatch(PatternMatch expression) {
    return comparisons.patternMatch(expression);
  }

  @Override
  public RexNode visitQuantifiedArray(QuantifiedArray expression) {
    return arrays.quantified(expression);
  }

  @Override
  public RexNode visitQuantifiedSubquery(QuantifiedSubquery expression) {
    return subqueries.quantified(expression);
  }

  @Override
  public RexNode visitScalarSubquery(ScalarSubquery expression) {
    return subqueries.scalar(expression);
  }

  @Override
  public RexNode visitExists(Exists expression) {
    return subqueries.exists(expression);
  }

  @Override
  public RexNode visitArraySubquery(ArraySubquery expression) {
    return subqueries.array(expression);
  }

  @Override
  public RexNode visitArrayConstructor(ArrayConstructor expression) {
    return arrays.construct(expression);
  }

  @Override
  public RexNode visitListConstructor(ListConstructor expression) {
    throw Failures.notSupported(expression.position(), "LIST");
  }

  @Override
  public RexNode visitMapConstructor(MapConstructor expression) {
    throw Failures.notSupported(expression.position(), "MAP");
  }

  @Override
  public RexNode visitRowConstructor(RowConstructor expression) {
    return new Records(statement).construct(expression, this, context.scope());
  }

  /** Not in branches, of which some are not taken. */
  private static RexNode withoutSets(RexNode node, String construct) {
    Optional<Position> found = SetOperator.find(node);
    if (found.isPresent()) {
      throw Failures.at(
              found.get(),
              ErrorCode.FEATURE_NOT_SUPPORTED,
              "set-returning functions are not allowed in {construct}")
          .with("construct", construct)
          .hint("You might be able to move the set-returning function into a LATERAL FROM item.");
    }
    return node;
  }

  @Override
  public RexNode visitCase(Case expression) {
    return withoutSets(conditionals.caseWhen(expression), "CASE");
  }

  @Override
  public RexNode visitCast(Cast expression) {
    return casts.cast(expression);
  }

  @Override
  public RexNode visitCollate(Collate expression) {
    return casts.collate(expression);
  }

  @Override
  public RexNode visitCoalesce(Coalesce expression) {
    return withoutSets(conditionals.coalesce(expression), "COALESCE");
  }

  @Override
  public RexNode visitNullIf(NullIf expression) {
    return conditionals.nullIf(expression);
  }

  @Override
  public RexNode visitGreatest(Greatest expression) {
    return conditionals.greatest(expression);
  }

  @Override
  public RexNode visitLeast(Least expression) {
    return conditionals.least(expression);
  }

  @Override
  public RexNode visitGrouping(Grouping expression) {
    return GroupingCalls.standIn(expression, statement, context);
  }

  @Override
  public RexNode visitSpecialValue(SpecialValue expression) {
    return sessionValues.special(expression);
  }

  @Override
  public RexNode visitDefaultMarker(DefaultMarker expression) {
    throw Failures.at(
        expression.position(), ErrorCode.SYNTAX_ERROR, "DEFAULT is not allowed in this context");
  }

  @Override
  public RexNode visitFunctionCall(FunctionCall expression) {
    return functionCalls.call(expression);
  }
}
