package dev.tidewater.engine.dataflow;

import dev.tidewater.engine.iteration.IteratedOperator;
import dev.tidewater.engine.iteration.OperatorFactory;
import dev.tidewater.engine.iteration.RecursionBody;
import dev.tidewater.engine.iteration.Rounds;
import dev.tidewater.engine.operator.Outlet;
import dev.tidewater.plan.RelationPlan.Binding;
import dev.tidewater.plan.RelationPlan.Recursive;
import dev.tidewater.plan.RelationType;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The graph of the operators that a recursion repeats; what it reads comes from the one around. */
final class RoundGraph extends Graph {
  private final Graph around;
  private final Rounds rounds = new Rounds();
  private final List<IteratedOperator> iterated = new ArrayList<>();

  /** What is read from outside: its rows there, and where they come in here. */
  private final List<Outlet> outside = new ArrayList<>();

  private final List<Outlet> externals = new ArrayList<>();
  private final Map<Long, Source> collections = new HashMap<>();
  private final Map<Integer, Source> values = new HashMap<>();

  private RoundGraph(Graph around) {
    super(around.compiler(), around.context().inner());
    this.around = around;
  }

  /** What a recursion reads from around, and the operators that it repeats. */
  record Compiled(List<Outlet> inputs, RecursionBody body) {}

  static Compiled compile(Recursive plan, Graph around) {
    return new RoundGraph(around).compile(plan);
  }

  private Compiled compile(Recursive plan) {
    List<Outlet> variables = new ArrayList<>();
    for (Binding binding : plan.bindings()) {
      Outlet variable = new Outlet();
      variables.add(variable);
      RelationType type = binding.value().type();
      bind(binding.id(), source(variable, Destination.plain(type).layout()));
    }
    List<Outlet> results = new ArrayList<>();
    for (Binding binding : plan.bindings()) {
      Destination plain = Destination.plain(binding.value().type());
      Outlet value = compile(binding.value(), plain);
      results.add(value);
      // Later bindings see the value of this round.
      bind(binding.id(), source(value, plain.layout()));
    }
    RecursionBody body =
        new RecursionBody(context(), rounds, operators(), iterated, externals, variables, results);
    return new Compiled(List.copyOf(outside), body);
  }

  @Override
  Source collection(long id, RelationType type) {
    return collections.computeIfAbsent(id, i -> imported(around.collection(i, type), type));
  }

  @Override
  Source outer(int id, RelationType type) {
    return values.computeIfAbsent(id, i -> imported(around.bound(i, type), type));
  }

  private Source imported(Source rows, RelationType type) {
    Destination plain = Destination.plain(type);
    Outlet external = new Outlet();
    outside.add(rows.to(plain));
    externals.add(external);
    return source(external, plain.layout());
  }

  @Override
  void recursion(Recursive plan) {
    throw new TidewaterException(
        ErrorCode.FEATURE_NOT_SUPPORTED, "recursion inside of a recursion is not supported yet");
  }

  @Override
  Outlet timed(OperatorFactory factory, List<Outlet> inputs) {
    throw new TidewaterException(
        ErrorCode.FEATURE_NOT_SUPPORTED, "mz_now() inside of a recursion is not supported yet");
  }

  @Override
  Outlet keyed(OperatorFactory factory, List<KeyedInput> inputs) {
    Outlet outlet = new Outlet();
    IteratedOperator operator =
        new IteratedOperator(
            factory, inputs.stream().map(KeyedInput::key).toList(), rounds, context(), outlet);
    iterated.add(operator);
    connect(add(operator, outlet), inputs.stream().map(KeyedInput::rows).toList());
    return outlet;
  }
}
