package dev.tidewater.engine.iteration;

import dev.tidewater.engine.operator.Operator;
import dev.tidewater.engine.operator.OperatorContext;
import dev.tidewater.engine.operator.Outlet;
import java.util.List;

/**
 * The operators that a recursion repeats.
 *
 * @param operators in the order in which they run
 * @param iterated those among them that keep state
 * @param externals where the inputs from outside come in
 * @param variables where the bindings' values of the round before come in
 * @param values where the bindings' values of a round leave
 */
public record RecursionBody(
    OperatorContext context,
    Rounds rounds,
    List<? extends Operator> operators,
    List<IteratedOperator> iterated,
    List<Outlet> externals,
    List<Outlet> variables,
    List<Outlet> values) {
  public RecursionBody {
    operators = List.copyOf(operators);
    iterated = List.copyOf(iterated);
    externals = List.copyOf(externals);
    variables = List.copyOf(variables);
    values = List.copyOf(values);
  }
}
