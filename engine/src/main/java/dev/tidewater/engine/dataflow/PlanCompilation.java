package dev.tidewater.engine.dataflow;

import dev.tidewater.engine.dataflow.Graph.Output;
import dev.tidewater.engine.operator.ConstantOperator;
import dev.tidewater.engine.operator.FlatMapOperator;
import dev.tidewater.engine.operator.NegateOperator;
import dev.tidewater.engine.operator.Outlet;
import dev.tidewater.engine.operator.ReduceOperator;
import dev.tidewater.engine.operator.RowKey;
import dev.tidewater.engine.operator.TemporalFilterOperator;
import dev.tidewater.engine.operator.ThresholdOperator;
import dev.tidewater.engine.operator.TopKOperator;
import dev.tidewater.engine.window.WindowOperator;
import dev.tidewater.engine.window.WindowSpecification;
import dev.tidewater.plan.RelationPlan;
import dev.tidewater.plan.RelationPlan.Constant;
import dev.tidewater.plan.RelationPlan.Filter;
import dev.tidewater.plan.RelationPlan.FlatMap;
import dev.tidewater.plan.RelationPlan.Get;
import dev.tidewater.plan.RelationPlan.Join;
import dev.tidewater.plan.RelationPlan.Let;
import dev.tidewater.plan.RelationPlan.LetRef;
import dev.tidewater.plan.RelationPlan.Negate;
import dev.tidewater.plan.RelationPlan.Project;
import dev.tidewater.plan.RelationPlan.Recursive;
import dev.tidewater.plan.RelationPlan.Reduce;
import dev.tidewater.plan.RelationPlan.TemporalFilter;
import dev.tidewater.plan.RelationPlan.Threshold;
import dev.tidewater.plan.RelationPlan.TopK;
import dev.tidewater.plan.RelationPlan.Union;
import dev.tidewater.plan.RelationPlan.Window;
import dev.tidewater.plan.RelationType;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.TimeBound;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.types.row.RowLayout.Form;
import java.util.ArrayList;
import java.util.List;

/** Adds the operators of a plan to a graph; its rows leave as a destination wants them. */
final class PlanCompilation implements RelationPlan.Visitor<Outlet> {
  private final Graph graph;
  private final Destination destination;

  PlanCompilation(Graph graph, Destination destination) {
    this.graph = graph;
    this.destination = destination;
  }

  @Override
  public Outlet visitGet(Get plan) {
    return graph.collection(plan.collection(), plan.type()).to(destination);
  }

  @Override
  public Outlet visitConstant(Constant plan) {
    List<SqlType> types =
        plan.type().columns().stream().map(RelationType.ColumnType::type).toList();
    Output output = graph.output(destination);
    return graph.linear(
        (context, outlet) ->
            new ConstantOperator(plan.rows(), types, context, output.create(context, outlet)),
        List.of());
  }

  @Override
  public Outlet visitFilter(Filter plan) {
    return graph.compile(plan.input(), destination.afterFilter(plan.predicate()));
  }

  @Override
  public Outlet visitProject(Project plan) {
    return graph.compile(
        plan.input(), destination.afterProject(plan.outputs(), plan.input().type()));
  }

  @Override
  public Outlet visitFlatMap(FlatMap plan) {
    RelationType input = plan.input().type();
    List<Integer> kept = List.copyOf(destination.first().usedColumns().headSet(input.arity()));
    List<ScalarExpr> columns = new ArrayList<>();
    kept.forEach(i -> columns.add(Expressions.columnsOf(input).get(i)));
    columns.addAll(plan.args());
    RowLayout layout = Destination.layoutOf(Expressions.typeOf(columns), List.of());
    Outlet source =
        graph.compile(
            plan.input(), Destination.of(new FilterProject(List.of(), columns, input), layout));
    List<SqlType> results =
        plan.type().columns().subList(input.arity(), plan.type().arity()).stream()
            .map(RelationType.ColumnType::type)
            .toList();
    Output output = graph.output(destination);
    return graph.linear(
        (context, outlet) ->
            new FlatMapOperator(
                layout,
                new FlatMapOperator.Shape(kept, input.arity(), results),
                graph.compiler().rowSets(plan, results),
                context,
                output.create(context, outlet)),
        List.of(source));
  }

  @Override
  public Outlet visitUnion(Union plan) {
    Outlet outlet = new Outlet();
    for (RelationPlan input : plan.inputs()) {
      graph.compile(input, destination).connect(outlet::send);
    }
    return outlet;
  }

  @Override
  public Outlet visitNegate(Negate plan) {
    Outlet source = graph.compile(plan.input(), destination);
    return graph.linear((context, outlet) -> new NegateOperator(outlet), List.of(source));
  }

  @Override
  public Outlet visitThreshold(Threshold plan) {
    return byRow(plan.input(), ThresholdOperator.Kind.THRESHOLD);
  }

  private Outlet byRow(RelationPlan input, ThresholdOperator.Kind kind) {
    RelationType type = input.type();
    RowLayout layout = canonical(type);
    Outlet source = graph.compile(input, Destination.of(FilterProject.identity(type), layout));
    Output output = graph.output(destination);
    return graph.keyed(
        (context, outlet) ->
            new ThresholdOperator(kind, layout, context, output.create(context, outlet)),
        List.of(new KeyedInput(source, RowKey.WHOLE_ROW)));
  }

  private static RowLayout canonical(RelationType type) {
    return RowLayout.of(
        type.columns().stream().map(RelationType.ColumnType::type).toList(),
        type.columns().stream().map(RelationType.ColumnType::nullable).toList(),
        List.of(),
        Form.CANONICAL);
  }

  @Override
  public Outlet visitJoin(Join plan) {
    return new JoinCompilation(graph, plan).to(destination);
  }

  @Override
  public Outlet visitReduce(Reduce plan) {
    if (plan.aggregates().isEmpty() && !plan.keys().isEmpty()) {
      RelationType keyType = Expressions.typeOf(plan.keys());
      return byRow(
          new Project(plan.input(), plan.keys(), keyType), ThresholdOperator.Kind.DISTINCT);
    }
    ReduceInput input = ReduceInput.of(plan);
    RowLayout layout = input.layout();
    Outlet source = graph.compile(plan.input(), Destination.of(input.columns(), layout));
    Output output = graph.output(destination);
    return graph.keyed(
        (context, outlet) ->
            new ReduceOperator(layout, input.aggregates(), context, output.create(context, outlet)),
        List.of(KeyedInput.byKeyColumns(source, layout)));
  }

  @Override
  public Outlet visitTopK(TopK plan) {
    RelationType type = plan.input().type();
    RowLayout layout = Destination.layoutOf(type, plan.groupColumns());
    Outlet source =
        graph.compile(plan.input(), Destination.of(FilterProject.identity(type), layout));
    Output output = graph.output(destination);
    return graph.keyed(
        (context, outlet) ->
            new TopKOperator(
                layout,
                plan.order(),
                plan.limit(),
                plan.offset(),
                context,
                output.create(context, outlet)),
        List.of(KeyedInput.byKeyColumns(source, layout)));
  }

  @Override
  public Outlet visitWindow(Window plan) {
    WindowInput input = WindowInput.of(plan);
    WindowSpecification window = input.specification();
    Outlet source = graph.compile(plan.input(), Destination.of(input.columns(), window.layout()));
    Output output = graph.output(destination);
    return graph.keyed(
        (context, outlet) -> new WindowOperator(window, context, output.create(context, outlet)),
        List.of(KeyedInput.byKeyColumns(source, window.layout())));
  }

  @Override
  public Outlet visitTemporalFilter(TemporalFilter plan) {
    RelationType type = plan.input().type();
    List<ScalarExpr> columns = new ArrayList<>(Expressions.columnsOf(type));
    plan.bounds().forEach(bound -> columns.add(bound.time()));
    RowLayout layout = Destination.layoutOf(Expressions.typeOf(columns), List.of());
    Outlet source =
        graph.compile(
            plan.input(), Destination.of(new FilterProject(List.of(), columns, type), layout));
    Output output = graph.output(destination);
    List<TimeBound.Kind> bounds = plan.bounds().stream().map(TimeBound::kind).toList();
    return graph.timed(
        (context, outlet) ->
            new TemporalFilterOperator(layout, bounds, context, output.create(context, outlet)),
        List.of(source));
  }

  @Override
  public Outlet visitLet(Let plan) {
    Destination plain = Destination.plain(plan.value().type());
    Outlet value = graph.compile(plan.value(), plain);
    graph.bind(plan.id(), graph.source(value, plain.layout()));
    return graph.compile(plan.body(), destination);
  }

  @Override
  public Outlet visitLetRef(LetRef plan) {
    return graph.bound(plan.id(), plan.type()).to(destination);
  }

  @Override
  public Outlet visitRecursive(Recursive plan) {
    graph.recursion(plan);
    return graph.compile(plan.body(), destination);
  }
}
