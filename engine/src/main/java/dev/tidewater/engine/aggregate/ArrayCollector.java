package dev.tidewater.engine.aggregate;

import dev.tidewater.types.ArrayValue;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All values as an array, NULLs included; NULL of no rows. */
final class ArrayCollector implements Collector {
  private final SqlType elementType;
  private final SqlType type;
  private final List<@Nullable Object> elements = new ArrayList<>();

  ArrayCollector(SqlType elementType, SqlType type) {
    this.elementType = elementType;
    this.type = type;
  }

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
    Object element = Values.read(arguments[0], elementType, row);
    for (long i = 0; i < count; i++) {
      elements.add(element);
    }
  }

  @Override
  public void emit(ColumnVector out, int row) {
    Values.write(out, type, row, elements.isEmpty() ? null : ArrayValue.copyOf(elements));
  }
}
