package dev.tidewater.engine.dataflow;

import dev.tidewater.engine.iteration.OperatorFactory;
import dev.tidewater.engine.iteration.RecursionOperator;
import dev.tidewater.engine.operator.OperatorContext;
import dev.tidewater.engine.operator.Outlet;
import dev.tidewater.engine.operator.ScalarCompiler;
import dev.tidewater.plan.RelationPlan;
import dev.tidewater.plan.RelationPlan.Recursive;
import dev.tidewater.plan.RelationType;
import dev.tidewater.types.row.RowLayout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/** The graph of a whole dataflow, whose operators run once in each step. */
final class StepGraph extends Graph {
  private final LongFunction<RowLayout> layouts;
  private final Map<Long, Outlet> inputs = new LinkedHashMap<>();

  /**
   * @param layouts how the rows of each collection are encoded
   */
  StepGraph(LongFunction<RowLayout> layouts, ScalarCompiler compiler) {
    super(compiler, new OperatorContext());
    this.layouts = layouts;
  }

  /** The collections that are read, in the order in which they were asked for. */
  Map<Long, Outlet> inputs() {
    return inputs;
  }

  @Override
  Source collection(long id, RelationType type) {
    return source(inputs.computeIfAbsent(id, i -> new Outlet()), layouts.apply(id));
  }

  @Override
  Outlet keyed(OperatorFactory factory, List<KeyedInput> inputs) {
    return linear(factory, inputs.stream().map(KeyedInput::rows).toList());
  }

  @Override
  void recursion(Recursive plan) {
    RoundGraph.Compiled compiled = RoundGraph.compile(plan, this);
    List<Outlet> values = plan.bindings().stream().map(binding -> new Outlet()).toList();
    RecursionOperator operator =
        new RecursionOperator(compiled.body(), plan.limit(), context(), values);
    connect(add(operator, values.get(0)), compiled.inputs());
    for (int i = 0; i < values.size(); i++) {
      RelationPlan.Binding binding = plan.bindings().get(i);
      RowLayout layout = Destination.plain(binding.value().type()).layout();
      bind(binding.id(), source(values.get(i), layout));
    }
  }
}
