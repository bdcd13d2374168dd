package dev.tidewater.sql.parser;

import static dev.tidewater.sql.parser.NamePrinter.expressions;
import static dev.tidewater.sql.parser.NamePrinter.ifPresent;
import static dev.tidewater.sql.parser.NamePrinter.join;
import static dev.tidewater.sql.parser.NamePrinter.list;
import static dev.tidewater.sql.parser.NamePrinter.listAfter;
import static dev.tidewater.sql.parser.NamePrinter.literal;
import static dev.tidewater.sql.parser.NamePrinter.name;
import static dev.tidewater.sql.parser.NamePrinter.operator;
import static dev.tidewater.sql.parser.NamePrinter.when;
import static dev.tidewater.sql.parser.NamePrinter.words;

import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Expression.And;
import dev.tidewater.sql.ast.Expression.Argument;
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
import dev.tidewater.sql.ast.Expression.NullTreatment;
import dev.tidewater.sql.ast.Expression.NumberLiteral;
import dev.tidewater.sql.ast.Expression.Or;
import dev.tidewater.sql.ast.Expression.Parameter;
import dev.tidewater.sql.ast.Expression.PatternMatch;
import dev.tidewater.sql.ast.Expression.QuantifiedArray;
import dev.tidewater.sql.ast.Expression.QuantifiedSubquery;
import dev.tidewater.sql.ast.Expression.Quantifier;
import dev.tidewater.sql.ast.Expression.RowConstructor;
import dev.tidewater.sql.ast.Expression.ScalarSubquery;
import dev.tidewater.sql.ast.Expression.SpecialValue;
import dev.tidewater.sql.ast.Expression.Star;
import dev.tidewater.sql.ast.Expression.StringLiteral;
import dev.tidewater.sql.ast.Expression.Subscript;
import dev.tidewater.sql.ast.Expression.SubscriptIndex;
import dev.tidewater.sql.ast.Expression.UnaryOperation;
import dev.tidewater.sql.ast.Operator;
import dev.tidewater.sql.ast.OrderItem;
import dev.tidewater.sql.ast.OrderItem.Direction;
import dev.tidewater.sql.ast.OrderItem.NullOrder;
import dev.tidewater.sql.ast.Over;
import dev.tidewater.sql.ast.Query;
import java.util.List;

/** Prints expressions. */
final class ExpressionPrinter implements Expression.Visitor<String> {
  private static final ExpressionPrinter INSTANCE = new ExpressionPrinter();

  private ExpressionPrinter() {}

  static String print(Expression expression) {
    return expression.accept(INSTANCE);
  }

  /** An operand of an operator of some level, which must bind tighter than that. */
  private static String tighter(Expression operand, OperatorPrecedence level) {
    return PrintedPrecedence.of(operand).bindsTighterThan(level)
        ? print(operand)
        : "(" + print(operand) + ")";
  }

  /** The left operand of one that leans to the left may be of the same level. */
  private static String left(Expression operand, OperatorPrecedence level) {
    return level.leftAssociative() && PrintedPrecedence.of(operand) == level
        ? print(operand)
        : tighter(operand, level);
  }

  private static String query(Query query) {
    return "(" + QueryPrinter.print(query) + ")";
  }

  @Override
  public String visitNullLiteral(NullLiteral expression) {
    return "NULL";
  }

  @Override
  public String visitBooleanLiteral(BooleanLiteral expression) {
    return expression.value() ? "TRUE" : "FALSE";
  }

  @Override
  public String visitNumberLiteral(NumberLiteral expression) {
    return expression.text();
  }

  @Override
  public String visitStringLiteral(StringLiteral expression) {
    return literal(expression.value());
  }

  @Override
  public String visitBitStringLiteral(BitStringLiteral expression) {
    return "B" + literal(expression.bits());
  }

  @Override
  public String visitParameter(Parameter expression) {
    return "$" + expression.index();
  }

  @Override
  public String visitColumnReference(ColumnReference expression) {
    return name(expression.name());
  }

  @Override
  public String visitStar(Star expression) {
    return join(expression.qualifiers(), "", part -> name(part) + ".") + "*";
  }

  @Override
  public String visitFieldSelection(FieldSelection expression) {
    return "(" + print(expression.operand()) + ")." + name(expression.field());
  }

  @Override
  public String visitFieldStar(FieldStar expression) {
    return "(" + print(expression.operand()) + ").*";
  }

  @Override
  public String visitSubscript(Subscript expression) {
    boolean plain =
        expression.operand() instanceof ColumnReference
            || expression.operand() instanceof Parameter;
    String operand = print(expression.operand());
    return (plain ? operand : "(" + operand + ")")
        + join(expression.indexes(), "", ExpressionPrinter::index);
  }

  static String index(SubscriptIndex index) {
    String lower = ifPresent(index.lower(), "", ExpressionPrinter::print);
    String upper = ifPresent(index.upper(), "", ExpressionPrinter::print);
    return index.slice() ? "[" + lower + " : " + upper + "]" : "[" + lower + "]";
  }

  @Override
  public String visitUnaryOperation(UnaryOperation expression) {
    OperatorPrecedence level = PrintedPrecedence.of(expression);
    return operator(expression.operator()) + " " + tighter(expression.operand(), level);
  }

  @Override
  public String visitBinaryOperation(BinaryOperation expression) {
    OperatorPrecedence level = PrintedPrecedence.of(expression.operator());
    return left(expression.left(), level)
        + " "
        + operator(expression.operator())
        + " "
        + tighter(expression.right(), level);
  }

  @Override
  public String visitAnd(And expression) {
    return join(expression.operands(), " AND ", e -> tighter(e, OperatorPrecedence.AND));
  }

  @Override
  public String visitOr(Or expression) {
    return join(expression.operands(), " OR ", e -> tighter(e, OperatorPrecedence.OR));
  }

  @Override
  public String visitNot(Not expression) {
    return "NOT " + tighter(expression.operand(), OperatorPrecedence.NOT);
  }

  @Override
  public String visitIsTest(IsTest expression) {
    return tighter(expression.operand(), OperatorPrecedence.IS)
        + " IS "
        + expression.kind().name().replace('_', ' ');
  }

  @Override
  public String visitIsDistinctFrom(IsDistinctFrom expression) {
    return tighter(expression.left(), OperatorPrecedence.IS)
        + (expression.negated() ? " IS NOT DISTINCT FROM " : " IS DISTINCT FROM ")
        + tighter(expression.right(), OperatorPrecedence.IS);
  }

  private static String match(Expression operand) {
    return tighter(operand, OperatorPrecedence.MATCH);
  }

  @Override
  public String visitBetween(Between expression) {
    return words(
        match(expression.operand()),
        when(expression.negated(), "NOT"),
        "BETWEEN",
        when(expression.symmetric(), "SYMMETRIC"),
        match(expression.low()),
        "AND",
        match(expression.high()));
  }

  private static String in(boolean negated) {
    return negated ? " NOT IN " : " IN ";
  }

  @Override
  public String visitInList(InList expression) {
    return match(expression.operand())
        + in(expression.negated())
        + "("
        + expressions(expression.values())
        + ")";
  }

  @Override
  public String visitInSubquery(InSubquery expression) {
    return match(expression.operand()) + in(expression.negated()) + query(expression.query());
  }

  @Override
  public String visitPatternMatch(PatternMatch expression) {
    return words(
        match(expression.operand()),
        when(expression.negated(), "NOT"),
        expression.kind().name().replace('_', ' '),
        match(expression.pattern()),
        ifPresent(expression.escape(), "ESCAPE ", ExpressionPrinter::match));
  }

  /** {@code ~~ ANY} is how LIKE ANY arrives, and binds as LIKE does only if written so. */
  private static String quantified(Operator operator, Expression left, Quantifier quantifier) {
    OperatorPrecedence level = PrintedPrecedence.of(operator);
    return left(left, level) + " " + operator(operator) + " " + quantifier.name() + " ";
  }

  @Override
  public String visitQuantifiedArray(QuantifiedArray expression) {
    return quantified(expression.operator(), expression.left(), expression.quantifier())
        + "("
        + print(expression.array())
        + ")";
  }

  @Override
  public String visitQuantifiedSubquery(QuantifiedSubquery expression) {
    return quantified(expression.operator(), expression.left(), expression.quantifier())
        + query(expression.query());
  }

  @Override
  public String visitScalarSubquery(ScalarSubquery expression) {
    return query(expression.query());
  }

  @Override
  public String visitExists(Exists expression) {
    return "EXISTS " + query(expression.query());
  }

  @Override
  public String visitArraySubquery(ArraySubquery expression) {
    return "ARRAY" + query(expression.query());
  }

  @Override
  public String visitArrayConstructor(ArrayConstructor expression) {
    return "ARRAY[" + expressions(expression.elements()) + "]";
  }

  @Override
  public String visitListConstructor(ListConstructor expression) {
    return "LIST[" + expressions(expression.elements()) + "]";
  }

  @Override
  public String visitMapConstructor(MapConstructor expression) {
    return "MAP["
        + list(expression.entries(), entry -> print(entry.key()) + " => " + print(entry.value()))
        + "]";
  }

  @Override
  public String visitRowConstructor(RowConstructor expression) {
    return "ROW(" + expressions(expression.fields()) + ")";
  }

  @Override
  public String visitCase(Case expression) {
    return words(
        "CASE",
        ifPresent(expression.operand(), "", ExpressionPrinter::print),
        join(
            expression.whens(),
            " ",
            branch -> "WHEN " + print(branch.condition()) + " THEN " + print(branch.result())),
        ifPresent(expression.otherwise(), "ELSE ", ExpressionPrinter::print),
        "END");
  }

  @Override
  public String visitCast(Cast expression) {
    return "CAST("
        + print(expression.operand())
        + " AS "
        + TypePrinter.print(expression.type())
        + ")";
  }

  @Override
  public String visitCollate(Collate expression) {
    return left(expression.operand(), OperatorPrecedence.COLLATE)
        + " COLLATE "
        + name(expression.collation());
  }

  @Override
  public String visitCoalesce(Coalesce expression) {
    return "COALESCE(" + expressions(expression.arguments()) + ")";
  }

  @Override
  public String visitNullIf(NullIf expression) {
    return "NULLIF(" + print(expression.left()) + ", " + print(expression.right()) + ")";
  }

  @Override
  public String visitGreatest(Greatest expression) {
    return "GREATEST(" + expressions(expression.arguments()) + ")";
  }

  @Override
  public String visitLeast(Least expression) {
    return "LEAST(" + expressions(expression.arguments()) + ")";
  }

  @Override
  public String visitGrouping(Grouping expression) {
    return "GROUPING(" + expressions(expression.arguments()) + ")";
  }

  @Override
  public String visitSpecialValue(SpecialValue expression) {
    return expression.precision() < 0
        ? expression.kind().name()
        : expression.kind().name() + "(" + expression.precision() + ")";
  }

  @Override
  public String visitDefaultMarker(DefaultMarker expression) {
    return "DEFAULT";
  }

  @Override
  public String visitFunctionCall(FunctionCall expression) {
    String arguments =
        expression.star()
            ? "*"
            : words(
                when(expression.distinct(), "DISTINCT"),
                list(expression.arguments(), ExpressionPrinter::argument),
                orderBy(expression.orderBy()));
    String within =
        expression.withinGroup().isEmpty()
            ? ""
            : "WITHIN GROUP (" + orderBy(expression.withinGroup()) + ")";
    return words(
        NamePrinter.functionName(expression.name()) + "(" + arguments + ")",
        within,
        ifPresent(expression.filter(), "", filter -> "FILTER (WHERE " + print(filter) + ")"),
        expression.nullTreatment() == NullTreatment.UNSPECIFIED
            ? ""
            : expression.nullTreatment().name().replace('_', ' '),
        ifPresent(expression.over(), "OVER ", ExpressionPrinter::over));
  }

  private static String argument(Argument argument) {
    return when(argument.variadic(), "VARIADIC ")
        + ifPresent(argument.name(), "", name -> name(name) + " => ")
        + print(argument.value());
  }

  static String orderBy(List<OrderItem> items) {
    return listAfter("ORDER BY ", items, ExpressionPrinter::orderItem);
  }

  static String orderItem(OrderItem item) {
    return words(
        print(item.value()),
        ifPresent(item.using(), "USING ", NamePrinter::operator),
        when(item.direction() == Direction.DESCENDING, "DESC"),
        when(item.nullOrder() != NullOrder.DEFAULT, "NULLS " + item.nullOrder().name()));
  }

  private static String over(Over over) {
    return over instanceof Over.Named named
        ? name(named.window())
        : window((Over.Specification) over);
  }

  static String window(Over.Specification window) {
    return "("
        + words(
            ifPresent(window.base(), "", NamePrinter::name),
            listAfter("PARTITION BY ", window.partitionBy(), ExpressionPrinter::print),
            orderBy(window.orderBy()),
            ifPresent(window.frame(), "", ExpressionPrinter::frame))
        + ")";
  }

  private static String frame(Over.Frame frame) {
    return words(
        frame.unit().name(),
        "BETWEEN",
        bound(frame.start()),
        "AND",
        bound(frame.end()),
        when(
            frame.exclusion() != Over.Exclusion.NO_OTHERS,
            "EXCLUDE " + frame.exclusion().name().replace('_', ' ')));
  }

  private static String bound(Over.Bound bound) {
    String words = bound.kind().name().replace('_', ' ');
    return bound.offset() == null ? words : words.replace("OFFSET", match(bound.offset()));
  }
}
