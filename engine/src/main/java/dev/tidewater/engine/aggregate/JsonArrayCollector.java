package dev.tidewater.engine.aggregate;

import dev.tidewater.types.Jsonb;
import dev.tidewater.types.Jsonb.JsonNull;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import java.util.ArrayList;
import java.util.List;

/** All values, which have been made jsonb, as an array, NULLs as null; NULL of no rows. */
final class JsonArrayCollector implements Collector {
  private final List<Jsonb> elements = new ArrayList<>();

  @Override
  public boolean countsNulls() {
    return true;
  }

  @Override
  public void begin() {
    elements.clear();
  }

  @Override
  public void add(ColumnVector[] arguments, int row, long count) {
    Jsonb element = of(arguments[0], row);
    for (long i = 0; i < count; i++) {
      elements.add(element);
    }
  }

  static Jsonb of(ColumnVector values, int row) {
    Object value = Values.read(values, ScalarType.JSONB, row);
    return value == null ? JsonNull.INSTANCE : (Jsonb) value;
  }

  @Override
  public void emit(ColumnVector out, int row) {
    Values.write(out, ScalarType.JSONB, row, elements.isEmpty() ? null : Jsonb.array(elements));
  }
}
