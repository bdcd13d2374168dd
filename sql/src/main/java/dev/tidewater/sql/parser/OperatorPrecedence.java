package dev.tidewater.sql.parser;

import dev.tidewater.sql.parser.grammar.SqlGrammar;
import dev.tidewater.sql.parser.grammar.SqlGrammar.ExpressionTailContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.InfixOperatorContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.PostfixOperatorContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.PrefixOperatorContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.SymbolicOperatorContext;

/**
 * PostgreSQL's levels of operators, loosest first (manual, section 4.1.6, and the precedence that
 * its grammar declares for words).
 */
enum OperatorPrecedence {
  /** Below all: what an expression starts with. */
  NOTHING(true),
  OR(true),
  AND(true),
  NOT(true),
  /** IS …, ISNULL, NOTNULL. */
  IS(false),
  COMPARISON(false),
  /** BETWEEN, IN, LIKE, ILIKE, SIMILAR TO, OVERLAPS. */
  MATCH(false),
  /** Every operator that has no level of its own, infix and prefix. */
  OTHER(true),
  ADDITIVE(true),
  MULTIPLICATIVE(true),
  POWER(true),
  AT_TIME_ZONE(true),
  COLLATE(true),
  SIGN(true),
  /** What is not an operator at all. */
  PRIMARY(true);

  private final boolean leftAssociative;

  OperatorPrecedence(boolean leftAssociative) {
    this.leftAssociative = leftAssociative;
  }

  /** If not, two of one level side by side are a syntax error. */
  boolean leftAssociative() {
    return leftAssociative;
  }

  boolean bindsTighterThan(OperatorPrecedence other) {
    return compareTo(other) > 0;
  }

  static OperatorPrecedence of(ExpressionTailContext tail) {
    return tail.infixOperator() != null ? of(tail.infixOperator()) : of(tail.postfixOperator());
  }

  /** ESCAPE has none: it is read with the LIKE before it. */
  private static OperatorPrecedence of(InfixOperatorContext operator) {
    if (operator.symbolicOperator() != null) {
      return of(operator.symbolicOperator());
    }
    if (operator.BETWEEN() != null
        || operator.LIKE() != null
        || operator.ILIKE() != null
        || operator.SIMILAR() != null
        || operator.OVERLAPS() != null) {
      return MATCH;
    }
    return switch (operator.getStart().getType()) {
      case SqlGrammar.OR -> OR;
      case SqlGrammar.AND -> AND;
      case SqlGrammar.IS -> IS;
      case SqlGrammar.AT -> AT_TIME_ZONE;
      default -> NOTHING;
    };
  }

  private static OperatorPrecedence of(PostfixOperatorContext operator) {
    if (operator.COLLATE() != null) {
      return COLLATE;
    }
    return operator.IN() != null ? MATCH : IS;
  }

  static OperatorPrecedence of(SymbolicOperatorContext operator) {
    return switch (operator.getStart().getType()) {
      case SqlGrammar.LESS,
          SqlGrammar.GREATER,
          SqlGrammar.EQUALS,
          SqlGrammar.LESS_EQUALS,
          SqlGrammar.GREATER_EQUALS,
          SqlGrammar.NOT_EQUALS ->
          COMPARISON;
      case SqlGrammar.PLUS, SqlGrammar.MINUS -> ADDITIVE;
      case SqlGrammar.STAR, SqlGrammar.SLASH, SqlGrammar.PERCENT -> MULTIPLICATIVE;
      case SqlGrammar.CARET -> POWER;
      default -> OTHER;
    };
  }

  static OperatorPrecedence of(PrefixOperatorContext operator) {
    return switch (operator.getStart().getType()) {
      case SqlGrammar.NOT -> NOT;
      case SqlGrammar.PLUS, SqlGrammar.MINUS -> SIGN;
      default -> OTHER;
    };
  }
}
