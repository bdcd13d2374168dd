package dev.tidewater.host.local;

import dev.tidewater.types.row.ByteSink;
import dev.tidewater.types.row.RowDecoder;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.zset.UpdateCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Turns encoded rows with multiplicities into chunks of vectors, behind OFFSET and LIMIT. */
final class ResultReader {
  /** How the rows are encoded. */
  enum Form {
    PLAIN,
    /** As {@link SortedRows} makes them. */
    SORTED
  }

  private final Form form;
  private final RowDecoder decoder;
  private final ColumnVector[] vectors;
  private final List<ColumnVector> shown = new ArrayList<>();
  private final ByteSink bytes = new ByteSink();
  private final int[] starts = new int[ColumnVector.DEFAULT_CAPACITY];
  private final int[] ends = new int[ColumnVector.DEFAULT_CAPACITY];
  private int count;
  private long toSkip;
  private long toShow;

  /** Copies of the cursor's current row that are still to be given out. */
  private long copies;

  ResultReader(
      RowLayout layout, List<Integer> shownColumns, OptionalLong limit, long offset, Form form) {
    this.form = form;
    this.toSkip = offset;
    this.toShow = limit.orElse(Long.MAX_VALUE);
    List<Integer> distinct = shownColumns.stream().distinct().toList();
    this.decoder = layout.decoder(distinct.stream().mapToInt(Integer::intValue).toArray());
    this.vectors = new ColumnVector[distinct.size()];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = Values.allocate(layout.type(distinct.get(i)), ColumnVector.DEFAULT_CAPACITY);
    }
    shownColumns.forEach(column -> shown.add(vectors[distinct.indexOf(column)]));
  }

  /** True if no further row is wanted. */
  boolean isSatisfied() {
    return toShow == 0;
  }

  boolean isFull() {
    return count == starts.length;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** Reads until the chunk is full or no row is wanted, or gives false at the cursor's end. */
  boolean readFrom(UpdateCursor cursor) {
    while (!isFull() && !isSatisfied()) {
      if (copies == 0) {
        if (!cursor.next()) {
          return false;
        }
        copies = Math.max(0, cursor.diff());
        long skipped = Math.min(copies, toSkip);
        copies -= skipped;
        toSkip -= skipped;
      }
      if (copies > 0) {
        take(cursor);
      }
    }
    return true;
  }

  private void take(UpdateCursor cursor) {
    byte[] source = cursor.bytes();
    int start = cursor.offset();
    int length = cursor.length();
    if (form == Form.SORTED) {
      int end = start + length - SortedRows.LENGTH_BYTES;
      length = 0;
      for (int i = 0; i < SortedRows.LENGTH_BYTES; i++) {
        length = length << 8 | (source[end + i] & 0xff);
      }
      start = end - length;
    }
    int at = bytes.size();
    bytes.putBytes(source, start, length);
    while (copies > 0 && toShow > 0 && !isFull()) {
      starts[count] = at;
      ends[count] = at + length;
      count++;
      copies--;
      toShow--;
    }
  }

  /** What was read since the last call; null if nothing was. */
  @Nullable QueryChunk chunk() {
    if (count == 0) {
      return null;
    }
    decoder.decode(bytes.array(), starts, ends, count, vectors);
    QueryChunk chunk = new QueryChunk(count, shown);
    count = 0;
    bytes.clear();
    return chunk;
  }
}
