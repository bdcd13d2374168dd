package dev.tidewater.coordinator.subscribe;

import dev.tidewater.types.row.RowLayout;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.LongVector;
import dev.tidewater.zset.UpdateCursor;
import java.util.ArrayList;
import java.util.List;

/** Each change with its diff. */
final class PlainRows extends ChangeRows {
  private final ChangeFormat format;
  private final LongVector diffs = new LongVector(ColumnVector.DEFAULT_CAPACITY);
  private final RowBuffer buffer;

  PlainRows(ChangeFormat format) {
    super(format);
    this.format = format;
    RowLayout layout = format.layout();
    this.buffer = new RowBuffer(layout.decoder(), layout.allocate(ColumnVector.DEFAULT_CAPACITY));
  }

  @Override
  public UpdateCursor opened(UpdateCursor changes) {
    return format.order().isEmpty() ? changes : SortedChanges.of(changes, format);
  }

  @Override
  public boolean readFrom(UpdateCursor changes, long time) {
    while (!isFull()) {
      if (!changes.next()) {
        return false;
      }
      buffer.add(RowReference.at(changes));
      diffs.values[added(time)] = changes.diff();
    }
    return true;
  }

  @Override
  List<ColumnVector> takeColumns(int rows) {
    List<ColumnVector> columns = new ArrayList<>();
    columns.add(diffs);
    columns.addAll(buffer.take());
    return columns;
  }
}
