package dev.tidewater.engine.dataflow;

import dev.tidewater.engine.window.WindowSpecification;
import dev.tidewater.engine.window.WindowSpecification.Placed;
import dev.tidewater.plan.RelationPlan.Window;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.plan.WindowFrame;
import dev.tidewater.plan.WindowFunction;
import dev.tidewater.types.row.RowLayout;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes columns of the expressions that window functions look at; equal ones share one. */
final class WindowInput {
  private final Window plan;
  private final List<ScalarExpr> columns;
  private final List<Placed> placed = new ArrayList<>();

  private WindowInput(Window plan) {
    this.plan = plan;
    this.columns = new ArrayList<>(Expressions.columnsOf(plan.input().type()));
    for (WindowFunction function : plan.functions()) {
      placed.add(place(function));
    }
  }

  static WindowInput of(Window plan) {
    return new WindowInput(plan);
  }

  private Placed place(WindowFunction function) {
    WindowFrame frame = function.frame();
    return new Placed(
        function,
        function.args().stream().mapToInt(this::position).toArray(),
        position(function.filter()),
        position(frame.start().offset()),
        position(frame.end().offset()),
        position(frame.rangeKey()));
  }

  private int position(@Nullable ScalarExpr expr) {
    if (expr == null) {
      return WindowSpecification.NONE;
    }
    int at = columns.indexOf(expr);
    if (at < 0) {
      at = columns.size();
      columns.add(expr);
    }
    return at;
  }

  /** The input's columns, then the functions'. */
  FilterProject columns() {
    return new FilterProject(List.of(), columns, plan.input().type());
  }

  RowLayout layout() {
    return Destination.layoutOf(Expressions.typeOf(columns), plan.partitionColumns());
  }

  WindowSpecification specification() {
    return new WindowSpecification(layout(), plan.input().type().arity(), plan.order(), placed);
  }
}
