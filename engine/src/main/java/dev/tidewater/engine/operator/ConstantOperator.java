package dev.tidewater.engine.operator;

import dev.tidewater.plan.RelationPlan.ConstantRow;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.zset.Batch;
import java.util.List;

/** Rows that come in the first step and stay. */
public final class ConstantOperator implements Operator {
  private final List<ConstantRow> rows;
  private final List<SqlType> types;
  private final OperatorContext context;
  private final ChunkOutput output;
  private boolean given;

  public ConstantOperator(
      List<ConstantRow> rows, List<SqlType> types, OperatorContext context, ChunkOutput output) {
    this.rows = rows;
    this.types = types;
    this.context = context;
    this.output = output;
  }

  @Override
  public String name() {
    return "constant";
  }

  @Override
  public void push(int input, Batch changes) {
    throw new IllegalStateException("a constant has no input");
  }

  @Override
  public boolean advance() {
    if (given || !context.isFirstStep()) {
      return false;
    }
    give();
    return true;
  }

  @Override
  public void finishStep() {
    if (!given && context.isFirstStep()) {
      give();
    }
  }

  private void give() {
    given = true;
    for (int from = 0; from < rows.size(); from += ColumnVector.DEFAULT_CAPACITY) {
      write(rows.subList(from, Math.min(rows.size(), from + ColumnVector.DEFAULT_CAPACITY)));
    }
    output.flush();
  }

  private void write(List<ConstantRow> some) {
    ColumnVector[] columns = new ColumnVector[types.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = Values.allocate(types.get(i), some.size());
      for (int row = 0; row < some.size(); row++) {
        Values.write(columns[i], types.get(i), row, some.get(row).values()[i]);
      }
    }
    output.write(columns, some.stream().mapToLong(ConstantRow::diff).toArray(), some.size());
  }

  @Override
  public long stateUpdates() {
    return 0;
  }

  @Override
  public long memoryBytes() {
    return output.memoryBytes();
  }
}
