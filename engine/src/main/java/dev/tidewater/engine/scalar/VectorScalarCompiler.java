package dev.tidewater.engine.scalar;

import dev.tidewater.engine.function.RowSetFunction;
import dev.tidewater.engine.function.SessionFunctions;
import dev.tidewater.engine.function.SetFunctions;
import dev.tidewater.engine.operator.ChunkFunction;
import dev.tidewater.engine.operator.ScalarCompiler;
import dev.tidewater.plan.RelationType;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.types.SqlType;
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
  public RowSetFunction rowSets(String function, SqlType result) {
    return SetFunctions.bind(function, result, session);
  }
}
