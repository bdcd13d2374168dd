package dev.tidewater.source.loadgen;

import dev.tidewater.types.Column;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.ScalarType;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** See {@link LoadGenerator.Counter}. */
final class CounterGeneration implements Generation {
  private static final String TABLE = "counter";

  static final SortedMap<String, RelationSchema> TABLES =
      new TreeMap<>(
          Map.of(
              TABLE,
              new RelationSchema(
                  List.of(new Column(0, "counter", ScalarType.INT8, false)), List.of(List.of(0)))));

  private final long maxCardinality;

  /** The newest number; 0 before the first. */
  private long newest;

  CounterGeneration(long maxCardinality) {
    this.maxCardinality = maxCardinality;
  }

  @Override
  public void tick(long nowMillis, TableRows out) {
    newest++;
    out.insert(TABLE, newest);
    if (newest > maxCardinality) {
      out.delete(TABLE, newest - maxCardinality);
    }
  }

  @Override
  public int positionBytes() {
    return Long.BYTES;
  }

  @Override
  public void savePosition(ByteBuffer out) {
    out.putLong(newest);
  }

  @Override
  public void restorePosition(ByteBuffer in) {
    newest = in.getLong();
  }
}
