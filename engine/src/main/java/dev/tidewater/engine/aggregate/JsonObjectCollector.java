package dev.tidewater.engine.aggregate;

import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.Jsonb;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import java.util.TreeMap;

/**
 * Pairs of text and jsonb as an object; of pairs with the same key the last one counts. NULL of no
 * rows.
 */
final class JsonObjectCollector implements Collector {
  private final TreeMap<String, Jsonb> members = new TreeMap<>(Jsonb.KEY_ORDER);
  private boolean any;
  private boolean missingKey;

  @Override
  public boolean countsNulls() {
    return true;
  }

  @Override
  public void begin() {
    members.clear();
    any = false;
    missingKey = false;
  }

  @Override
  public void add(ColumnVector[] arguments, int row, long count) {
    any = true;
    Object key = Values.read(arguments[0], ScalarType.TEXT, row);
    if (key == null) {
      missingKey = true;
    } else {
      members.put((String) key, JsonArrayCollector.of(arguments[1], row));
    }
  }

  @Override
  public void emit(ColumnVector out, int row) {
    if (missingKey) {
      throw new TidewaterException(
          ErrorCode.INVALID_PARAMETER_VALUE, "field name must not be null");
    }
    Values.write(out, ScalarType.JSONB, row, any ? Jsonb.object(members) : null);
  }
}
