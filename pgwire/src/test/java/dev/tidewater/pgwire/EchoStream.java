package dev.tidewater.pgwire;

import dev.tidewater.coordinator.session.Prepared;
import dev.tidewater.coordinator.session.ResultChunk;
import dev.tidewater.coordinator.session.RowStream;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row: the parameters as they came. */
final class EchoStream implements RowStream {
  private final List<ColumnVector> columns = new ArrayList<>();
  private boolean given;

  EchoStream(Prepared prepared, List<@Nullable Object> parameters) {
    for (int i = 0; i < parameters.size(); i++) {
      SqlType type = prepared.parameterTypes().get(i);
      ColumnVector vector = Values.allocate(type, 1);
      Values.write(vector, type, 0, parameters.get(i));
      columns.add(vector);
    }
  }

  @Override
  public @Nullable ResultChunk next() {
    if (given) {
      return null;
    }
    given = true;
    return new ResultChunk(1, columns);
  }

  @Override
  public void close() {}
}
