package dev.tidewater.engine.scalar;

import dev.tidewater.engine.function.FunctionCatalog;
import dev.tidewater.engine.function.RowErrors;
import dev.tidewater.engine.function.Selection;
import dev.tidewater.engine.function.SessionFunctions;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Expressions made ready to run over vectors. Keeps scratch memory: one thread at a time; compile
 * once for each user.
 *
 * <p>An error is data: the row that it happens in gets NULL and an entry in {@link RowErrors}, and
 * the other rows go on.
 */
public final class ScalarProgram {
  private final Node[] nodes;

  private ScalarProgram(Node[] nodes) {
    this.nodes = nodes;
  }

  /**
   * Compiles expressions over the same columns.
   *
   * @throws TidewaterException if a function is unknown, or a constant in its call can't be
   */
  public static ScalarProgram compile(List<ScalarExpr> exprs, SessionFunctions session) {
    NodeCompiler compiler = new NodeCompiler(FunctionCatalog.standard(), session);
    return new ScalarProgram(exprs.stream().map(compiler::compile).toArray(Node[]::new));
  }

  /** How many expressions there are. */
  public int size() {
    return nodes.length;
  }

  /**
   * Computes one of the expressions.
   *
   * @param input a vector for each column; null for those that it does not refer to
   * @return the values, each in its row's place; valid until the next call for this expression
   */
  public ColumnVector evaluate(
      int expr, @Nullable ColumnVector[] input, Selection selection, RowErrors errors) {
    return nodes[expr].evaluate(input, selection, errors);
  }

  /**
   * Evaluates an expression without columns.
   *
   * @return its value in Java form, see {@link Values}
   * @throws TidewaterException the error that it has
   */
  public static @Nullable Object constant(ScalarExpr expr, SessionFunctions session) {
    ScalarProgram program = compile(List.of(expr), session);
    RowErrors errors = new RowErrors();
    ColumnVector result =
        program.evaluate(0, new @Nullable ColumnVector[0], new Selection().first(1), errors);
    TidewaterException error = errors.at(0);
    if (error != null) {
      throw error;
    }
    return Values.read(result, expr.type(), 0);
  }
}
