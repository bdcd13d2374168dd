package dev.tidewater.coordinator.subscribe;

import dev.tidewater.types.row.RowLayout;
import dev.tidewater.types.vector.ColumnVector;
import java.util.ArrayList;
import java.util.List;

/** ENVELOPE UPSERT: a key and its new values, or that it went. */
final class UpsertRows extends KeyedRows {
  private final RowBuffer keys;
  private final RowBuffer values;

  UpsertRows(ChangeFormat format) {
    super(format);
    this.keys = buffer(format.layout(), format.key());
    this.values = buffer(format.layout(), format.valueColumns());
  }

  static RowBuffer buffer(RowLayout layout, List<Integer> columns) {
    int[] positions = columns.stream().mapToInt(Integer::intValue).toArray();
    ColumnVector[] all = layout.allocate(ColumnVector.DEFAULT_CAPACITY);
    ColumnVector[] vectors = new ColumnVector[positions.length];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = all[positions[i]];
    }
    return new RowBuffer(layout.decoder(positions), vectors);
  }

  @Override
  String add(KeyChange change) {
    keys.add(change.any());
    if (change.isViolated() || change.after() == null) {
      values.addBlank(change.any());
      return change.isViolated() ? KEY_VIOLATION : "delete";
    }
    values.add(change.after());
    return "upsert";
  }

  @Override
  List<ColumnVector> takeColumns(int rows) {
    List<ColumnVector> columns = new ArrayList<>();
    columns.add(states());
    columns.addAll(keys.take());
    columns.addAll(values.take());
    return columns;
  }
}
