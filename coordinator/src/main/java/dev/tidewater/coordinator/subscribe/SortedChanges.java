package dev.tidewater.coordinator.subscribe;

import dev.tidewater.engine.operator.SortKeyEncoder;
import dev.tidewater.plan.SortKey;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import dev.tidewater.types.row.ByteSink;
import dev.tidewater.types.row.RowDecoder;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.LongVector;
import dev.tidewater.zset.BatchBuilder;
import dev.tidewater.zset.UpdateCursor;
import java.util.ArrayList;
import java.util.List;

/**
 * The changes of one time in the order of WITHIN TIMESTAMP ORDER BY, ties in the order of the
 * encoded row. Sorted as rows that begin with their sort keys and end with their own length.
 */
final class SortedChanges implements UpdateCursor {
  private static final int LENGTH_BYTES = Integer.BYTES;

  private final UpdateCursor sorted;
  private int offset;
  private int length;

  private SortedChanges(UpdateCursor sorted) {
    this.sorted = sorted;
  }

  /** Reads all changes, closes their cursor, and gives them in order. */
  static UpdateCursor of(UpdateCursor changes, ChangeFormat format) {
    RowLayout layout = format.layout();
    List<SqlType> types = new ArrayList<>(layout.types());
    types.add(ScalarType.INT8); // mz_diff stands behind the columns.
    SortKeyEncoder encoder = new SortKeyEncoder(format.order(), types);
    int[] columns =
        format.order().stream()
            .mapToInt(SortKey::column)
            .filter(c -> c < layout.arity())
            .distinct()
            .toArray();
    RowDecoder decoder = layout.decoder(columns);
    ColumnVector[] vectors = layout.allocate(1);
    ColumnVector[] wanted = new ColumnVector[columns.length];
    ColumnVector[] byColumn = new ColumnVector[types.size()];
    System.arraycopy(vectors, 0, byColumn, 0, vectors.length);
    for (int i = 0; i < columns.length; i++) {
      wanted[i] = vectors[columns[i]];
    }
    LongVector diff = new LongVector(1);
    byColumn[layout.arity()] = diff;
    BatchBuilder builder = new BatchBuilder();
    ByteSink row = new ByteSink();
    int[] starts = new int[1];
    int[] ends = new int[1];
    try (changes) {
      while (changes.next()) {
        starts[0] = changes.offset();
        ends[0] = changes.offset() + changes.length();
        decoder.decode(changes.bytes(), starts, ends, 1, wanted);
        diff.values[0] = changes.diff();
        row.clear();
        encoder.encode(byColumn, 0, row);
        row.putBytes(changes.bytes(), changes.offset(), changes.length());
        row.putInt(changes.length());
        builder.add(row.array(), 0, row.size(), 0, changes.diff());
      }
    }
    return new SortedChanges(builder.build().cursor());
  }

  @Override
  public boolean next() {
    if (!sorted.next()) {
      return false;
    }
    byte[] bytes = sorted.bytes();
    int end = sorted.offset() + sorted.length() - LENGTH_BYTES;
    length = 0;
    for (int i = 0; i < LENGTH_BYTES; i++) {
      length = length << 8 | (bytes[end + i] & 0xff);
    }
    offset = end - length;
    return true;
  }

  @Override
  public boolean seek(byte[] key, int keyOffset, int keyLength) {
    throw new UnsupportedOperationException("not in the order of the rows");
  }

  @Override
  public byte[] bytes() {
    return sorted.bytes();
  }

  @Override
  public int offset() {
    return offset;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public long time() {
    return sorted.time();
  }

  @Override
  public long diff() {
    return sorted.diff();
  }

  @Override
  public void close() {
    sorted.close();
  }
}
