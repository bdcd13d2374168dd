package dev.tidewater.sql.analyzer;

import com.google.common.collect.ImmutableList;
import dev.tidewater.sql.analyzer.QueryAnalyzer.OrderedRows;
import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Expression.ArraySubquery;
import dev.tidewater.sql.ast.Expression.Exists;
import dev.tidewater.sql.ast.Expression.InSubquery;
import dev.tidewater.sql.ast.Expression.QuantifiedSubquery;
import dev.tidewater.sql.ast.Expression.Quantifier;
import dev.tidewater.sql.ast.Expression.RowConstructor;
import dev.tidewater.sql.ast.Expression.ScalarSubquery;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.ast.Query;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;

/** Queries inside of expressions. They stay whole here; the optimizer turns them into joins. */
final class SubqueryExpressions {
  private final StatementAnalysis statement;
  private final ExpressionContext context;
  private final ExpressionAnalyzer expressions;

  SubqueryExpressions(
      StatementAnalysis statement, ExpressionContext context, ExpressionAnalyzer expressions) {
    this.statement = statement;
    this.context = context;
    this.expressions = expressions;
  }

  RexNode scalar(ScalarSubquery expression) {
    RelNode rel = analyze(expression.query(), expression.position());
    checkColumns(rel, 1, expression.position());
    return RexSubQuery.scalar(rel);
  }

  RexNode exists(Exists expression) {
    return RexSubQuery.exists(analyze(expression.query(), expression.position()));
  }

  RexNode in(InSubquery expression) {
    RexNode in = membership(expression.operand(), expression.query(), expression.position());
    return expression.negated() ? new Conditionals(statement, expressions).not(in) : in;
  }

  /** {@code = ANY} is IN, {@code <> ALL} is NOT IN; the others are counted. */
  RexNode quantified(QuantifiedSubquery expression) {
    String symbol = expression.operator().symbol();
    if (symbol.equals("=") && expression.quantifier() == Quantifier.ANY) {
      return membership(expression.left(), expression.query(), expression.position());
    }
    if (symbol.equals("<>") && expression.quantifier() == Quantifier.ALL) {
      RexNode in = membership(expression.left(), expression.query(), expression.position());
      return new Conditionals(statement, expressions).not(in);
    }
    checkColumns(analyze(expression.query(), expression.position()), 1, expression.position());
    if (GroupingRewriter.containsAggregate(expressions.analyze(expression.left()))) {
      throw Failures.notSupported(
          expression.position(), "an aggregate compared with ANY or ALL of a query");
    }
    return scalar(QuantifiedQueries.asScalar(expression));
  }

  RexNode array(ArraySubquery expression) {
    Position position = expression.position();
    checkPlace(position);
    OrderedRows values = new QueryAnalyzer(statement).analyzeOrdered(expression.query(), enter());
    checkColumns(values.shown(), 1, position);
    return new ArrayCollection(statement).of(values, position);
  }

  private RexNode membership(Expression operand, Query query, Position position) {
    List<Expression> fields =
        operand instanceof RowConstructor row ? row.fields() : List.of(operand);
    List<RexNode> left = expressions.analyzeAll(fields);
    RelNode rel = analyze(query, position);
    checkColumns(rel, left.size(), position);
    List<RexNode> operands = new ArrayList<>();
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      RexNode column = statement.rels().rex().makeInputRef(rel, i);
      // The operator says what both sides become.
      RexCall equal = (RexCall) statement.calls().infix("=", left.get(i), column, position);
      operands.add(equal.getOperands().get(0));
      columns.add(equal.getOperands().get(1));
    }
    RelNode cast =
        LogicalProject.create(
            rel, List.of(), columns, rel.getRowType().getFieldNames(), java.util.Set.of());
    return RexSubQuery.in(cast, ImmutableList.copyOf(operands));
  }

  private RelNode analyze(Query query, Position position) {
    checkPlace(position);
    return new QueryAnalyzer(statement).analyzeRelation(query, enter()).rel();
  }

  private void checkPlace(Position position) {
    if (context.clause() == Clause.DEFAULT) {
      throw Failures.at(
          position, ErrorCode.FEATURE_NOT_SUPPORTED, "cannot use subquery in DEFAULT expression");
    }
    if (context.scope() == null) {
      throw Failures.notSupported(position, "a query in this place");
    }
  }

  /** What the inner query sees. */
  private Surroundings enter() {
    Scope scope = context.scope();
    if (scope != null) {
      scope.beginInnerQuery();
    }
    return context.surroundings().inside(scope);
  }

  private static void checkColumns(RelNode rel, int expected, Position position) {
    checkColumns(rel.getRowType().getFieldCount(), expected, position);
  }

  private static void checkColumns(int columns, int expected, Position position) {
    if (columns != expected) {
      throw wrongColumns(columns, expected, position);
    }
  }

  private static TidewaterException wrongColumns(int columns, int expected, Position position) {
    String summary =
        expected == 1
            ? "subquery must return only one column"
            : columns < expected ? "subquery has too few columns" : "subquery has too many columns";
    return Failures.at(position, ErrorCode.SYNTAX_ERROR, summary);
  }
}
