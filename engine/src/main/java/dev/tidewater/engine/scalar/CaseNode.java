package dev.tidewater.engine.scalar;

import dev.tidewater.engine.function.RowErrors;
import dev.tidewater.engine.function.Selection;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.LongVector;
import org.jspecify.annotations.Nullable;

/**
 * CASE: each condition is asked about the rows that no earlier one took, each result of its own.
 */
final class CaseNode extends Node {
  private final Node[] conditions;
  private final Node[] results;
  private final Node otherwise;
  private final RowList open = new RowList();
  private final RowList taken = new RowList();
  private final RowList left = new RowList();

  CaseNode(Node[] conditions, Node[] results, Node otherwise, SqlType type) {
    super(type);
    this.conditions = conditions;
    this.results = results;
    this.otherwise = otherwise;
  }

  @Override
  ColumnVector evaluate(@Nullable ColumnVector[] input, Selection selection, RowErrors errors) {
    ColumnVector out = prepare(selection.limit());
    Selection current = selection;
    for (int i = 0; i < conditions.length && !current.isEmpty(); i++) {
      LongVector condition = (LongVector) conditions[i].evaluate(input, current, errors);
      split(condition, current, errors, out);
      if (taken.count() > 0) {
        ColumnVector values = results[i].evaluate(input, taken.selection(), errors);
        VectorCopy.copy(values, taken.selection(), out);
      }
      open.take(left.selection());
      current = open.selection();
    }
    if (!current.isEmpty()) {
      VectorCopy.copy(otherwise.evaluate(input, current, errors), current, out);
    }
    return out;
  }

  private void split(LongVector condition, Selection current, RowErrors errors, ColumnVector out) {
    taken.reset(current.count());
    left.reset(current.count());
    boolean failed = !errors.isEmpty();
    for (int i = 0; i < current.count(); i++) {
      int row = current.row(i);
      if (failed && errors.has(row)) {
        out.setNull(row);
      } else if (!condition.isNull(row) && condition.values[row] != 0) {
        taken.add(row);
      } else {
        left.add(row);
      }
    }
  }
}
