package dev.tidewater.sql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scalar expression. {@code position()} is the place that PostgreSQL blames: for an infix
 * operator the operator, else the first character.
 *
 * <p>Syntax that PostgreSQL defines as another spelling of a function call arrives as that call:
 * {@code EXTRACT(f FROM x)} as {@code pg_catalog.extract('f', x)}, and so {@code SUBSTRING}, {@code
 * POSITION}, {@code OVERLAY}, {@code TRIM} ({@code btrim}, {@code ltrim}, {@code rtrim}), {@code
 * OVERLAPS}, {@code COLLATION FOR}, {@code IS NORMALIZED}, and {@code x AT TIME ZONE z} as {@code
 * pg_catalog.timezone(z, x)}.
 */
public sealed interface Expression {
  Position position();

  <R> R accept(Visitor<R> visitor);

  /** {@code NULL}. */
  record NullLiteral(Position position) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitNullLiteral(this);
    }
  }

  record BooleanLiteral(boolean value, Position position) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitBooleanLiteral(this);
    }
  }

  /**
   * A number without sign, except that the parser folds a minus sign before a literal into it.
   *
   * @param text in decimal digits, perhaps with point and exponent; hexadecimal and the like have
   *     been converted, underscores removed
   */
  record NumberLiteral(String text, Position position) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitNumberLiteral(this);
    }
  }

  /** A quoted string of any form, escapes resolved; its type is unknown until context says. */
  record StringLiteral(String value, Position position) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitStringLiteral(this);
    }
  }

  /** {@code B'0101'}, {@code X'1F'}. {@code bits} are the characters 0 and 1. */
  record BitStringLiteral(String bits, Position position) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitBitStringLiteral(this);
    }
  }

  /** {@code $1}: {@code index} counts from 1. */
  record Parameter(int index, Position position) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitParameter(this);
    }
  }

  /** A column, or a whole row if the analyzer finds so: {@code c}, {@code t.c}, {@code s.t.c}. */
  record ColumnReference(QualifiedName name, Position position) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitColumnReference(this);
    }
  }

  /** {@code *} and {@code t.*}; {@code qualifiers} is empty for the first. */
  record Star(List<Identifier> qualifiers, Position position) implements Expression {
    public Star {
      qualifiers = List.copyOf(qualifiers);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitStar(this);
    }
  }

  /** {@code (x).field}. */
  record FieldSelection(Expression operand, Identifier field, Position position)
      implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitFieldSelection(this);
    }
  }

  /** {@code (x).*}. */
  record FieldStar(Expression operand, Position position) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitFieldStar(this);
    }
  }

  /** {@code a[1]}, {@code a[1:2][3:]}: all brackets that follow one operand. */
  record Subscript(Expression operand, List<SubscriptIndex> indexes, Position position)
      implements Expression {
    public Subscript {
      indexes = List.copyOf(indexes);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitSubscript(this);
    }
  }

  /** Prefix operator; {@code -}, {@code +}, {@code ~}, {@code @}, {@code |/} … */
  record UnaryOperation(Operator operator, Expression operand, Position position)
      implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitUnaryOperation(this);
    }
  }

  /** Infix operator, comparisons included. {@code LIKE} and the like are nodes of their own. */
  record BinaryOperation(Operator operator, Expression left, Expression right, Position position)
      implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitBinaryOperation(this);
    }
  }

  /** Two or more operands; a chain of ANDs is one node. */
  record And(List<Expression> operands, Position position) implements Expression {
    public And {
      operands = List.copyOf(operands);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitAnd(this);
    }
  }

  /** Two or more operands; a chain of ORs is one node. */
  record Or(List<Expression> operands, Position position) implements Expression {
    public Or {
      operands = List.copyOf(operands);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitOr(this);
    }
  }

  record Not(Expression operand, Position position) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitNot(this);
    }
  }

  /** {@code x IS NULL}, {@code x IS NOT TRUE} … */
  record IsTest(Expression operand, IsTestKind kind, Position position) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitIsTest(this);
    }
  }

  /** {@code a IS [NOT] DISTINCT FROM b}. */
  record IsDistinctFrom(Expression left, Expression right, boolean negated, Position position)
      implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitIsDistinctFrom(this);
    }
  }

  /** {@code x [NOT] BETWEEN [SYMMETRIC] low AND high}. */
  record Between(
      Expression operand,
      Expression low,
      Expression high,
      boolean negated,
      boolean symmetric,
      Position position)
      implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitBetween(this);
    }
  }

  /** {@code x [NOT] IN (a, b, …)}. */
  record InList(Expression operand, List<Expression> values, boolean negated, Position position)
      implements Expression {
    public InList {
      values = List.copyOf(values);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitInList(this);
    }
  }

  /** {@code x [NOT] IN (SELECT …)}; a row of several columns is a {@link RowConstructor}. */
  record InSubquery(Expression operand, Query query, boolean negated, Position position)
      implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitInSubquery(this);
    }
  }

  /** {@code x [NOT] LIKE | ILIKE | SIMILAR TO pattern [ESCAPE e]}. */
  record PatternMatch(
      PatternKind kind,
      Expression operand,
      Expression pattern,
      @Nullable Expression escape,
      boolean negated,
      Position position)
      implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitPatternMatch(this);
    }
  }

  /**
   * {@code x op ANY (array)}; {@code SOME} is {@code ANY}. {@code x LIKE ANY} comes with the
   * operator behind it: {@code ~~}, {@code !~~}, {@code ~~*}, {@code !~~*}.
   */
  record QuantifiedArray(
      Expression left,
      Operator operator,
      Quantifier quantifier,
      Expression array,
      Position position)
      implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitQuantifiedArray(this);
    }
  }

  /** {@code x op ALL (SELECT …)}. */
  record QuantifiedSubquery(
      Expression left, Operator operator, Quantifier quantifier, Query query, Position position)
      implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitQuantifiedSubquery(this);
    }
  }

  /** {@code (SELECT …)} as a value. */
  record ScalarSubquery(Query query, Position position) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitScalarSubquery(this);
    }
  }

  record Exists(Query query, Position position) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitExists(this);
    }
  }

  /** {@code ARRAY(SELECT …)}. */
  record ArraySubquery(Query query, Position position) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitArraySubquery(this);
    }
  }

  /** {@code ARRAY[…]}; inner arrays of {@code ARRAY[[1,2],[3,4]]} are nodes of this kind too. */
  record ArrayConstructor(List<Expression> elements, Position position) implements Expression {
    public ArrayConstructor {
      elements = List.copyOf(elements);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitArrayConstructor(this);
    }
  }

  /** Materialize's {@code LIST[…]}. */
  record ListConstructor(List<Expression> elements, Position position) implements Expression {
    public ListConstructor {
      elements = List.copyOf(elements);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitListConstructor(this);
    }
  }

  /** Materialize's {@code MAP[k => v, …]}. */
  record MapConstructor(List<MapEntry> entries, Position position) implements Expression {
    public MapConstructor {
      entries = List.copyOf(entries);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitMapConstructor(this);
    }
  }

  /** {@code ROW(…)}, or {@code (a, b)} of two or more. */
  record RowConstructor(List<Expression> fields, Position position) implements Expression {
    public RowConstructor {
      fields = List.copyOf(fields);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitRowConstructor(this);
    }
  }

  /** {@code operand} is null in the form {@code CASE WHEN condition …}. */
  record Case(
      @Nullable Expression operand,
      List<When> whens,
      @Nullable Expression otherwise,
      Position position)
      implements Expression {
    public Case {
      whens = List.copyOf(whens);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitCase(this);
    }
  }

  /** {@code CAST(x AS t)}, {@code x::t} and the typed literal {@code t 'x'}. */
  record Cast(Expression operand, TypeName type, Position position) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitCast(this);
    }
  }

  record Collate(Expression operand, QualifiedName collation, Position position)
      implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitCollate(this);
    }
  }

  record Coalesce(List<Expression> arguments, Position position) implements Expression {
    public Coalesce {
      arguments = List.copyOf(arguments);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitCoalesce(this);
    }
  }

  record NullIf(Expression left, Expression right, Position position) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitNullIf(this);
    }
  }

  record Greatest(List<Expression> arguments, Position position) implements Expression {
    public Greatest {
      arguments = List.copyOf(arguments);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitGreatest(this);
    }
  }

  record Least(List<Expression> arguments, Position position) implements Expression {
    public Least {
      arguments = List.copyOf(arguments);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitLeast(this);
    }
  }

  /** {@code GROUPING(a, b)}. */
  record Grouping(List<Expression> arguments, Position position) implements Expression {
    public Grouping {
      arguments = List.copyOf(arguments);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitGrouping(this);
    }
  }

  /** {@code CURRENT_DATE} and its kin; {@code precision} is -1 if not given. */
  record SpecialValue(SpecialValueKind kind, int precision, Position position)
      implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitSpecialValue(this);
    }
  }

  /** {@code DEFAULT} in VALUES of an INSERT and in SET of an UPDATE; an error elsewhere. */
  record DefaultMarker(Position position) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitDefaultMarker(this);
    }
  }

  /**
   * A call of a scalar, aggregate, window or table function.
   *
   * @param star {@code count(*)}; then there are no arguments
   * @param distinct {@code count(DISTINCT x)}
   * @param orderBy inside of the parentheses
   * @param withinGroup {@code WITHIN GROUP (ORDER BY …)}
   * @param nullTreatment {@code RESPECT NULLS} or {@code IGNORE NULLS}
   */
  record FunctionCall(
      QualifiedName name,
      List<Argument> arguments,
      boolean star,
      boolean distinct,
      List<OrderItem> orderBy,
      List<OrderItem> withinGroup,
      @Nullable Expression filter,
      NullTreatment nullTreatment,
      @Nullable Over over,
      Position position)
      implements Expression {
    public FunctionCall {
      arguments = List.copyOf(arguments);
      orderBy = List.copyOf(orderBy);
      withinGroup = List.copyOf(withinGroup);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitFunctionCall(this);
    }

    /** A plain call, as other syntax expands to. */
    public static FunctionCall of(
        QualifiedName name, List<Expression> arguments, Position position) {
      return new FunctionCall(
          name,
          arguments.stream().map(Argument::positional).toList(),
          false,
          false,
          List.of(),
          List.of(),
          null,
          NullTreatment.UNSPECIFIED,
          null,
          position);
    }
  }

  enum NullTreatment {
    UNSPECIFIED,
    RESPECT_NULLS,
    IGNORE_NULLS
  }

  enum IsTestKind {
    NULL,
    NOT_NULL,
    TRUE,
    NOT_TRUE,
    FALSE,
    NOT_FALSE,
    UNKNOWN,
    NOT_UNKNOWN
  }

  enum PatternKind {
    LIKE,
    ILIKE,
    SIMILAR_TO
  }

  enum Quantifier {
    ANY,
    ALL
  }

  enum SpecialValueKind {
    CURRENT_DATE,
    CURRENT_TIME,
    CURRENT_TIMESTAMP,
    LOCALTIME,
    LOCALTIMESTAMP,
    CURRENT_USER,
    CURRENT_ROLE,
    SESSION_USER,
    USER,
    CURRENT_CATALOG,
    CURRENT_SCHEMA
  }

  /**
   * An index or slice in brackets.
   *
   * @param slice then {@code lower} and {@code upper} may each be left out; else only {@code lower}
   *     is there
   */
  record SubscriptIndex(
      @Nullable Expression lower, @Nullable Expression upper, boolean slice, Position position) {}

  record MapEntry(Expression key, Expression value) {}

  record When(Expression condition, Expression result) {}

  /**
   * An argument of a call.
   *
   * @param name null for a positional one; {@code name => value} else
   * @param variadic {@code VARIADIC array}
   */
  record Argument(
      @Nullable Identifier name, Expression value, boolean variadic, Position position) {
    public static Argument positional(Expression value) {
      return new Argument(null, value, false, value.position());
    }
  }

  /** One method for each node, none with a default: a new node breaks the compile where it must. */
  interface Visitor<R> {
    R visitNullLiteral(NullLiteral expression);

    R visitBooleanLiteral(BooleanLiteral expression);

    R visitNumberLiteral(NumberLiteral expression);

    R visitStringLiteral(StringLiteral expression);

    R visitBitStringLiteral(BitStringLiteral expression);

    R visitParameter(Parameter expression);

    R visitColumnReference(ColumnReference expression);

    R visitStar(Star expression);

    R visitFieldSelection(FieldSelection expression);

    R visitFieldStar(FieldStar expression);

    R visitSubscript(Subscript expression);

    R visitUnaryOperation(UnaryOperation expression);

    R visitBinaryOperation(BinaryOperation expression);

    R visitAnd(And expression);

    R visitOr(Or expression);

    R visitNot(Not expression);

    R visitIsTest(IsTest expression);

    R visitIsDistinctFrom(IsDistinctFrom expression);

    R visitBetween(Between expression);

    R visitInList(InList expression);

    R visitInSubquery(InSubquery expression);

    R visitPatternMatch(PatternMatch expression);

    R visitQuantifiedArray(QuantifiedArray expression);

    R visitQuantifiedSubquery(QuantifiedSubquery expression);

    R visitScalarSubquery(ScalarSubquery expression);

    R visitExists(Exists expression);

    R visitArraySubquery(ArraySubquery expression);

    R visitArrayConstructor(ArrayConstructor expression);

    R visitListConstructor(ListConstructor expression);

    R visitMapConstructor(MapConstructor expression);

    R visitRowConstructor(RowConstructor expression);

    R visitCase(Case expression);

    R visitCast(Cast expression);

    R visitCollate(Collate expression);

    R visitCoalesce(Coalesce expression);

    R visitNullIf(NullIf expression);

    R visitGreatest(Greatest expression);

    R visitLeast(Least expression);

    R visitGrouping(Grouping expression);

    R visitSpecialValue(SpecialValue expression);

    R visitDefaultMarker(DefaultMarker expression);

    R visitFunctionCall(FunctionCall expression);
  }
}
