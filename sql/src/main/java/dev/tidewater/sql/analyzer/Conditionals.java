package dev.tidewater.sql.analyzer;

import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Expression.And;
import dev.tidewater.sql.ast.Expression.Case;
import dev.tidewater.sql.ast.Expression.Coalesce;
import dev.tidewater.sql.ast.Expression.Greatest;
import dev.tidewater.sql.ast.Expression.IsTest;
import dev.tidewater.sql.ast.Expression.Least;
import dev.tidewater.sql.ast.Expression.NullIf;
import dev.tidewater.sql.ast.Expression.Or;
import dev.tidewater.sql.ast.Expression.When;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.rel.ValueType;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Logic, CASE and what is like it: constructs that do not evaluate all their operands. */
final class Conditionals {
  private final StatementAnalysis statement;
  private final ExpressionAnalyzer expressions;

  Conditionals(StatementAnalysis statement, ExpressionAnalyzer expressions) {
    this.statement = statement;
    this.expressions = expressions;
  }

  RexNode and(And expression) {
    return and(
        expression.operands().stream()
            .map(operand -> expressions.analyzeCondition(operand, "AND"))
            .toList());
  }

  RexNode or(Or expression) {
    return or(
        expression.operands().stream()
            .map(operand -> expressions.analyzeCondition(operand, "OR"))
            .toList());
  }

  RexNode and(List<RexNode> operands) {
    return flat(SqlStdOperatorTable.AND, operands);
  }

  RexNode or(List<RexNode> operands) {
    return flat(SqlStdOperatorTable.OR, operands);
  }

  /** Calcite asks for an AND of ANDs to be one AND. */
  private RexNode flat(SqlOperator operator, List<RexNode> operands) {
    List<RexNode> flat = new ArrayList<>();
    for (RexNode operand : operands) {
      if (operand instanceof RexCall call && call.op.equals(operator)) {
        flat.addAll(call.getOperands());
      } else {
        flat.add(operand);
      }
    }
    return flat.size() == 1 ? flat.get(0) : logical(operator, flat);
  }

  RexNode not(RexNode operand) {
    return logical(SqlStdOperatorTable.NOT, List.of(operand));
  }

  private RexNode logical(SqlOperator operator, List<RexNode> operands) {
    return statement
        .rels()
        .rex()
        .makeCall(strict(ScalarType.BOOLEAN, operands), operator, operands);
  }

  private RelDataType strict(SqlType type, List<RexNode> operands) {
    return statement.rels().types().strict(type, operands.stream().map(RexNode::getType).toList());
  }

  RexNode isTest(IsTest expression) {
    boolean nullTest =
        switch (expression.kind()) {
          case NULL, NOT_NULL -> true;
          case TRUE, NOT_TRUE, FALSE, NOT_FALSE, UNKNOWN, NOT_UNKNOWN -> false;
        };
    RexNode operand =
        nullTest
            ? expressions.analyzeSettled(expression.operand())
            : expressions.analyzeCondition(
                expression.operand(), "IS " + expression.kind().name().replace('_', ' '));
    if (nullTest && Records.isRecord(operand)) {
      return new Records(statement).nullTest(expression.kind(), operand);
    }
    SqlOperator operator =
        switch (expression.kind()) {
          case NULL, UNKNOWN -> SqlStdOperatorTable.IS_NULL;
          case NOT_NULL, NOT_UNKNOWN -> SqlStdOperatorTable.IS_NOT_NULL;
          case TRUE -> SqlStdOperatorTable.IS_TRUE;
          case NOT_TRUE -> SqlStdOperatorTable.IS_NOT_TRUE;
          case FALSE -> SqlStdOperatorTable.IS_FALSE;
          case NOT_FALSE -> SqlStdOperatorTable.IS_NOT_FALSE;
        };
    return test(operator, operand);
  }

  /** A record of columns, or NULL if all are: a row that an outer join did not find. */
  RexNode unlessAllNull(List<Scope.NamedColumn> columns, RexNode record) {
    List<RexNode> present =
        columns.stream().map(c -> test(SqlStdOperatorTable.IS_NOT_NULL, c.value())).toList();
    RexNode missing = statement.rels().constant(null, ValueType.of(record.getType()));
    return makeCase(List.of(or(present), record, missing), List.of(record, missing));
  }

  RexNode test(SqlOperator operator, RexNode operand) {
    return statement
        .rels()
        .rex()
        .makeCall(statement.rels().types().notNull(ScalarType.BOOLEAN), operator, List.of(operand));
  }

  RexNode caseWhen(Case expression) {
    List<RexNode> conditions = new ArrayList<>();
    List<RexNode> results = new ArrayList<>();
    List<Position> positions = new ArrayList<>();
    RexNode operand =
        expression.operand() == null ? null : expressions.analyzeSettled(expression.operand());
    for (When when : expression.whens()) {
      conditions.add(
          operand == null
              ? expressions.analyzeCondition(when.condition(), "CASE/WHEN")
              : matches(operand, when.condition()));
      results.add(expressions.analyze(when.result()));
      positions.add(when.result().position());
    }
    Expression otherwise = expression.otherwise();
    // PostgreSQL asks the ELSE branch for its type first.
    results.add(
        0,
        otherwise == null
            ? statement.rels().constant(null, ScalarType.UNKNOWN)
            : expressions.analyze(otherwise));
    positions.add(0, otherwise == null ? expression.position() : otherwise.position());
    List<RexNode> unified = new CommonTypes(statement.coercion()).unify(results, "CASE", positions);
    List<RexNode> branches = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      branches.add(conditions.get(i));
      branches.add(unified.get(i + 1));
    }
    branches.add(unified.get(0));
    return makeCase(branches, unified);
  }

  private RexNode matches(RexNode operand, Expression value) {
    RexNode other = expressions.analyze(value);
    return statement.calls().infix("=", operand, other, value.position());
  }

  private RexNode makeCase(List<RexNode> operands, List<RexNode> results) {
    SqlType type = Coercion.typeOf(results.get(0));
    return statement
        .rels()
        .rex()
        .makeCall(strict(type, results), SqlStdOperatorTable.CASE, operands);
  }

  RexNode coalesce(Coalesce expression) {
    List<RexNode> unified = unified(expression.arguments(), "COALESCE");
    SqlType type = Coercion.typeOf(unified.get(0));
    boolean nullable = unified.stream().allMatch(node -> node.getType().isNullable());
    RelDataType nodeType =
        nullable ? statement.rels().types().nullable(type) : statement.rels().types().notNull(type);
    return statement.rels().rex().makeCall(nodeType, SqlStdOperatorTable.COALESCE, unified);
  }

  private List<RexNode> unified(List<Expression> arguments, String construct) {
    return new CommonTypes(statement.coercion())
        .unify(
            expressions.analyzeAll(arguments), construct, ExpressionAnalyzer.positions(arguments));
  }

  /** The type is that of the left side; the right one only compares. */
  RexNode nullIf(NullIf expression) {
    RexNode left = expressions.analyzeSettled(expression.left());
    RexNode right = expressions.analyze(expression.right());
    RexNode equal = statement.calls().infix("=", left, right, expression.position());
    SqlType type = Coercion.typeOf(left);
    return statement
        .rels()
        .rex()
        .makeCall(
            statement.rels().types().nullable(type),
            SqlStdOperatorTable.CASE,
            List.of(equal, statement.rels().constant(null, type), left));
  }

  RexNode greatest(Greatest expression) {
    return extreme(expression.arguments(), "GREATEST", ">=", expression.position());
  }

  RexNode least(Least expression) {
    return extreme(expression.arguments(), "LEAST", "<=", expression.position());
  }

  /** The one that is not beaten by another; NULLs count only if there is nothing else. */
  private RexNode extreme(
      List<Expression> arguments, String construct, String symbol, Position position) {
    List<RexNode> unified = unified(arguments, construct);
    List<RexNode> branches = new ArrayList<>();
    for (RexNode candidate : unified.subList(0, unified.size() - 1)) {
      branches.add(unbeaten(candidate, unified, symbol, position));
      branches.add(candidate);
    }
    // If no other is, the last one is it, or all are NULL.
    branches.add(unified.get(unified.size() - 1));
    return makeCase(branches, unified);
  }

  private RexNode unbeaten(RexNode candidate, List<RexNode> all, String symbol, Position position) {
    List<RexNode> conditions = new ArrayList<>();
    conditions.add(test(SqlStdOperatorTable.IS_NOT_NULL, candidate));
    for (RexNode other : all) {
      if (!other.equals(candidate)) {
        RexNode absent = test(SqlStdOperatorTable.IS_NULL, other);
        RexNode notBetter = statement.calls().infix(symbol, candidate, other, position);
        conditions.add(or(List.of(absent, notBetter)));
      }
    }
    return and(conditions);
  }
}
