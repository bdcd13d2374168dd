package dev.tidewater.engine.window;

import dev.tidewater.engine.window.WindowSpecification.Placed;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import java.util.List;

/** A partition with the values of the window functions for each row. */
final class EvaluatedPartition {
  private final Partition partition;
  private final List<WindowColumn> columns;
  private final List<SqlType> types;
  private final ColumnVector[] results;

  EvaluatedPartition(WindowSpecification window, Partition partition) {
    this.partition = partition;
    WindowColumns found = new WindowColumns(window);
    this.columns = window.functions().stream().map(found::of).toList();
    this.types = window.functions().stream().map(Placed::function).map(f -> f.type()).toList();
    this.results = new ColumnVector[columns.size()];
    for (int i = 0; i < results.length; i++) {
      results[i] = Values.allocate(types.get(i), 1);
    }
  }

  ArrangedRows arranged() {
    return partition.arranged();
  }

  /**
   * Computes the functions over the arranged rows.
   *
   * @throws dev.tidewater.types.TidewaterException as {@link WindowColumn#evaluate}
   */
  void evaluate(int groupLength) {
    partition.prepare(groupLength);
    for (int i = 0; i < results.length; i++) {
      if (results[i].capacity() < partition.rows()) {
        results[i] = Values.allocate(types.get(i), partition.capacity());
      } else {
        results[i].clear();
      }
      columns.get(i).evaluate(partition, results[i]);
    }
  }

  Partition partition() {
    return partition;
  }

  int rows() {
    return partition.rows();
  }

  ColumnVector result(int function) {
    return results[function];
  }

  long memoryBytes() {
    return partition.memoryBytes() + 32L * partition.capacity() * results.length;
  }
}
