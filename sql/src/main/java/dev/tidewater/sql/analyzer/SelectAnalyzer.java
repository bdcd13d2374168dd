package dev.tidewater.sql.analyzer;

import com.google.common.collect.ImmutableSet;
import dev.tidewater.sql.ast.Expression;
import dev.tidewater.sql.ast.Expression.FieldStar;
import dev.tidewater.sql.ast.Expression.Star;
import dev.tidewater.sql.ast.OrderItem;
import dev.tidewater.sql.ast.Position;
import dev.tidewater.sql.ast.QueryBody.Select;
import dev.tidewater.sql.ast.QueryBody.SelectItem;
import dev.tidewater.types.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** SELECT … FROM … WHERE … GROUP BY … HAVING, with the ORDER BY that belongs to it. */
final class SelectAnalyzer {
  private final StatementAnalysis statement;
  private final Surroundings surroundings;

  SelectAnalyzer(StatementAnalysis statement, Surroundings surroundings) {
    this.statement = statement;
    this.surroundings = surroundings;
  }

  Body analyze(Select select, List<OrderItem> orderBy, OpenColumns open) {
    FromAnalyzer.Result from =
        new FromAnalyzer(statement, surroundings).analyze(select.from(), select.position());
    Scope scope = from.scope();
    RelNode filtered = filter(from.rel(), scope, select.where());

    AggregateUses aggregates = new AggregateUses();
    ExpressionContext context =
        ExpressionContext.of(surroundings, scope, Clause.SELECT)
            .allowing(aggregates)
            .allowing(new WindowScope(select.windows()));
    // Values are told apart before a set operation could give an open literal its type.
    Outputs outputs =
        outputs(select, context, select.distinct() == null ? open : OpenColumns.SETTLE);
    int shown = outputs.nodes.size();
    OrderByAnalyzer orders = new OrderByAnalyzer(statement);
    List<RelFieldCollation> order =
        orders.overSelect(
            orderBy,
            outputs.names,
            outputs.nodes,
            context.in(Clause.ORDER_BY),
            distinctness(select));
    List<Integer> distinctOn =
        orders.distinctOn(
            select, outputs.names, outputs.nodes, context.in(Clause.DISTINCT_ON), order);
    GroupingAnalyzer grouping = new GroupingAnalyzer(statement, context, outputs);
    Grouped grouped = new SetExpansion(statement).expand(grouping.analyze(select, filtered));

    Body body =
        new Body(
            grouped.rel(),
            grouped.outputs(),
            outputs.names,
            outputs.positions.subList(0, shown),
            order,
            grouped.correlations());
    if (select.distinct() == null) {
      return body;
    }
    return distinctOn.isEmpty()
        ? distinct(body)
        : new FirstRows(statement).ofEach(body, distinctOn);
  }

  private static OrderByAnalyzer.Hidden distinctness(Select select) {
    return select.distinct() == null || !select.distinct().on().isEmpty()
        ? OrderByAnalyzer.Hidden.ALLOWED
        : OrderByAnalyzer.Hidden.REFUSED;
  }

  private RelNode filter(RelNode rel, Scope scope, @Nullable Expression where) {
    if (where == null) {
      return rel;
    }
    ExpressionContext context = ExpressionContext.of(surroundings, scope, Clause.WHERE);
    RexNode condition = new ExpressionAnalyzer(statement, context).analyzeCondition(where, "WHERE");
    return LogicalFilter.create(rel, condition, scope.takeCorrelations());
  }

  private Body distinct(Body body) {
    RelNode distinct = BodyAnalyzer.distinct(body.project());
    Body result = Body.of(distinct, body.names(), Position.NONE, statement.rels());
    return new Body(
        distinct,
        result.outputs(),
        body.names(),
        body.positions(),
        body.order(),
        ImmutableSet.of());
  }

  /** What a SELECT list gives, in parallel lists; ORDER BY may add nodes at the end. */
  static final class Outputs {
    final List<RexNode> nodes = new ArrayList<>();
    final List<String> names = new ArrayList<>();
    final List<Position> positions = new ArrayList<>();

    void add(RexNode node, String name, Position position) {
      nodes.add(node);
      names.add(name);
      positions.add(position);
    }
  }

  /** After grouping, or without: rows, and the outputs over them. */
  record Grouped(RelNode rel, List<RexNode> outputs, ImmutableSet<CorrelationId> correlations) {}

  private Outputs outputs(Select select, ExpressionContext context, OpenColumns open) {
    return outputs(statement, select.items(), context, open);
  }

  static Outputs outputs(
      StatementAnalysis statement,
      List<SelectItem> items,
      ExpressionContext context,
      OpenColumns open) {
    Outputs outputs = new Outputs();
    ExpressionAnalyzer expressions = new ExpressionAnalyzer(statement, context);
    for (SelectItem item : items) {
      if (item.value() instanceof Star star) {
        addStar(star, context, outputs);
        continue;
      }
      if (item.value() instanceof FieldStar star) {
        for (Scope.NamedColumn column :
            new Records(statement).expand(expressions.analyze(star.operand()), star.position())) {
          outputs.add(column.value(), column.name(), star.position());
        }
        continue;
      }
      RexNode node = expressions.analyze(item.value());
      Position position = item.value().position();
      if (open == OpenColumns.SETTLE) {
        node = statement.coercion().settleAsText(node, position);
      }
      String name = item.alias() != null ? item.alias().value() : OutputNames.of(item.value());
      outputs.add(node, name, position);
    }
    return outputs;
  }

  private static void addStar(Star star, ExpressionContext context, Outputs outputs) {
    Scope scope = context.scope();
    if (scope == null || scope.tables().isEmpty()) {
      throw Failures.at(
          star.position(),
          ErrorCode.SYNTAX_ERROR,
          "SELECT * with no tables specified is not valid");
    }
    List<Scope.NamedColumn> columns =
        star.qualifiers().isEmpty()
            ? scope.freshVisible()
            : scope.columnsOf(star.qualifiers(), star.position());
    for (Scope.NamedColumn column : columns) {
      outputs.add(column.value(), column.name(), star.position());
      context
          .references()
          .put(
              column.value(),
              new ExpressionContext.ColumnUse(scope.describe(column), star.position()));
    }
  }
}
