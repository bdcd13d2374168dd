package dev.tidewater.host.local;

import dev.tidewater.engine.operator.SortKeyEncoder;
import dev.tidewater.plan.SortKey;
import dev.tidewater.types.row.ByteSink;
import dev.tidewater.types.row.RowDecoder;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.BatchBuilder;
import dev.tidewater.zset.Page;
import dev.tidewater.zset.PageWriter;
import java.util.List;

/**
 * Rows in the order of an ORDER BY, ties in the order of the encoded row. If only the first so many
 * are wanted, the others are dropped from time to time, so memory is bounded by them.
 *
 * <p>A sorted row is its sort keys, the row, and the row's length in four bytes.
 */
final class SortedRows {
  static final int LENGTH_BYTES = Integer.BYTES;

  /** Rows beyond those wanted that are gathered before the rest is dropped. */
  private static final int SLACK_ROWS = 16 * 1024;

  private final SortKeyEncoder encoder;
  private final RowDecoder decoder;
  private final ColumnVector[] vectors;
  private final ColumnVector[] byColumn;
  private final long wanted;
  private final BatchBuilder builder = new BatchBuilder();
  private final ByteSink row = new ByteSink();
  private Batch kept = Batch.empty();

  /**
   * @param wanted how many of the first rows; {@link Long#MAX_VALUE} for all
   */
  SortedRows(RowLayout layout, List<SortKey> order, long wanted) {
    this.wanted = wanted;
    this.encoder = new SortKeyEncoder(order, layout.types());
    int[] columns = order.stream().mapToInt(SortKey::column).distinct().toArray();
    this.decoder = layout.decoder(columns);
    this.vectors = new ColumnVector[columns.length];
    this.byColumn = new ColumnVector[layout.arity()];
    for (int i = 0; i < columns.length; i++) {
      vectors[i] = Values.allocate(layout.type(columns[i]), ColumnVector.DEFAULT_CAPACITY);
      byColumn[columns[i]] = vectors[i];
    }
  }

  void add(Batch batch) {
    for (Page page : batch.pages()) {
      for (int from = 0; from < page.count(); from += ColumnVector.DEFAULT_CAPACITY) {
        int count = Math.min(ColumnVector.DEFAULT_CAPACITY, page.count() - from);
        decoder.decode(page.bytes(), page.offsets(), from, count, vectors);
        for (int i = 0; i < count; i++) {
          add(page, from + i, i);
        }
      }
    }
    if (wanted != Long.MAX_VALUE && builder.updates() > wanted + SLACK_ROWS) {
      kept = firstOf(Batch.merged(List.of(kept, builder.build())));
    }
  }

  private void add(Page page, int at, int vectorRow) {
    if (page.diff(at) > 0) {
      row.clear();
      encoder.encode(byColumn, vectorRow, row);
      row.putBytes(page.bytes(), page.offset(at), page.length(at));
      row.putInt(page.length(at));
      builder.add(row.array(), 0, row.size(), 0, page.diff(at));
    }
  }

  private Batch firstOf(Batch sorted) {
    if (sorted.updates() <= wanted) {
      return sorted;
    }
    PageWriter writer = new PageWriter();
    long count = 0;
    for (Page page : sorted.pages()) {
      for (int i = 0; i < page.count() && count < wanted; i++) {
        writer.append(page.bytes(), page.offset(i), page.length(i), 0, page.diff(i));
        count += page.diff(i);
      }
    }
    return writer.finish();
  }

  /** All that were added, or the first of them, in order. */
  Batch finish() {
    Batch sorted = firstOf(Batch.merged(List.of(kept, builder.build())));
    kept = Batch.empty();
    return sorted;
  }

  long memoryBytes() {
    return builder.memoryBytes() + kept.sizeBytes();
  }
}
