package dev.tidewater.engine.scalar;

import dev.tidewater.engine.function.RowErrors;
import dev.tidewater.engine.function.Selection;
import dev.tidewater.engine.operator.ChunkFunction;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.LongVector;
import org.jspecify.annotations.Nullable;

/** A filter and a projection over vectors; each predicate looks only at rows that are left. */
final class FilterProjectFunction implements ChunkFunction {
  private final ScalarProgram predicates;
  private final ScalarProgram outputs;
  private final int[] inputColumns;
  private final RowErrors errors = new RowErrors();
  private final Selection selection = new Selection();
  private int[] kept = new int[0];

  FilterProjectFunction(ScalarProgram predicates, ScalarProgram outputs, int[] inputColumns) {
    this.predicates = predicates;
    this.outputs = outputs;
    this.inputColumns = inputColumns;
  }

  @Override
  public int[] inputColumns() {
    return inputColumns;
  }

  @Override
  public void apply(
      @Nullable ColumnVector[] input, int @Nullable [] rows, int count, Outcome outcome) {
    errors.clear();
    selection.listed(rows, count);
    for (int i = 0; i < predicates.size() && !selection.isEmpty(); i++) {
      LongVector values = (LongVector) predicates.evaluate(i, input, selection, errors);
      keepTrue(values, outcome);
    }
    if (outcome.columns.length != outputs.size()) {
      outcome.columns = new @Nullable ColumnVector[outputs.size()];
    }
    for (int i = 0; i < outputs.size(); i++) {
      outcome.columns[i] = outputs.evaluate(i, input, selection, errors);
    }
    if (!errors.isEmpty()) {
      dropFailed(outcome);
    }
    outcome.rows = selection.rows();
    outcome.count = selection.count();
  }

  private void keepTrue(LongVector values, Outcome outcome) {
    int count = selection.count();
    reserve(count);
    int next = 0;
    boolean nulls = values.hasNulls;
    for (int i = 0; i < count; i++) {
      int row = selection.row(i);
      kept[next] = row;
      // Without a branch on the outcome, which is what makes filters of half their rows slow.
      next += (int) values.values[row] & (nulls && values.nulls[row] ? 0 : 1);
    }
    if (!errors.isEmpty()) {
      report(outcome);
    }
    selection.listed(kept, next);
  }

  private void reserve(int count) {
    if (kept.length < count) {
      int[] larger = new int[Math.max(count, ColumnVector.DEFAULT_CAPACITY)];
      System.arraycopy(kept, 0, larger, 0, kept.length);
      kept = larger;
    }
  }

  /** Tells of the errors so far, whose rows are NULL and so not kept. */
  private void report(Outcome outcome) {
    for (int i = 0; i < selection.count(); i++) {
      int row = selection.row(i);
      TidewaterException error = errors.at(row);
      if (error != null) {
        outcome.errors.failed(row, error);
      }
    }
    errors.clear();
  }

  private void dropFailed(Outcome outcome) {
    int count = selection.count();
    reserve(count);
    int next = 0;
    for (int i = 0; i < count; i++) {
      int row = selection.row(i);
      TidewaterException error = errors.at(row);
      if (error == null) {
        kept[next++] = row;
      } else {
        outcome.errors.failed(row, error);
      }
    }
    selection.listed(kept, next);
  }
}
