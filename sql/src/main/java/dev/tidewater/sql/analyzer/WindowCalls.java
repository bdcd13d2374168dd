package dev.tidewater.sql.analyzer;

import com.google.common.collect.ImmutableList;
import dev.tidewater.engine.function.CastContext;
import dev.tidewater.engine.function.NullBehavior;
import dev.tidewater.engine.function.OrderedSetAggregates;
import dev.tidewater.engine.function.ParameterType.Polymorphic;
import dev.tidewater.engine.function.SqlFunction;
import dev.tidewater.engine.function.SqlFunction.Kind;
import dev.tidewater.plan.SortKey;
import dev.tidewater.sql.analyzer.OverloadResolver.Chosen;
import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Expression.Argument;
import dev.tidewater.sql.ast.Expression.FunctionCall;
import dev.tidewater.sql.ast.Over;
import dev.tidewater.sql.ast.Over.Specification;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.rel.WindowFunctionOperator;
import dev.tidewater.sql.rel.WindowFunctionOperator.Frame;
import dev.tidewater.sql.rel.WindowFunctionOperator.Shape;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.rex.RexWindowExclusion;
import org.apache.calcite.sql.SqlKind;

/** Calls with OVER. */
final class WindowCalls {
  private final StatementAnalysis statement;
  private final ExpressionContext context;

  WindowCalls(StatementAnalysis statement, ExpressionContext context) {
    this.statement = statement;
    this.context = context;
  }

  /**
   * @param overloads of the function's name
   */
  RexNode call(FunctionCall call, Over over, List<SqlFunction> overloads) {
    WindowScope windows = context.windows();
    if (windows == null) {
      throw notAllowed(call.position());
    }
    boolean fits =
        overloads.isEmpty()
            || overloads.stream()
                .anyMatch(f -> f.kind() == Kind.WINDOW || f.kind() == Kind.AGGREGATE);
    if (!fits) {
      throw Failures.at(
              call.position(),
              ErrorCode.WRONG_OBJECT_TYPE,
              "OVER specified, but {function} is not a window function nor an aggregate function")
          .with("function", call.name());
    }
    checkSyntax(call, overloads);
    ExpressionAnalyzer inner =
        new ExpressionAnalyzer(statement, context.withoutWindows(Clause.WINDOW));
    List<RexNode> given = inner.analyzeAll(call.arguments().stream().map(Argument::value).toList());
    Chosen chosen = statement.calls().choose(call.name(), overloads, given, call.position());
    if (OrderedSetAggregates.directArguments(call.name().last()).isPresent()) {
      throw Failures.at(
              call.position(),
              ErrorCode.FEATURE_NOT_SUPPORTED,
              "OVER is not supported for ordered-set aggregate {function}")
          .with("function", call.name());
    }
    List<RexNode> cast = arguments(chosen, given, call.position());
    List<RexNode> operands = new ArrayList<>(JsonArguments.of(statement, call, cast));
    int arguments = operands.size();
    Expression filter = call.filter();
    if (filter != null) {
      operands.add(inner.analyzeCondition(filter, "FILTER"));
    }
    Specification window = windows.resolve(over);
    Ordered ordered = order(window, inner);
    Frame frame = new FrameAnalyzer(statement, inner).analyze(window, ordered.keys(), operands);
    RelDataType type = type(chosen);
    WindowFunctionOperator operator =
        new WindowFunctionOperator(
            chosen.signature().identity(), new Shape(arguments, filter != null, frame), type);
    return statement
        .rels()
        .rex()
        .makeOver(
            type,
            operator,
            operands,
            window.partitionBy().stream().map(inner::analyzeSettled).toList(),
            ordered.collations(),
            RexWindowBounds.UNBOUNDED_PRECEDING,
            RexWindowBounds.CURRENT_ROW,
            RexWindowExclusion.EXCLUDE_NO_OTHER,
            true,
            true,
            false,
            false,
            false);
  }

  /** A value that is handed on is of the type that comes out, modifiers and all. */
  private List<RexNode> arguments(Chosen chosen, List<RexNode> given, Position position) {
    List<RexNode> cast = new ArrayList<>(statement.calls().castArguments(chosen, given, position));
    for (int i = 0; i < cast.size(); i++) {
      if (chosen.signature().kind() == Kind.WINDOW
          && chosen.signature().parameter(i) instanceof Polymorphic) {
        cast.set(
            i,
            statement
                .coercion()
                .coerce(cast.get(i), chosen.result(), CastContext.ASSIGNMENT, position));
      }
    }
    return cast;
  }

  private RelDataType type(Chosen chosen) {
    SqlType result = chosen.result();
    return chosen.signature().nulls() == NullBehavior.NEVER
        ? statement.rels().types().notNull(result)
        : statement.rels().types().nullable(result);
  }

  private static void checkSyntax(FunctionCall call, List<SqlFunction> overloads) {
    if (call.distinct()) {
      throw Failures.notSupported(call.position(), "DISTINCT for window functions");
    }
    if (!call.orderBy().isEmpty()) {
      throw Failures.notSupported(call.position(), "aggregate ORDER BY for window functions");
    }
    boolean isAggregate = overloads.stream().anyMatch(f -> f.kind() == Kind.AGGREGATE);
    if (call.filter() != null && !isAggregate) {
      throw Failures.notSupported(
          call.position(), "FILTER for window functions that are no aggregates");
    }
    if (call.star() && !isAggregate) {
      throw Failures.at(
              call.position(),
              ErrorCode.WRONG_OBJECT_TYPE,
              "{function}(*) specified, but {function} is not an aggregate function")
          .with("function", call.name());
    }
  }

  /** Keys of the order, and with their direction as Calcite has it. */
  private record Ordered(List<RexNode> keys, ImmutableList<RexFieldCollation> collations) {}

  private Ordered order(Specification window, ExpressionAnalyzer inner) {
    List<RexNode> keys = new ArrayList<>();
    ImmutableList.Builder<RexFieldCollation> collations = ImmutableList.builder();
    for (var item : window.orderBy()) {
      RexNode key = inner.analyzeSettled(item.value());
      keys.add(key);
      collations.add(
          new RexFieldCollation(key, flags(OrderByAnalyzer.key(item, 0, Coercion.typeOf(key)))));
    }
    return new Ordered(keys, collations.build());
  }

  /** Direction and place of NULLs as Calcite's windows have them. */
  static Set<SqlKind> flags(SortKey key) {
    Set<SqlKind> flags =
        EnumSet.of(key.nulls() == SortKey.Nulls.FIRST ? SqlKind.NULLS_FIRST : SqlKind.NULLS_LAST);
    if (key.direction() == SortKey.Direction.DESCENDING) {
      flags.add(SqlKind.DESCENDING);
    }
    return flags;
  }

  private TidewaterException notAllowed(Position position) {
    Clause clause = context.clause();
    return clause == Clause.WINDOW
        ? Failures.at(position, ErrorCode.WINDOWING_ERROR, "window function calls cannot be nested")
        : Failures.at(
                position,
                clause == Clause.AGGREGATE ? ErrorCode.GROUPING_ERROR : ErrorCode.WINDOWING_ERROR,
                clause == Clause.AGGREGATE
                    ? "aggregate function calls cannot contain window function calls"
                    : "window functions are not allowed in {clause}")
            .with("clause", clause.display());
  }
}
