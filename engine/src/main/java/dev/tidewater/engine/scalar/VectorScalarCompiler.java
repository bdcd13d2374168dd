package dev.tidewater.engine.scalar;

import dev.tidewater.engine.function.RowSetFunction;
import dev.tidewater.engine.function.SessionFunctions;
import dev.tidewater.engine.function.SetFunctions;
import dev.tidewater.engine.operator.ChunkFunction;
import dev.tidewater.engine.operator.ScalarCompiler;
import dev.tidewater.plan.RelationPlan.FlatMap;
import dev.tidewater.plan.RelationPlan.SetCall;
import dev.tidewater.plan.RelationType;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.types.SqlType;
import java.util.ArrayList;
import java.util.List;

/** Compiles filters and projections of operators to loops over vectors. */
public final class VectorScalarCompiler implements ScalarCompiler {
  private final SessionFunctions session;

  /**
   * @param session what functions may ask; {@link SessionFunctions#NONE} for maintained views
   */
  public VectorScalarCompiler(SessionFunctions session) {
    this.session = session;
  }

  @Override
  public ChunkFunction compile(
      List<ScalarExpr> predicates, List<ScalarExpr> outputs, RelationType input) {
    return new FilterProjectFunction(
        ScalarProgram.compile(predicates, session),
        ScalarProgram.compile(outputs, session),
        UsedColumns.of(predicates, outputs));
  }

  @Override
  public RowSetFunction rowSets(FlatMap plan, List<SqlType> results) {
    List<SetFunctions.Call> calls = new ArrayList<>();
    int at = 0;
    for (SetCall call : plan.calls()) {
      List<SqlType> columns = results.subList(at, at + call.columns());
      calls.add(new SetFunctions.Call(call.function(), call.args().size(), columns));
      at += call.columns();
    }
    return SetFunctions.bind(calls, plan.numbering(), session);
  }
}
