package dev.tidewater.host.local;

import dev.tidewater.engine.operator.ChunkFunction;
import dev.tidewater.engine.operator.ScalarCompiler;
import dev.tidewater.plan.RelationType;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.LongVector;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Expressions over bigint columns, as far as these tests have them. */
final class Compilers {
  private Compilers() {}

  static ScalarCompiler standard() {
    return Compilers::compile;
  }

  private static ChunkFunction compile(
      List<ScalarExpr> predicates, List<ScalarExpr> outputs, RelationType input) {
    return new ChunkFunction() {
      @Override
      public int[] inputColumns() {
        return IntStream.range(0, input.arity()).toArray();
      }

      @Override
      public void apply(
          @Nullable ColumnVector[] columns, int @Nullable [] rows, int count, Outcome outcome) {
        LongVector[] results = new LongVector[outputs.size()];
        for (int i = 0; i < results.length; i++) {
          results[i] = new LongVector(ColumnVector.DEFAULT_CAPACITY);
        }
        int[] kept = new int[count];
        int next = 0;
        for (int i = 0; i < count; i++) {
          int row = rows == null ? i : rows[i];
          try {
            if (predicates.stream().allMatch(p -> value(p, columns, row) != 0)) {
              for (int column = 0; column < results.length; column++) {
                results[column].values[row] = value(outputs.get(column), columns, row);
              }
              kept[next++] = row;
            }
          } catch (TidewaterException e) {
            outcome.errors.failed(row, e);
          }
        }
        outcome.columns = results;
        outcome.rows = kept;
        outcome.count = next;
      }
    };
  }

  private static long value(ScalarExpr expr, @Nullable ColumnVector[] columns, int row) {
    if (expr instanceof ScalarExpr.ColumnRef ref && columns[ref.column()] instanceof LongVector v) {
      return v.values[row];
    }
    if (expr instanceof ScalarExpr.Literal literal && literal.value() instanceof Long number) {
      return number;
    }
    ScalarExpr.Call call = (ScalarExpr.Call) expr;
    long left = value(call.args().get(0), columns, row);
    long right = value(call.args().get(1), columns, row);
    if (call.function().startsWith("=")) {
      return left == right ? 1 : 0;
    }
    if (right == 0) {
      throw new TidewaterException(ErrorCode.DIVISION_BY_ZERO, "division by zero");
    }
    return left / right;
  }
}
