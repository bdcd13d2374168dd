package dev.tidewater.engine.dataflow;

import dev.tidewater.engine.operator.ReduceAggregate;
import dev.tidewater.plan.Aggregate;
import dev.tidewater.plan.RelationPlan.Reduce;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.SortKey;
import dev.tidewater.types.row.RowLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Makes columns of a reduce's keys and of its aggregates' arguments; equal ones share one. */
final class ReduceInput {
  private final Reduce plan;
  private final List<ScalarExpr> columns;
  private final List<ReduceAggregate> aggregates = new ArrayList<>();

  private ReduceInput(Reduce plan) {
    this.plan = plan;
    this.columns = new ArrayList<>(plan.keys());
    plan.aggregates().forEach(aggregate -> aggregates.add(withColumns(aggregate)));
  }

  static ReduceInput of(Reduce plan) {
    return new ReduceInput(plan);
  }

  FilterProject columns() {
    return new FilterProject(List.of(), columns, plan.input().type());
  }

  RowLayout layout() {
    return Destination.layoutOf(
        Expressions.typeOf(columns), IntStream.range(0, plan.keys().size()).boxed().toList());
  }

  List<ReduceAggregate> aggregates() {
    return aggregates;
  }

  private ReduceAggregate withColumns(Aggregate aggregate) {
    int[] arguments = aggregate.args().stream().mapToInt(this::position).toArray();
    int filter =
        aggregate.filter() == null ? ReduceAggregate.NO_FILTER : position(aggregate.filter());
    List<SortKey> order =
        aggregate.order().stream()
            .map(key -> new SortKey(position(key.value()), key.direction(), key.nulls()))
            .toList();
    return new ReduceAggregate(aggregate, arguments, order, filter);
  }

  private int position(ScalarExpr expr) {
    int at = columns.indexOf(expr);
    if (at < 0) {
      at = columns.size();
      columns.add(expr);
    }
    return at;
  }
}
