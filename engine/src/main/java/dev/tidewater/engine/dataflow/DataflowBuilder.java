package dev.tidewater.engine.dataflow;

import dev.tidewater.engine.operator.Outlet;
import dev.tidewater.engine.operator.ScalarCompiler;
import dev.tidewater.plan.RelationPlan;
import dev.tidewater.plan.RelationType;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.row.RowLayout;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Compiles a plan to a {@link Dataflow}. Filters and projections are fused into the operator below
 * them, and every operator encodes its output as the one above wants to read it.
 *
 * <p>For one plan; one thread at a time.
 */
public final class DataflowBuilder {
  private final StepGraph graph;

  /**
   * @param inputLayouts how the rows of each collection are encoded
   */
  public DataflowBuilder(LongFunction<RowLayout> inputLayouts, ScalarCompiler compiler) {
    this.graph = new StepGraph(inputLayouts, compiler);
  }

  /**
   * Compiles a plan.
   *
   * @param layout of the rows that come out, whose types are those of the plan
   */
  public Dataflow build(RelationPlan plan, RowLayout layout) {
    checkTypes(plan.type(), layout);
    Outlet result =
        graph.compile(plan, Destination.of(FilterProject.identity(plan.type()), layout));
    return new Dataflow(graph.inputs(), graph.operators(), result, layout, graph.context());
  }

  private static void checkTypes(RelationType type, RowLayout layout) {
    for (int i = 0; i < Math.max(type.arity(), layout.arity()); i++) {
      if (type.arity() != layout.arity()
          || !JoinKeys.haveSameEncoding(type.column(i).type(), layout.type(i))) {
        throw new TidewaterException(
                ErrorCode.INTERNAL_ERROR, "the plan's columns do not fit the layout at {column}")
            .with("column", i);
      }
    }
  }

  /** Compiles a plan whose rows come out in a layout without a key. */
  public Dataflow build(RelationPlan plan) {
    return build(plan, Destination.layoutOf(plan.type(), List.of()));
  }
}
