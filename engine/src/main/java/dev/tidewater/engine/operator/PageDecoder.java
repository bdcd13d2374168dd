package dev.tidewater.engine.operator;

import dev.tidewater.types.row.RowDecoder;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.zset.Page;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Decodes the wanted columns of pages into vectors that it keeps. */
final class PageDecoder {
  private final RowDecoder decoder;
  private final ColumnVector[] wanted;
  private final @Nullable ColumnVector[] columns;
  private final long[] diffs = new long[ColumnVector.DEFAULT_CAPACITY];

  /**
   * @param wantedColumns null for all
   */
  PageDecoder(RowLayout layout, int @Nullable [] wantedColumns) {
    int[] positions =
        wantedColumns == null ? IntStream.range(0, layout.arity()).toArray() : wantedColumns;
    this.decoder = layout.decoder(positions);
    this.wanted = new ColumnVector[positions.length];
    this.columns = new @Nullable ColumnVector[layout.arity()];
    for (int i = 0; i < positions.length; i++) {
      wanted[i] = Values.allocate(layout.type(positions[i]), ColumnVector.DEFAULT_CAPACITY);
      columns[positions[i]] = wanted[i];
    }
  }

  /** Decodes rows from a position on, as many as vectors hold; gives their number. */
  int decode(Page page, int from) {
    int count = Math.min(ColumnVector.DEFAULT_CAPACITY, page.count() - from);
    decoder.decode(page.bytes(), page.offsets(), from, count, wanted);
    for (int i = 0; i < count; i++) {
      diffs[i] = page.diff(from + i);
    }
    return count;
  }

  /** By their position in the layout; null where not wanted. */
  @Nullable ColumnVector[] columns() {
    return columns;
  }

  /** The vector of a wanted column; each decoding fills the same one. */
  ColumnVector wantedColumn(int position) {
    ColumnVector column = columns[position];
    if (column == null) {
      throw new IllegalArgumentException("column " + position + " is not decoded");
    }
    return column;
  }

  long[] diffs() {
    return diffs;
  }
}
