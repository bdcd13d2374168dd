package dev.tidewater.sql.parser;

import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Expression.Argument;
import dev.tidewater.sql.ast.Expression.Cast;
import dev.tidewater.sql.ast.Expression.Coalesce;
import dev.tidewater.sql.ast.Expression.FunctionCall;
import dev.tidewater.sql.ast.Expression.Greatest;
import dev.tidewater.sql.ast.Expression.Grouping;
import dev.tidewater.sql.ast.Expression.Least;
import dev.tidewater.sql.ast.Expression.NullIf;
import dev.tidewater.sql.ast.Expression.NullTreatment;
import dev.tidewater.sql.ast.Expression.SpecialValue;
import dev.tidewater.sql.ast.Expression.SpecialValueKind;
import dev.tidewater.sql.ast.Expression.StringLiteral;
import dev.tidewater.sql.ast.OrderItem;
import dev.tidewater.sql.ast.Over;
import dev.tidewater.sql.ast.Over.Bound;
import dev.tidewater.sql.ast.Over.BoundKind;
import dev.tidewater.sql.ast.Over.Exclusion;
import dev.tidewater.sql.ast.Over.Frame;
import dev.tidewater.sql.ast.Over.FrameUnit;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.parser.grammar.SqlGrammar.ArgumentContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.CallArgumentsContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.CallSuffixContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.ExpressionContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.FrameBoundContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.FrameClauseContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.FunctionNameContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.NullTreatmentContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.OverClauseContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.OverlayArgumentsContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.SpecialCallContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.SpecialValueContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.SubstringArgumentsContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.TrimArgumentsContext;
import dev.tidewater.sql.parser.grammar.SqlGrammar.WindowSpecificationContext;
import dev.tidewater.types.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** Builds calls, those with syntax of their own, and windows. */
final class CallBuilder {
  private final TreeBuilder tree;

  CallBuilder(TreeBuilder tree) {
    this.tree = tree;
  }

  Expression call(
      FunctionNameContext name,
      CallArgumentsContext arguments,
      @Nullable CallSuffixContext suffix) {
    List<OrderItem> orderBy = tree.queries.orderBy(arguments.orderByClause());
    List<OrderItem> withinGroup =
        suffix == null ? List.of() : tree.queries.orderBy(suffix.orderByClause());
    if (suffix != null
        && !withinGroup.isEmpty()
        && (!orderBy.isEmpty() || arguments.DISTINCT() != null)) {
      throw tree.error(
          ErrorCode.SYNTAX_ERROR,
          !orderBy.isEmpty()
              ? "cannot use multiple ORDER BY clauses with WITHIN GROUP"
              : "cannot use DISTINCT with WITHIN GROUP",
          suffix.getStart());
    }
    return new FunctionCall(
        tree.functionName(name),
        arguments(arguments.argument()),
        arguments.STAR() != null,
        arguments.DISTINCT() != null,
        orderBy,
        withinGroup,
        suffix == null || suffix.filterClause() == null
            ? null
            : tree.expressions.expression(suffix.filterClause().expression()),
        nullTreatment(suffix == null ? null : suffix.nullTreatment()),
        suffix == null ? null : over(suffix.overClause()),
        tree.position(name));
  }

  private List<Argument> arguments(List<ArgumentContext> contexts) {
    List<Argument> arguments = new ArrayList<>();
    boolean named = false;
    for (ArgumentContext context : contexts) {
      if (named && context.argumentName() == null) {
        throw tree.error(
            ErrorCode.SYNTAX_ERROR,
            "positional argument cannot follow named argument",
            context.getStart());
      }
      named |= context.argumentName() != null;
      boolean last = context == contexts.get(contexts.size() - 1);
      if (context.VARIADIC() != null && !last) {
        throw tree.unexpected(tree.tokenAfter(context));
      }
      arguments.add(argument(context));
    }
    return arguments;
  }

  private Argument argument(ArgumentContext context) {
    return new Argument(
        tree.identifierOrNull(context.argumentName()),
        tree.expressions.expression(context.expression()),
        context.VARIADIC() != null,
        tree.position(context));
  }

  /** Arguments of what turned out to be a type: {@code numeric(3,1) '1.5'}. */
  List<Expression> typeModifiers(CallArgumentsContext context, @Nullable CallSuffixContext suffix) {
    boolean plain =
        suffix == null
            && context.STAR() == null
            && context.DISTINCT() == null
            && context.orderByClause() == null;
    for (ArgumentContext argument : context.argument()) {
      plain &= argument.argumentName() == null && argument.VARIADIC() == null;
    }
    if (!plain) {
      throw tree.unexpected(tree.tokenAfter(suffix == null ? context : suffix));
    }
    return context.argument().stream()
        .map(argument -> tree.expressions.expression(argument.expression()))
        .toList();
  }

  private static NullTreatment nullTreatment(@Nullable NullTreatmentContext context) {
    if (context == null) {
      return NullTreatment.UNSPECIFIED;
    }
    return context.RESPECT() != null ? NullTreatment.RESPECT_NULLS : NullTreatment.IGNORE_NULLS;
  }

  private @Nullable Over over(@Nullable OverClauseContext context) {
    if (context == null) {
      return null;
    }
    return context.name() != null
        ? new Over.Named(tree.identifier(context.name()), tree.position(context.name()))
        : window(context.windowSpecification());
  }

  Over.Specification window(WindowSpecificationContext context) {
    return new Over.Specification(
        tree.identifierOrNull(context.name()),
        tree.expressions.list(context.expression()),
        tree.queries.orderBy(context.orderByClause()),
        context.frameClause() == null ? null : frame(context.frameClause()),
        tree.position(context));
  }

  private Frame frame(FrameClauseContext context) {
    FrameUnit unit = FrameUnit.valueOf(Lexer.upperCase(context.getStart().getText()));
    Position position = tree.position(context);
    Bound start = bound(context.frameBound(0));
    Bound end =
        context.frameBound().size() == 2
            ? bound(context.frameBound(1))
            : new Bound(BoundKind.CURRENT_ROW, null, position);
    checkFrame(start, end, context);
    return new Frame(unit, start, end, exclusion(context), position);
  }

  private void checkFrame(Bound start, Bound end, FrameClauseContext context) {
    String problem = null;
    if (start.kind() == BoundKind.UNBOUNDED_FOLLOWING) {
      problem = "frame start cannot be UNBOUNDED FOLLOWING";
    } else if (end.kind() == BoundKind.UNBOUNDED_PRECEDING) {
      problem = "frame end cannot be UNBOUNDED PRECEDING";
    } else if (start.kind() == BoundKind.CURRENT_ROW && end.kind() == BoundKind.OFFSET_PRECEDING) {
      problem = "frame starting from current row cannot have preceding rows";
    } else if (start.kind() == BoundKind.OFFSET_FOLLOWING
        && (end.kind() == BoundKind.CURRENT_ROW || end.kind() == BoundKind.OFFSET_PRECEDING)) {
      problem = "frame starting from following row cannot have preceding rows";
    }
    if (problem != null) {
      throw tree.error(ErrorCode.WINDOWING_ERROR, problem, context.frameBound(0).getStart());
    }
  }

  private static Exclusion exclusion(FrameClauseContext context) {
    if (context.EXCLUDE() == null || context.NO() != null) {
      return Exclusion.NO_OTHERS;
    }
    if (context.CURRENT() != null) {
      return Exclusion.CURRENT_ROW;
    }
    return context.GROUP() != null ? Exclusion.GROUP : Exclusion.TIES;
  }

  private Bound bound(FrameBoundContext context) {
    Position position = tree.position(context);
    boolean preceding = context.PRECEDING() != null;
    if (context.UNBOUNDED() != null) {
      return new Bound(
          preceding ? BoundKind.UNBOUNDED_PRECEDING : BoundKind.UNBOUNDED_FOLLOWING,
          null,
          position);
    }
    if (context.CURRENT() != null) {
      return new Bound(BoundKind.CURRENT_ROW, null, position);
    }
    return new Bound(
        preceding ? BoundKind.OFFSET_PRECEDING : BoundKind.OFFSET_FOLLOWING,
        tree.expressions.expression(context.expression()),
        position);
  }

  Expression special(SpecialCallContext context) {
    Position position = tree.position(context);
    List<Expression> list =
        context.expressionList() == null
            ? List.of()
            : tree.expressions.list(context.expressionList());
    return switch (Lexer.upperCase(context.getStart().getText())) {
      case "COALESCE" -> new Coalesce(list, position);
      case "GREATEST" -> new Greatest(list, position);
      case "LEAST" -> new Least(list, position);
      case "GROUPING" -> new Grouping(list, position);
      case "NULLIF" -> new NullIf(inner(context, 0), inner(context, 1), position);
      case "CAST", "TREAT" ->
          new Cast(inner(context, 0), tree.types.type(context.typeName()), position);
      case "EXTRACT" -> system("extract", List.of(field(context), inner(context, 0)), position);
      case "POSITION" ->
          system(
              "position",
              List.of(
                  tree.expressions.positionOperand(context.positionOperand(1)),
                  tree.expressions.positionOperand(context.positionOperand(0))),
              position);
      case "SUBSTRING" -> substring(context.substringArguments(), position);
      case "OVERLAY" -> overlay(context.overlayArguments(), position);
      case "TRIM" -> trim(context, position);
      case "NORMALIZE" -> normalize(context, position);
      default -> system("pg_collation_for", List.of(inner(context, 0)), position);
    };
  }

  private Expression inner(SpecialCallContext context, int index) {
    return tree.expressions.expression(context.expression(index));
  }

  private static Expression system(String name, List<Expression> arguments, Position position) {
    return FunctionCall.of(TypeBuilder.systemName(name, position), arguments, position);
  }

  private Expression field(SpecialCallContext context) {
    TerminalNode string = context.STRING();
    return string != null
        ? new StringLiteral(TreeBuilder.value(string), tree.position(string))
        : word(context.label());
  }

  private Expression word(ParserRuleContext label) {
    return new StringLiteral(TreeBuilder.value(label.getStart()), tree.position(label));
  }

  private Expression normalize(SpecialCallContext context, Position position) {
    List<Expression> arguments = new ArrayList<>();
    arguments.add(inner(context, 0));
    if (context.label() != null) {
      String form = TreeBuilder.value(context.label().getStart()).toUpperCase(Locale.ROOT);
      arguments.add(new StringLiteral(form, tree.position(context.label())));
    }
    return system("normalize", arguments, position);
  }

  private Expression substring(SubstringArgumentsContext context, Position position) {
    if (context.from == null && context.length == null && context.pattern == null) {
      return withArguments("substring", context.argument(), position);
    }
    Expression value = positional(context.argument(0));
    if (context.pattern != null) {
      return system(
          "substring",
          List.of(value, expression(context.pattern), expression(context.escape)),
          position);
    }
    List<Expression> arguments = new ArrayList<>();
    arguments.add(value);
    // Without FROM the standard starts at the first character.
    arguments.add(
        context.from != null
            ? expression(context.from)
            : new Expression.NumberLiteral("1", position));
    if (context.length != null) {
      arguments.add(expression(context.length));
    }
    return system("substring", arguments, position);
  }

  private Expression overlay(OverlayArgumentsContext context, Position position) {
    if (context.placing == null) {
      return withArguments("overlay", context.argument(), position);
    }
    List<Expression> arguments = new ArrayList<>();
    arguments.add(positional(context.argument(0)));
    arguments.add(expression(context.placing));
    arguments.add(expression(context.from));
    if (context.length != null) {
      arguments.add(expression(context.length));
    }
    return system("overlay", arguments, position);
  }

  private Expression trim(SpecialCallContext context, Position position) {
    String name = "btrim";
    if (context.LEADING() != null) {
      name = "ltrim";
    } else if (context.TRAILING() != null) {
      name = "rtrim";
    }
    TrimArgumentsContext trim = context.trimArguments();
    List<Expression> arguments = new ArrayList<>();
    if (trim.expressionList() != null) {
      arguments.addAll(tree.expressions.list(trim.expressionList()));
      trim.expression().forEach(characters -> arguments.add(expression(characters)));
    } else {
      arguments.addAll(tree.expressions.list(trim.expression()));
    }
    return system(name, arguments, position);
  }

  private Expression expression(ExpressionContext context) {
    return tree.expressions.expression(context);
  }

  private Expression positional(ArgumentContext context) {
    if (context.argumentName() != null || context.VARIADIC() != null) {
      throw tree.unexpected(tree.tokenAfter(context));
    }
    return expression(context.expression());
  }

  private Expression withArguments(
      String name, List<ArgumentContext> arguments, Position position) {
    FunctionCall plain =
        FunctionCall.of(TypeBuilder.systemName(name, position), List.of(), position);
    return new FunctionCall(
        plain.name(),
        arguments(arguments),
        false,
        false,
        List.of(),
        List.of(),
        null,
        NullTreatment.UNSPECIFIED,
        null,
        position);
  }

  Expression specialValue(SpecialValueContext context) {
    SpecialValueKind kind = SpecialValueKind.valueOf(Lexer.upperCase(context.getStart().getText()));
    int precision = context.NUMBER() == null ? -1 : tree.integer(context.NUMBER());
    return new SpecialValue(kind, precision, tree.position(context));
  }
}
