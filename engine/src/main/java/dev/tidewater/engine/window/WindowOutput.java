package dev.tidewater.engine.window;

import dev.tidewater.engine.operator.ChunkOutput;
import dev.tidewater.engine.operator.VectorRepeat;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Gathers the rows of a window operator: columns that are passed on, then the functions'. */
final class WindowOutput {
  private final int arity;
  private final int functions;
  private final ChunkOutput output;

  /** Output columns that someone reads. */
  private final int[] needed;

  private final @Nullable ColumnVector[] columns;
  private final long[] diffs = new long[ColumnVector.DEFAULT_CAPACITY];
  private int count;

  WindowOutput(WindowSpecification window, ChunkOutput output) {
    this.arity = window.arity();
    this.functions = window.functions().size();
    this.output = output;
    int[] asked = output.inputColumns();
    this.needed = asked == null ? IntStream.range(0, arity + functions).toArray() : asked.clone();
    this.columns = new @Nullable ColumnVector[arity + functions];
    List<SqlType> types = new ArrayList<>(window.layout().types().subList(0, arity));
    window.functions().forEach(f -> types.add(f.function().type()));
    for (int column : needed) {
      columns[column] = Values.allocate(types.get(column), ColumnVector.DEFAULT_CAPACITY);
    }
  }

  void addAll(EvaluatedPartition from, long diff) {
    for (int row = 0; row < from.rows(); row++) {
      add(from, row, diff);
    }
  }

  /** Takes the rows of a partition as it was away and adds those as it is, but for equal ones. */
  void addDifference(EvaluatedPartition before, EvaluatedPartition after) {
    int i = 0;
    int j = 0;
    while (i < before.rows() || j < after.rows()) {
      int order = i == before.rows() ? 1 : j == after.rows() ? -1 : compare(before, i, after, j);
      if (order < 0) {
        add(before, i++, -1);
      } else if (order > 0) {
        add(after, j++, 1);
      } else {
        if (!haveEqualResults(before, i, after, j)) {
          add(before, i, -1);
          add(after, j, 1);
        }
        i++;
        j++;
      }
    }
  }

  private static int compare(
      EvaluatedPartition before, int row, EvaluatedPartition after, int other) {
    return ArrangedRows.compare(
        before.arranged(),
        before.partition().entry(row),
        after.arranged(),
        after.partition().entry(other));
  }

  private boolean haveEqualResults(
      EvaluatedPartition before, int row, EvaluatedPartition after, int other) {
    for (int i = 0; i < functions; i++) {
      if (!VectorEquality.isEqual(before.result(i), row, after.result(i), other)) {
        return false;
      }
    }
    return true;
  }

  private void add(EvaluatedPartition from, int row, long diff) {
    for (int column : needed) {
      ColumnVector source =
          column < arity ? from.partition().column(column) : from.result(column - arity);
      ColumnVector target = columns[column];
      if (target != null) {
        VectorRepeat.repeat(source, row, target, count, 1);
      }
    }
    diffs[count++] = diff;
    if (count == diffs.length) {
      write();
    }
  }

  private void write() {
    output.write(columns, diffs, count);
    count = 0;
    for (ColumnVector column : columns) {
      if (column != null) {
        column.clear();
      }
    }
  }

  void flush() {
    if (count > 0) {
      write();
    }
    output.flush();
  }

  long memoryBytes() {
    return output.memoryBytes() + 16L * ColumnVector.DEFAULT_CAPACITY * needed.length;
  }
}
