package dev.tidewater.engine.dataflow;

import dev.tidewater.engine.iteration.OperatorFactory;
import dev.tidewater.engine.operator.ChunkFunction;
import dev.tidewater.engine.operator.ChunkOutput;
import dev.tidewater.engine.operator.MapOperator;
import dev.tidewater.engine.operator.MeteredOperator;
import dev.tidewater.engine.operator.Operator;
import dev.tidewater.engine.operator.OperatorContext;
import dev.tidewater.engine.operator.Outlet;
import dev.tidewater.engine.operator.ScalarCompiler;
import dev.tidewater.plan.RelationPlan;
import dev.tidewater.plan.RelationPlan.Recursive;
import dev.tidewater.plan.RelationType;
import dev.tidewater.types.row.RowLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A dataflow in the making: its operators in the order in which they run. */
abstract class Graph {
  /** Rows that can be had for any number of destinations. */
  interface Source {
    Outlet to(Destination destination);
  }

  private final ScalarCompiler compiler;
  private final OperatorContext context;
  private final List<MeteredOperator> operators = new ArrayList<>();
  private final Map<Integer, Source> bound = new HashMap<>();

  Graph(ScalarCompiler compiler, OperatorContext context) {
    this.compiler = compiler;
    this.context = context;
  }

  ScalarCompiler compiler() {
    return compiler;
  }

  OperatorContext context() {
    return context;
  }

  List<MeteredOperator> operators() {
    return operators;
  }

  Outlet compile(RelationPlan plan, Destination destination) {
    return plan.accept(new PlanCompilation(this, destination));
  }

  /** The rows of a collection. */
  abstract Source collection(long id, RelationType type);

  /** The value of a let or binding of around; null if there is none of the name. */
  @Nullable Source outer(int id, RelationType type) {
    return null;
  }

  /** Adds a recursion and binds its values. */
  abstract void recursion(Recursive plan);

  /** Adds an operator with state. */
  abstract Outlet keyed(OperatorFactory factory, List<KeyedInput> inputs);

  /** Adds an operator that treats each update by itself. */
  Outlet linear(OperatorFactory factory, List<Outlet> inputs) {
    Outlet outlet = new Outlet();
    connect(add(factory.create(context, outlet), outlet), inputs);
    return outlet;
  }

  /** Adds an operator whose output changes with time alone. */
  Outlet timed(OperatorFactory factory, List<Outlet> inputs) {
    return linear(factory, inputs);
  }

  static void connect(Operator operator, List<Outlet> inputs) {
    for (int i = 0; i < inputs.size(); i++) {
      inputs.get(i).connect(operator, i);
    }
  }

  /**
   * Adds an operator behind those whose output it takes.
   *
   * @param outlet where its output leaves
   */
  Operator add(Operator operator, Outlet outlet) {
    MeteredOperator metered = new MeteredOperator(operator, outlet, context);
    operators.add(metered);
    return metered;
  }

  Source bound(int id, RelationType type) {
    Source source = bound.get(id);
    Source found = source != null ? source : outer(id, type);
    if (found == null) {
      throw new IllegalArgumentException("no enclosing let or binding " + id);
    }
    return found;
  }

  void bind(int id, Source source) {
    bound.put(id, source);
  }

  /** Rows that are encoded in one layout, for whoever wants them. */
  Source source(Outlet rows, RowLayout layout) {
    return to -> mapped(rows, layout, to);
  }

  private Outlet mapped(Outlet rows, RowLayout layout, Destination destination) {
    if (destination.isPlain() && haveSameEncoding(layout, destination.layout())) {
      return rows;
    }
    Output output = output(destination);
    return linear(
        (inner, outlet) -> new MapOperator(layout, output.create(inner, outlet)), List.of(rows));
  }

  private static boolean haveSameEncoding(RowLayout a, RowLayout b) {
    return a.types().equals(b.types())
        && a.keyColumns().equals(b.keyColumns())
        && a.form() == b.form()
        && IntStream.range(0, a.arity()).allMatch(i -> a.isNullable(i) == b.isNullable(i));
  }

  /** Makes the last part of operators. */
  interface Output {
    ChunkOutput create(OperatorContext context, Outlet outlet);
  }

  Output output(Destination destination) {
    List<ChunkFunction> functions = new ArrayList<>();
    boolean encodesOnly = destination.steps().size() == 1 && destination.first().isIdentity();
    if (!encodesOnly) {
      for (FilterProject step : destination.steps()) {
        functions.add(compiler.compile(step.predicates(), step.outputs(), step.input()));
      }
    }
    return (inner, outlet) ->
        new ChunkOutput(functions, destination.layout(), destination.notNull(), inner, outlet);
  }
}
