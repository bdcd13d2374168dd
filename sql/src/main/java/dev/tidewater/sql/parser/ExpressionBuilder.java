package dev.tidewater.sql.parser;

import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Expression.ArrayConstructor;
import dev.tidewater.sql.ast.Expression.ArraySubquery;
import dev.tidewater.sql.ast.Expression.BinaryOperation;
import dev.tidewater.sql.ast.Expression.BitStringLiteral;
import dev.tidewater.sql.ast.Expression.BooleanLiteral;
import dev.tidewater.sql.ast.Expression.Case;
import dev.tidewater.sql.ast.Expression.Cast;
import dev.tidewater.sql.ast.Expression.Collate;
import dev.tidewater.sql.ast.Expression.ColumnReference;
import dev.tidewater.sql.ast.Expression.DefaultMarker;
import dev.tidewater.sql.ast.Expression.Exists;
import dev.tidewater.sql.ast.Expression.FieldSelection;
import dev.tidewater.sql.ast.Expression.FieldStar;
import dev.tidewater.sql.ast.Expression.FunctionCall;
import dev.tidewater.sql.ast.Expression.ListConstructor;
import dev.tidewater.sql.ast.Expression.MapConstructor;
import dev.tidewater.sql.ast.Expression.MapEntry;
import dev.tidewater.sql.ast.Expression.NullLiteral;
import dev.tidewater.sql.ast.Expression.NumberLiteral;
import dev.tidewater.sql.ast.Expression.Parameter;
import dev.tidewater.sql.ast.Expression.RowConstructor;
import dev.tidewater.sql.ast.Expression.ScalarSubquery;
import dev.tidewater.sql.ast.Expression.Star;
import dev.tidewater.sql.ast.Expression.StringLiteral;
import dev.tidewater.sql.ast.Expression.Subscript;
import dev.tidewater.sql.ast.Expression.SubscriptIndex;
import dev.tidewater.sql.ast.Expression.When;
import dev.tidewater.sql.ast.Identifier;
import dev.tidewater.sql.ast.Operator;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.ast.QualifiedName;
import dev.tidewater.sql.ast.Query;
import dev.tidewater.sql.ast.TypeName;
import dev.tidewater.sql.parser.grammar.SqlGrammar.AnySymbolContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.ArrayElementsContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.CaseExpressionContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.ConstantContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.ExpressionContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.ExpressionListContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.ListElementsContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.MapElementsContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.MapEntryContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.NameReferenceContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.ParenthesizedContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.PositionOperandContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.PositionTailContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.PrefixOperatorContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.PrimaryBaseContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.PrimaryContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.PrimarySuffixContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.QualifiedOperatorContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.SubscriptContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.SymbolicOperatorContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.TypedConstantContext;
import dev.tidewater.types.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** Builds expressions from their operands; operators are {@link OperatorClimber}'s. */
final class ExpressionBuilder {
  private final TreeBuilder tree;

  ExpressionBuilder(TreeBuilder tree) {
    this.tree = tree;
  }

  /**
   * What stands in parentheses.
   *
   * @param query null if it is not a query
   * @param values one or more if it is not a query
   */
  record Parenthesized(@Nullable Query query, List<Expression> values) {}

  Expression expression(ExpressionContext context) {
    int levels = OperatorClimber.levels(context);
    tree.enter(levels, context);
    Expression expression = new OperatorClimber(tree, context).whole();
    tree.leave(levels);
    return expression;
  }

  @Nullable Expression expressionOrNull(@Nullable ExpressionContext context) {
    return context == null ? null : expression(context);
  }

  List<Expression> list(ExpressionListContext context) {
    return list(context.expression());
  }

  List<Expression> list(List<ExpressionContext> contexts) {
    return contexts.stream().map(this::expression).toList();
  }

  Operator operator(SymbolicOperatorContext context) {
    return context.qualifiedOperator() != null
        ? operator(context.qualifiedOperator())
        : plainOperator(context);
  }

  Operator operator(PrefixOperatorContext context) {
    return context.qualifiedOperator() != null
        ? operator(context.qualifiedOperator())
        : plainOperator(context);
  }

  private Operator plainOperator(ParserRuleContext context) {
    return Operator.of(TreeBuilder.value(context.getStart()), tree.position(context));
  }

  private Operator operator(QualifiedOperatorContext context) {
    AnySymbolContext symbol = context.anySymbol();
    int names = context.name().size();
    Identifier schema = names == 0 ? null : tree.identifier(context.name(names - 1));
    return new Operator(schema, TreeBuilder.value(symbol.getStart()), tree.position(context));
  }

  /** The arguments of POSITION: an expression whose operators all bind from the left. */
  Expression positionOperand(PositionOperandContext context) {
    int levels = 1 + context.positionTail().size();
    tree.enter(levels, context);
    Expression left = prefixed(context.operand().prefixOperator(), 0, context.operand().primary());
    for (PositionTailContext tail : context.positionTail()) {
      Position position = tree.position(tail);
      if (tail.COLLATE() != null) {
        left = new Collate(left, tree.qualifiedName(tail.qualifiedName()), position);
        continue;
      }
      Expression right = prefixed(tail.operand().prefixOperator(), 0, tail.operand().primary());
      left =
          tail.symbolicOperator() != null
              ? new BinaryOperation(operator(tail.symbolicOperator()), left, right, position)
              : FunctionCall.of(
                  TypeBuilder.systemName("timezone", position), List.of(right, left), position);
    }
    tree.leave(levels);
    return left;
  }

  private Expression prefixed(
      List<PrefixOperatorContext> prefixes, int from, PrimaryContext primary) {
    if (from == prefixes.size()) {
      return primary(primary);
    }
    PrefixOperatorContext prefix = prefixes.get(from);
    tree.enter(1, prefix);
    Expression operand = prefixed(prefixes, from + 1, primary);
    tree.leave(1);
    return prefix.NOT() != null
        ? new Expression.Not(operand, tree.position(prefix))
        : new Expression.UnaryOperation(operator(prefix), operand, tree.position(prefix));
  }

  Expression primary(PrimaryContext context) {
    Expression value = base(context.primaryBase());
    List<PrimarySuffixContext> suffixes = context.primarySuffix();
    int levels = suffixes.size();
    tree.enter(levels, context);
    for (int i = 0; i < suffixes.size(); i++) {
      PrimarySuffixContext suffix = suffixes.get(i);
      Position position = tree.position(suffix);
      if (suffix.TYPECAST() != null) {
        value = new Cast(value, tree.types.type(suffix.typeName()), position);
      } else if (suffix.label() != null) {
        value = new FieldSelection(value, tree.identifier(suffix.label()), position);
      } else if (suffix.STAR() != null) {
        value = new FieldStar(value, position);
      } else {
        List<SubscriptIndex> indexes = new ArrayList<>();
        indexes.add(index(suffix.subscript()));
        while (i + 1 < suffixes.size() && suffixes.get(i + 1).subscript() != null) {
          indexes.add(index(suffixes.get(++i).subscript()));
        }
        value = new Subscript(value, indexes, position);
      }
    }
    tree.leave(levels);
    return value;
  }

  SubscriptIndex index(SubscriptContext context) {
    Position position = tree.position(context);
    if (context.COLON() == null) {
      return new SubscriptIndex(expression(context.expression(0)), null, false, position);
    }
    return new SubscriptIndex(
        expressionOrNull(context.lower), expressionOrNull(context.upper), true, position);
  }

  private Expression base(PrimaryBaseContext context) {
    Position position = tree.position(context);
    if (context.constant() != null) {
      return constant(context.constant(), position);
    }
    if (context.nameReference() != null) {
      return reference(context.nameReference(), position);
    }
    if (context.functionName() != null) {
      return callOrTypedConstant(context, position);
    }
    if (context.EXISTS() != null) {
      return new Exists(queryIn(context.parenthesized()), position);
    }
    if (context.ARRAY() != null) {
      return context.parenthesized() != null
          ? new ArraySubquery(queryIn(context.parenthesized()), position)
          : array(context.arrayElements(), position);
    }
    if (context.parenthesized() != null) {
      return value(parenthesized(context.parenthesized()), position);
    }
    if (context.PARAMETER() != null) {
      return parameter(context.PARAMETER(), position);
    }
    if (context.typedConstant() != null) {
      return typed(context.typedConstant(), position);
    }
    if (context.specialCall() != null) {
      return tree.calls.special(context.specialCall());
    }
    if (context.specialValue() != null) {
      return tree.calls.specialValue(context.specialValue());
    }
    if (context.caseExpression() != null) {
      return caseExpression(context.caseExpression(), position);
    }
    return rareBase(context, position);
  }

  private Expression rareBase(PrimaryBaseContext context, Position position) {
    if (context.ROW() != null) {
      List<Expression> fields =
          context.expressionList() == null ? List.of() : list(context.expressionList());
      return new RowConstructor(fields, position);
    }
    if (context.listElements() != null) {
      return listConstructor(context.listElements(), position);
    }
    if (context.mapElements() != null) {
      return map(context.mapElements(), position);
    }
    return new DefaultMarker(position);
  }

  private Expression callOrTypedConstant(PrimaryBaseContext context, Position position) {
    TerminalNode string = context.STRING();
    if (string == null) {
      return tree.calls.call(context.functionName(), context.callArguments(), context.callSuffix());
    }
    StringLiteral literal = new StringLiteral(TreeBuilder.value(string), tree.position(string));
    List<Expression> modifiers =
        context.callArguments() == null
            ? List.of()
            : tree.calls.typeModifiers(context.callArguments(), context.callSuffix());
    TypeName type =
        new TypeName(tree.functionName(context.functionName()), modifiers, "", 0, 0, position);
    return new Cast(literal, type, position);
  }

  private Expression value(Parenthesized content, Position position) {
    if (content.query() != null) {
      return new ScalarSubquery(content.query(), position);
    }
    return content.values().size() == 1
        ? content.values().get(0)
        : new RowConstructor(content.values(), position);
  }

  private Expression constant(ConstantContext context, Position position) {
    String value = TreeBuilder.value(context.getStart());
    if (context.STRING() != null) {
      return new StringLiteral(value, position);
    }
    if (context.NUMBER() != null) {
      return new NumberLiteral(value, position);
    }
    if (context.NULL() != null) {
      return new NullLiteral(position);
    }
    if (context.BIT_STRING() != null) {
      return new BitStringLiteral(value, position);
    }
    return new BooleanLiteral(context.TRUE() != null, position);
  }

  private Expression parameter(TerminalNode node, Position position) {
    try {
      int index = Integer.parseInt(TreeBuilder.value(node));
      if (index > 0) {
        return new Parameter(index, position);
      }
    } catch (NumberFormatException e) {
      // Reported with those that are too small.
    }
    throw tree.error(
            ErrorCode.UNDEFINED_PARAMETER, "there is no parameter {parameter}", node.getSymbol())
        .with("parameter", node.getText());
  }

  private Expression typed(TypedConstantContext context, Position position) {
    TerminalNode string = context.STRING();
    StringLiteral literal = new StringLiteral(TreeBuilder.value(string), tree.position(string));
    TypeName type =
        context.keywordType() != null
            ? tree.types.keyword(context.keywordType())
            : tree.types.interval(position, context.intervalFields(), context.NUMBER());
    return new Cast(literal, type, position);
  }

  /** {@code a.b.c} or {@code a.b.*}. */
  private Expression reference(NameReferenceContext context, Position position) {
    if (context.children.size() == 1
        && !Keywords.canNameColumn(TreeBuilder.value(context.getStart()))
        && context.functionWord().QUOTED_IDENTIFIER() == null) {
      // A keyword for functions: PostgreSQL then misses the parenthesis.
      throw tree.unexpected(tree.tokenAfter(context));
    }
    List<Identifier> parts = new ArrayList<>();
    boolean star = false;
    for (ParseTree child : context.children) {
      if (star) {
        throw tree.unexpected(((TerminalNode) child).getSymbol());
      }
      if (child instanceof ParserRuleContext word) {
        parts.add(tree.identifier(word));
      } else if (child.getText().equals("*")) {
        star = true;
      } else if (!child.getText().equals(".")) {
        parts.add(tree.identifier(((TerminalNode) child).getSymbol()));
      }
    }
    return star
        ? new Star(parts, position)
        : new ColumnReference(new QualifiedName(parts, position), position);
  }

  private Expression caseExpression(CaseExpressionContext context, Position position) {
    List<When> whens =
        context.caseWhen().stream()
            .map(when -> new When(expression(when.expression(0)), expression(when.expression(1))))
            .toList();
    return new Case(
        expressionOrNull(context.operandExpression),
        whens,
        expressionOrNull(context.otherwise),
        position);
  }

  private Expression array(ArrayElementsContext context, Position position) {
    tree.enter(1, context);
    List<Expression> elements =
        context.arrayElement().stream()
            .map(
                element ->
                    element.expression() != null
                        ? expression(element.expression())
                        : array(element.arrayElements(), tree.position(element)))
            .toList();
    tree.leave(1);
    return new ArrayConstructor(elements, position);
  }

  private Expression listConstructor(ListElementsContext context, Position position) {
    tree.enter(1, context);
    List<Expression> elements =
        context.listElement().stream()
            .map(
                element ->
                    element.expression() != null
                        ? expression(element.expression())
                        : listConstructor(element.listElements(), tree.position(element)))
            .toList();
    tree.leave(1);
    return new ListConstructor(elements, position);
  }

  private Expression map(MapElementsContext context, Position position) {
    tree.enter(1, context);
    List<MapEntry> entries = context.mapEntry().stream().map(this::mapEntry).toList();
    tree.leave(1);
    return new MapConstructor(entries, position);
  }

  private MapEntry mapEntry(MapEntryContext context) {
    Expression value =
        context.mapElements() != null
            ? map(context.mapElements(), tree.position(context.mapElements()))
            : expression(context.expression(1));
    return new MapEntry(expression(context.expression(0)), value);
  }

  private Query queryIn(ParenthesizedContext context) {
    Parenthesized content = parenthesized(context);
    if (content.query() == null) {
      throw tree.unexpected(context.expressionOrStar(0));
    }
    return content.query();
  }

  Parenthesized parenthesized(ParenthesizedContext context) {
    if (context.keywordQuery() != null) {
      return new Parenthesized(tree.queries.query(context.keywordQuery()), List.of());
    }
    List<Expression> values = new ArrayList<>();
    boolean hasTail = context.queryTail() != null && context.queryTail().getChildCount() > 0;
    ParenthesizedContext inner = onlyParentheses(context);
    if (inner != null && (hasTail || isQuery(inner))) {
      Query query = queryIn(inner);
      return new Parenthesized(
          hasTail ? tree.queries.continued(query, context.queryTail()) : query, List.of());
    }
    if (hasTail) {
      throw tree.unexpected(context.queryTail());
    }
    context.expressionOrStar().forEach(value -> values.add(expression(value.expression())));
    return new Parenthesized(null, values);
  }

  /** If all that stands in the parentheses is another pair of them. */
  private static @Nullable ParenthesizedContext onlyParentheses(ParenthesizedContext context) {
    if (context.expressionOrStar().size() != 1) {
      return null;
    }
    ExpressionContext expression = context.expressionOrStar(0).expression();
    boolean bare =
        expression.expressionTail().isEmpty()
            && expression.operand().prefixOperator().isEmpty()
            && expression.operand().primary().primarySuffix().isEmpty();
    PrimaryBaseContext base = expression.operand().primary().primaryBase();
    return bare && base.getChildCount() == 1 ? base.parenthesized() : null;
  }

  private static boolean isQuery(ParenthesizedContext context) {
    ParenthesizedContext inner = context;
    while (inner != null && inner.keywordQuery() == null) {
      if (inner.queryTail() != null && inner.queryTail().getChildCount() > 0) {
        return true;
      }
      inner = onlyParentheses(inner);
    }
    return inner != null;
  }
}
