package dev.tidewater.coordinator.execute;

import dev.tidewater.coordinator.session.ResultChunk;
import dev.tidewater.engine.function.RowErrors;
import dev.tidewater.engine.function.Selection;
import dev.tidewater.engine.function.SessionFunctions;
import dev.tidewater.engine.scalar.ScalarProgram;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates RETURNING over rows that were written. */
final class ReturningRows {
  private final List<ScalarExpr> expressions;
  private final ScalarProgram program;

  ReturningRows(List<ScalarExpr> expressions, SessionFunctions session) {
    this.expressions = expressions;
    this.program = ScalarProgram.compile(expressions, session);
  }

  /** The values for rows {@code 0..count}, in vectors of their own. */
  ResultChunk evaluate(@Nullable ColumnVector[] columns, int count) {
    RowErrors errors = new RowErrors();
    Selection selection = new Selection().first(count);
    List<ColumnVector> results = new ArrayList<>();
    for (int i = 0; i < expressions.size(); i++) {
      ColumnVector values = program.evaluate(i, columns, selection, errors);
      throwFirst(errors, count);
      results.add(copy(values, expressions.get(i).type(), count));
    }
    return new ResultChunk(count, results);
  }

  private static void throwFirst(RowErrors errors, int count) {
    for (int row = 0; row < count; row++) {
      TidewaterException error = errors.at(row);
      if (error != null) {
        throw error;
      }
    }
  }

  /** The program's vectors are its own and change with the next rows. */
  private static ColumnVector copy(ColumnVector values, SqlType type, int count) {
    ColumnVector copy = Values.allocate(type, Math.max(1, count));
    for (int row = 0; row < count; row++) {
      Values.write(copy, type, row, Values.read(values, type, row));
    }
    return copy;
  }
}
