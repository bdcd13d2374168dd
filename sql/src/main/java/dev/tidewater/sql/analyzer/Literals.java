package dev.tidewater.sql.analyzer;

import dev.tidewater.engine.function.CastContext;
import dev.tidewater.sql.ast.Expression.NumberLiteral;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import org.apache.calcite.rex.RexNode;

/** Makes constants from their text. */
final class Literals {
  private final StatementAnalysis statement;

  Literals(StatementAnalysis statement) {
    this.statement = statement;
  }

  /** The smallest of integer, bigint and numeric that holds the number. */
  RexNode number(NumberLiteral literal) {
    String text = literal.text();
    boolean whole = text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
    SqlType type = ScalarType.NUMERIC;
    if (whole && fits(text, Integer.MIN_VALUE, Integer.MAX_VALUE)) {
      type = ScalarType.INT4;
    } else if (whole && fits(text, Long.MIN_VALUE, Long.MAX_VALUE)) {
      type = ScalarType.INT8;
    }
    return fromText(text, type, literal.position());
  }

  private static boolean fits(String text, long low, long high) {
    try {
      long value = Long.parseLong(text);
      return low <= value && value <= high;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** The value that a text stands for in a type. */
  RexNode fromText(String text, SqlType type, Position position) {
    RexNode open = statement.rels().constant(text, ScalarType.UNKNOWN);
    return statement.coercion().coerce(open, type, CastContext.IMPLICIT, position);
  }
}
