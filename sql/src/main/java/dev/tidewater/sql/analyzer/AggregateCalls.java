package dev.tidewater.sql.analyzer;

import dev.tidewater.engine.function.OrderedSetAggregates;
import dev.tidewater.engine.function.SqlFunction;
import dev.tidewater.plan.SortKey;
import dev.tidewater.sql.analyzer.AggregateUses.Duplicates;
import dev.tidewater.sql.analyzer.AggregateUses.SortedBy;
import dev.tidewater.sql.analyzer.AggregateUses.Use;
import dev.tidewater.sql.analyzer.OverloadResolver.Chosen;
import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Expression.Argument;
import dev.tidewater.sql.ast.Expression.FunctionCall;
import dev.tidewater.sql.ast.OrderItem;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.rel.AggregateOperator.Order;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;
import org.jspecify.annotations.Nullable;

/** Calls of aggregates over the rows of a group: DISTINCT, ORDER BY, FILTER and WITHIN GROUP. */
final class AggregateCalls {
  /** Aggregates whose outcome hangs on the order of their rows. */
  private static final Set<String> ORDERED =
      Set.of("array_agg", "string_agg", "jsonb_agg", "jsonb_object_agg");

  private final StatementAnalysis statement;
  private final ExpressionContext context;

  AggregateCalls(StatementAnalysis statement, ExpressionContext context) {
    this.statement = statement;
    this.context = context;
  }

  RexNode call(FunctionCall call, List<SqlFunction> overloads) {
    AggregateUses uses = context.aggregates();
    if (uses == null) {
      throw notAllowed(call.position());
    }
    OptionalInt direct = OrderedSetAggregates.directArguments(call.name().last());
    ExpressionAnalyzer inner =
        new ExpressionAnalyzer(statement, context.withoutAggregates(Clause.AGGREGATE));
    List<RexNode> arguments =
        new ArrayList<>(inner.analyzeAll(call.arguments().stream().map(Argument::value).toList()));
    boolean isOther = direct.isPresent() && arguments.size() != direct.getAsInt();
    call.withinGroup().forEach(item -> arguments.add(inner.analyze(item.value())));
    arguments.forEach(argument -> checkLevel(argument, call.position()));
    Chosen chosen = choose(call, isOther ? List.of() : overloads, arguments);
    checkSyntax(call, direct);
    List<RexNode> cast = statement.calls().castArguments(chosen, arguments, call.position());
    List<SortedBy> order =
        direct.isPresent()
            ? within(call, cast.subList(direct.getAsInt(), cast.size()))
            : order(call, cast, inner);
    Use use =
        new Use(
            chosen.signature(),
            JsonArguments.of(statement, call, cast),
            direct.orElse(0),
            call.distinct() ? Duplicates.DISTINCT : Duplicates.ALL,
            order,
            filter(call),
            chosen.result());
    return uses.refer(use, statement);
  }

  private static void checkSyntax(FunctionCall call, OptionalInt direct) {
    String name = call.name().last();
    if (direct.isPresent() && call.withinGroup().isEmpty()) {
      throw Failures.at(
              call.position(),
              ErrorCode.WRONG_OBJECT_TYPE,
              "WITHIN GROUP is required for ordered-set aggregate {function}")
          .with("function", name);
    }
    if (direct.isEmpty() && !call.withinGroup().isEmpty()) {
      throw Failures.at(
              call.position(),
              ErrorCode.WRONG_OBJECT_TYPE,
              "{function} is not an ordered-set aggregate, so it cannot have WITHIN GROUP")
          .with("function", name);
    }
    if (direct.isPresent() && (call.distinct() || !call.orderBy().isEmpty())) {
      throw Failures.at(
          call.position(),
          ErrorCode.SYNTAX_ERROR,
          call.distinct()
              ? "cannot use DISTINCT with WITHIN GROUP"
              : "cannot use multiple ORDER BY clauses with WITHIN GROUP");
    }
  }

  private @Nullable RexNode filter(FunctionCall call) {
    Expression filter = call.filter();
    return filter == null
        ? null
        : new ExpressionAnalyzer(statement, context.withoutAggregates(Clause.FILTER))
            .analyzeCondition(filter, "FILTER");
  }

  private Chosen choose(FunctionCall call, List<SqlFunction> overloads, List<RexNode> arguments) {
    if (arguments.isEmpty() && !call.star() && call.arguments().isEmpty()) {
      throw Failures.at(
              call.position(),
              ErrorCode.WRONG_OBJECT_TYPE,
              "{function}(*) must be used to call a parameterless aggregate function")
          .with("function", call.name());
    }
    return statement.calls().choose(call.name(), overloads, arguments, call.position());
  }

  /** The order that WITHIN GROUP asks for, of the arguments that it gives. */
  private static List<SortedBy> within(FunctionCall call, List<RexNode> aggregated) {
    List<SortedBy> order = new ArrayList<>();
    for (int i = 0; i < aggregated.size(); i++) {
      order.add(sortedBy(call.withinGroup().get(i), aggregated.get(i)));
    }
    return order;
  }

  private List<SortedBy> order(
      FunctionCall call, List<RexNode> arguments, ExpressionAnalyzer inner) {
    List<SortedBy> order = new ArrayList<>();
    for (OrderItem item : call.orderBy()) {
      RexNode value = inner.analyzeSettled(item.value());
      if (call.distinct() && !arguments.contains(value)) {
        throw Failures.at(
            item.position(),
            ErrorCode.INVALID_COLUMN_REFERENCE,
            "in an aggregate with DISTINCT, ORDER BY expressions must appear in argument list");
      }
      order.add(sortedBy(item, value));
    }
    if (!ORDERED.contains(call.name().last())) {
      return List.of();
    }
    if (call.distinct()) {
      // As PostgreSQL, which sorts to find what is equal.
      arguments.stream()
          .filter(argument -> order.stream().noneMatch(key -> key.value().equals(argument)))
          .forEach(argument -> order.add(new SortedBy(argument, natural())));
    }
    return order;
  }

  private static Order natural() {
    return new Order(SortKey.Direction.ASCENDING, SortKey.Nulls.LAST);
  }

  private static SortedBy sortedBy(OrderItem item, RexNode value) {
    SortKey key = OrderByAnalyzer.key(item, 0, Coercion.typeOf(value));
    return new SortedBy(value, new Order(key.direction(), key.nulls()));
  }

  /** An aggregate only over columns of an outer query belongs to that query. */
  private static void checkLevel(RexNode argument, Position position) {
    boolean ownColumns = !RelOptUtil.InputFinder.bits(argument).isEmpty();
    if (!ownColumns && isCorrelated(argument)) {
      throw Failures.notSupported(position, "outer-query aggregates");
    }
  }

  private static boolean isCorrelated(RexNode node) {
    boolean[] found = {false};
    node.accept(
        new RexVisitorImpl<Void>(true) {
          @Override
          public Void visitCorrelVariable(RexCorrelVariable variable) {
            found[0] = true;
            return super.visitCorrelVariable(variable);
          }
        });
    return found[0];
  }

  private TidewaterException notAllowed(Position position) {
    Clause clause = context.clause();
    String summary =
        clause == Clause.AGGREGATE
            ? "aggregate function calls cannot be nested"
            : "aggregate functions are not allowed in {clause}";
    return Failures.at(position, ErrorCode.GROUPING_ERROR, summary)
        .with("clause", clause.display());
  }
}
