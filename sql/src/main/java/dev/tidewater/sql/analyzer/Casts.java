package dev.tidewater.sql.analyzer;

import dev.tidewater.engine.function.CastContext;
import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Expression.Cast;
import dev.tidewater.sql.ast.Expression.Collate;
import dev.tidewater.sql.ast.Expression.StringLiteral;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.Interval;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.format.IntervalParser;
import java.util.Set;
import org.apache.calcite.rex.RexNode;

/** Casts as written, and COLLATE, which is nearly one. */
final class Casts {
  /** Collations that order by code point, as all text here is ordered. */
  private static final Set<String> CODE_POINT_ORDER = Set.of("default", "C", "POSIX", "ucs_basic");

  private final StatementAnalysis statement;
  private final ExpressionAnalyzer expressions;

  Casts(StatementAnalysis statement, ExpressionAnalyzer expressions) {
    this.statement = statement;
    this.expressions = expressions;
  }

  RexNode cast(Cast expression) {
    String fields = expression.type().intervalFields();
    if (expression.operand() instanceof StringLiteral literal && !fields.isEmpty()) {
      return interval(literal, fields);
    }
    SqlType type = TypeNames.resolve(expression.type());
    Expression operand = expression.operand();
    if (operand instanceof Expression.ArrayConstructor array) {
      return new Arrays(statement, expressions).construct(array, type);
    }
    RexNode node = expressions.analyze(operand);
    boolean isLiteral = operand instanceof StringLiteral;
    return statement
        .coercion()
        .coerce(
            node,
            type,
            CastContext.EXPLICIT,
            isLiteral ? operand.position() : expression.position());
  }

  /** As in {@code INTERVAL '90' DAY}. */
  private RexNode interval(StringLiteral literal, String fields) {
    try {
      Interval value = IntervalParser.parse(literal.value(), fields);
      return statement.rels().constant(value, ScalarType.INTERVAL);
    } catch (TidewaterException e) {
      throw Failures.at(literal.position(), e);
    }
  }

  RexNode collate(Collate expression) {
    RexNode operand = expressions.analyzeSettled(expression.operand());
    SqlType type = Coercion.typeOf(operand);
    if (TypeCategory.of(type) != TypeCategory.STRING) {
      throw Failures.mismatch(expression.position(), "collations are not supported by type {type}")
          .with("type", Types.display(type));
    }
    if (!CODE_POINT_ORDER.contains(expression.collation().last())) {
      throw Failures.at(
              expression.position(),
              ErrorCode.UNDEFINED_OBJECT,
              "collation \"{name}\" for encoding \"UTF8\" does not exist")
          .with("name", expression.collation().last());
    }
    return operand;
  }
}
