package dev.tidewater.coordinator.execute;

import dev.tidewater.coordinator.session.ResultChunk;
import dev.tidewater.coordinator.session.ResultColumn;
import dev.tidewater.coordinator.session.RowStream;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Streams over rows that are there already; for the short answers of SHOW and its kin. */
final class RowStreams {
  private RowStreams() {}

  /** Rows in Java form. */
  static RowStream of(List<ResultColumn> columns, List<@Nullable Object[]> rows) {
    if (rows.isEmpty()) {
      return ofChunks(List.of());
    }
    List<ColumnVector> vectors = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      ColumnVector vector = Values.allocate(columns.get(column).type(), rows.size());
      for (int row = 0; row < rows.size(); row++) {
        Values.write(vector, columns.get(column).type(), row, rows.get(row)[column]);
      }
      vectors.add(vector);
    }
    return ofChunks(List.of(new ResultChunk(rows.size(), vectors)));
  }

  static RowStream ofChunks(List<ResultChunk> chunks) {
    Iterator<ResultChunk> iterator = chunks.iterator();
    return new RowStream() {
      @Override
      public @Nullable ResultChunk next() {
        return iterator.hasNext() ? iterator.next() : null;
      }

      @Override
      public void close() {}
    };
  }
}
