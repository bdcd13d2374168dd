package dev.tidewater.engine.scalar;

import dev.tidewater.engine.function.RowErrors;
import dev.tidewater.engine.function.Selection;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.LongVector;
import org.jspecify.annotations.Nullable;

/**
 * Three-valued AND or OR. An operand is only asked about rows that those before it left open; an
 * operand that decides (false for AND, true for OR) outweighs errors and NULLs of the others.
 */
final class LogicNode extends Node {
  private final Node[] operands;
  private final long deciding;
  private final RowList open = new RowList();
  private final RowList stillOpen = new RowList();
  private final RowErrors operandErrors = new RowErrors();
  private final RowErrors heldBack = new RowErrors();

  private LogicNode(Node[] operands, long deciding) {
    super(ScalarType.BOOLEAN);
    this.operands = operands;
    this.deciding = deciding;
  }

  static LogicNode and(Node[] operands) {
    return new LogicNode(operands, 0);
  }

  static LogicNode or(Node[] operands) {
    return new LogicNode(operands, 1);
  }

  @Override
  ColumnVector evaluate(@Nullable ColumnVector[] input, Selection selection, RowErrors errors) {
    LongVector out = (LongVector) prepare(selection.limit());
    for (int i = 0; i < selection.count(); i++) {
      out.values[selection.row(i)] = 1 - deciding;
    }
    heldBack.clear();
    Selection current = selection;
    for (Node operand : operands) {
      operandErrors.clear();
      LongVector values = (LongVector) operand.evaluate(input, current, operandErrors);
      combine(values, current, out);
      open.take(stillOpen.selection());
      current = open.selection();
      if (current.isEmpty()) {
        break;
      }
    }
    if (!heldBack.isEmpty()) {
      release(selection, out, errors);
    }
    return out;
  }

  /** Takes an operand's values in and lists the rows that it leaves open. */
  private void combine(LongVector values, Selection current, LongVector out) {
    stillOpen.reset(current.count());
    boolean failed = !operandErrors.isEmpty();
    for (int i = 0; i < current.count(); i++) {
      int row = current.row(i);
      TidewaterException error = failed ? operandErrors.at(row) : null;
      if (error != null) {
        heldBack.record(row, error);
        out.setNull(row);
      } else if (values.isNull(row)) {
        out.setNull(row);
      } else if (values.values[row] == deciding) {
        out.values[row] = deciding;
        out.nulls[row] = false;
        heldBack.forgive(row);
        continue;
      }
      stillOpen.add(row);
    }
  }

  private void release(Selection selection, LongVector out, RowErrors errors) {
    for (int i = 0; i < selection.count(); i++) {
      int row = selection.row(i);
      TidewaterException error = heldBack.at(row);
      if (error != null) {
        out.setNull(row);
        errors.record(row, error);
      }
    }
  }
}
