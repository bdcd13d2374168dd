package dev.tidewater.engine.scalar;

import dev.tidewater.engine.function.RowErrors;
import dev.tidewater.engine.function.Selection;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.vector.ColumnVector;
import org.jspecify.annotations.Nullable;

/** COALESCE: each argument is asked only about the rows in which those before it are NULL. */
final class CoalesceNode extends Node {
  private final Node[] args;
  private final RowList open = new RowList();
  private final RowList found = new RowList();
  private final RowList left = new RowList();

  CoalesceNode(Node[] args, SqlType type) {
    super(type);
    this.args = args;
  }

  @Override
  ColumnVector evaluate(@Nullable ColumnVector[] input, Selection selection, RowErrors errors) {
    ColumnVector out = prepare(selection.limit());
    Selection current = selection;
    for (Node arg : args) {
      if (current.isEmpty()) {
        break;
      }
      ColumnVector values = arg.evaluate(input, current, errors);
      split(values, current, errors, out);
      VectorCopy.copy(values, found.selection(), out);
      open.take(left.selection());
      current = open.selection();
    }
    for (int i = 0; i < current.count(); i++) {
      out.setNull(current.row(i));
    }
    return out;
  }

  private void split(ColumnVector values, Selection current, RowErrors errors, ColumnVector out) {
    found.reset(current.count());
    left.reset(current.count());
    boolean failed = !errors.isEmpty();
    for (int i = 0; i < current.count(); i++) {
      int row = current.row(i);
      if (failed && errors.has(row)) {
        out.setNull(row);
      } else if (values.isNull(row)) {
        left.add(row);
      } else {
        found.add(row);
      }
    }
  }
}
