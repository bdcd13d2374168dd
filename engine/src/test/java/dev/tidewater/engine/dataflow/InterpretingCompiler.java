package dev.tidewater.engine.dataflow;

import dev.tidewater.engine.operator.ChunkFunction;
import dev.tidewater.engine.operator.ScalarCompiler;
import dev.tidewater.plan.RelationType;
import dev.tidewater.plan.ScalarExpr;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the {@link Interpreter} over vectors, so that operators are tested without a compiler. */
final class InterpretingCompiler implements ScalarCompiler {
  @Override
  public ChunkFunction compile(
      List<ScalarExpr> predicates, List<ScalarExpr> outputs, RelationType input) {
    int[] used =
        new FilterProject(predicates, outputs, input)
            .usedColumns().stream().mapToInt(Integer::intValue).toArray();
    return new ChunkFunction() {
      @Override
      public int[] inputColumns() {
        return used;
      }

      @Override
      public void apply(
          @Nullable ColumnVector[] columns, int @Nullable [] rows, int count, Outcome outcome) {
        interpret(predicates, outputs, input, columns, rows, count, outcome);
      }
    };
  }

  private static void interpret(
      List<ScalarExpr> predicates,
      List<ScalarExpr> outputs,
      RelationType input,
      @Nullable ColumnVector[] columns,
      int @Nullable [] rows,
      int count,
      ChunkFunction.Outcome outcome) {
    int capacity = rows == null ? count : Arrays.stream(rows, 0, count).max().orElse(0) + 1;
    ColumnVector[] result = new ColumnVector[outputs.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = Values.allocate(outputs.get(i).type(), capacity);
    }
    int[] kept = new int[count];
    int next = 0;
    for (int i = 0; i < count; i++) {
      int row = rows == null ? i : rows[i];
      List<@Nullable Object> values = new ArrayList<>();
      for (int column = 0; column < columns.length; column++) {
        ColumnVector vector = columns[column];
        values.add(
            vector == null ? "unread" : Values.read(vector, input.column(column).type(), row));
      }
      try {
        if (predicates.stream().allMatch(p -> Interpreter.isTrue(p, values))) {
          for (int output = 0; output < result.length; output++) {
            ScalarExpr expr = outputs.get(output);
            Values.write(result[output], expr.type(), row, Interpreter.evaluate(expr, values));
          }
          kept[next++] = row;
        }
      } catch (TidewaterException e) {
        outcome.errors.failed(row, e);
      }
    }
    outcome.columns = result;
    outcome.rows = kept;
    outcome.count = next;
  }
}
