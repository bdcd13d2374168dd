package dev.tidewater.coordinator.subscribe;

import dev.tidewater.types.vector.ColumnVector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ENVELOPE DEBEZIUM: a key with its values before and after. */
final class DebeziumRows extends KeyedRows {
  private final RowBuffer keys;
  private final RowBuffer before;
  private final RowBuffer after;

  DebeziumRows(ChangeFormat format) {
    super(format);
    this.keys = UpsertRows.buffer(format.layout(), format.key());
    this.before = UpsertRows.buffer(format.layout(), format.valueColumns());
    this.after = UpsertRows.buffer(format.layout(), format.valueColumns());
  }

  @Override
  String add(KeyChange change) {
    keys.add(change.any());
    if (change.isViolated()) {
      before.addBlank(change.any());
      after.addBlank(change.any());
      return KEY_VIOLATION;
    }
    add(change, change.before(), before);
    add(change, change.after(), after);
    if (change.after() == null) {
      return "delete";
    }
    return change.before() == null ? "insert" : "upsert";
  }

  private static void add(KeyChange change, @Nullable RowReference row, RowBuffer buffer) {
    if (row == null) {
      buffer.addBlank(change.any());
    } else {
      buffer.add(row);
    }
  }

  @Override
  List<ColumnVector> takeColumns(int rows) {
    List<ColumnVector> columns = new ArrayList<>();
    columns.add(states());
    columns.addAll(keys.take());
    columns.addAll(before.take());
    columns.addAll(after.take());
    return columns;
  }
}
