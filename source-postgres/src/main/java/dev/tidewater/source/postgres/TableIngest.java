package dev.tidewater.source.postgres;

import dev.tidewater.source.postgres.pgoutput.TextRow;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.StagedPart;
import dev.tidewater.types.Column;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.row.ByteSink;
import dev.tidewater.types.row.RowDecoder;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.types.vector.ColumnVector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One table on its way into its collection: turns rows of text into encoded rows and keeps those
 * that are not appended yet, committed and open apart. What is too much for memory lies in the
 * store already, staged. One thread at a time.
 */
final class TableIngest {
  private final PostgresTable table;
  private final RowLayout layout;
  private final TextDecoder[] decoders;
  private final ColumnVector[] vectors;

  /** For each of our columns its place in an upstream row. */
  private int[] places;

  private @Nullable CurrentRows current;
  private final ByteSink key = new ByteSink();
  private final RowDecoder[] rowDecoders;

  final RowBuffer rows = new RowBuffer();
  final List<StagedPart> committedParts = new ArrayList<>();
  final List<StagedPart> openParts = new ArrayList<>();

  TableIngest(PostgresTable table) {
    this.table = table;
    this.layout = RowLayout.of(table.relation());
    this.decoders =
        table.relation().types().stream().map(TextDecoder::of).toArray(TextDecoder[]::new);
    this.vectors = layout.allocate(1);
    this.places = IntStream.range(0, decoders.length).toArray();
    this.rowDecoders =
        IntStream.range(0, decoders.length)
            .mapToObj(column -> layout.decoder(column))
            .toArray(RowDecoder[]::new);
  }

  PostgresTable table() {
    return table;
  }

  /** From now on upstream rows have these columns. */
  void columnsAre(List<String> upstreamNames) {
    places =
        table.relation().columns().stream()
            .map(Column::name)
            .mapToInt(upstreamNames::indexOf)
            .toArray();
  }

  boolean looksUpOldRows() {
    return current != null;
  }

  /**
   * From now on upstream sends of old rows no more than their key: they are looked up in what has
   * arrived. Nothing may be in memory that has not been staged.
   */
  void lookUpOldRows(CollectionStore store) {
    current = new CurrentRows(table, layout, store);
  }

  /**
   * Adds a row to the open transaction.
   *
   * @throws UnfitRowException if a value does not fit its column; then nothing was added
   */
  void add(TextRow row, long diff) {
    add(row, null, null, diff);
  }

  /**
   * Replaces a row in the open transaction.
   *
   * @param before the old row; gives the values that upstream did not send again
   * @throws UnfitRowException if a value does not fit its column
   */
  void replace(TextRow before, TextRow after) {
    add(before, null, null, -1);
    add(after, before, null, 1);
  }

  /**
   * Replaces the row that a key has now.
   *
   * @param after the new row; null to leave none
   * @param readableTime at which all that was appended can be read
   * @throws UnfitRowException if there is no such row, or a value does not fit its column
   */
  void replaceByKey(TextRow keyRow, @Nullable TextRow after, long readableTime) {
    byte[] old = findByKey(keyRow, readableTime);
    addEncoded(old, 0, old.length, -1);
    if (after != null) {
      add(after, null, old, 1);
    }
  }

  private byte[] findByKey(TextRow keyRow, long readableTime) {
    CurrentRows lookUp = current;
    if (lookUp == null) {
      throw new UnfitRowException(SchemaCheck.oldRowsMissing(table));
    }
    for (int column : layout.keyColumns()) {
      decode(column, keyRow, places[column]);
    }
    key.clear();
    layout.encodeKey(vectors, 0, key);
    List<StagedPart> newestFirst = new ArrayList<>(committedParts);
    newestFirst.addAll(openParts);
    Collections.reverse(newestFirst);
    byte[] row = lookUp.find(key, newestFirst, readableTime);
    if (row == null) {
      throw new UnfitRowException(
          new TidewaterException(
                  ErrorCode.EXTERNAL_SYSTEM,
                  "table {table} upstream changed a row that has never arrived here")
              .with("table", table.displayName())
              .hint("Drop the table here and create it again from the source."));
    }
    return row;
  }

  private void add(TextRow row, @Nullable TextRow before, byte @Nullable [] old, long diff) {
    for (int i = 0; i < vectors.length; i++) {
      int place = places[i];
      if (!row.isUnchanged(place)) {
        decode(i, row, place);
      } else if (before != null) {
        decode(i, before, place);
      } else if (old != null) {
        rowDecoders[i].decodeRow(old, 0, old.length, new ColumnVector[] {cleared(i)}, 0);
      } else {
        throw new UnfitRowException(SchemaCheck.oldRowsMissing(table));
      }
    }
    int start = rows.sink().size();
    try {
      layout.encode(vectors, 0, rows.sink());
    } catch (RuntimeException e) {
      rows.abandonRow();
      throw e;
    }
    rows.endRow(diff);
    noteChange(rows.sink().array(), start, rows.sink().size() - start, diff);
  }

  /** Adds a row that is encoded already. */
  void addEncoded(byte[] bytes, int offset, int length, long diff) {
    rows.add(bytes, offset, length, diff);
    noteChange(bytes, offset, length, diff);
  }

  private void noteChange(byte[] bytes, int offset, int length, long diff) {
    if (current != null) {
      current.changed(bytes, offset, length, diff);
    }
  }

  private ColumnVector cleared(int column) {
    ColumnVector vector = vectors[column];
    vector.clear();
    return vector;
  }

  private void decode(int column, TextRow row, int place) {
    ColumnVector vector = cleared(column);
    if (row.isNull(place)) {
      if (!table.relation().column(column).nullable()) {
        throw new UnfitRowException(
            error(column, "column {column} of table {table} is NOT NULL here and got a NULL")
                .hint("The constraint was dropped upstream: create the table again here."));
      }
      vector.setNull(0);
      return;
    }
    try {
      decoders[column].decode(row.data(), row.offset(place), row.length(place), vector);
    } catch (RuntimeException e) {
      throw new UnfitRowException(
          error(column, "a value of column {column} of table {table} can't be represented")
              .detail(String.valueOf(e.getMessage())));
    }
  }

  private TidewaterException error(int column, String summary) {
    return new TidewaterException(ErrorCode.EXTERNAL_SYSTEM, summary)
        .with("column", table.relation().column(column).name())
        .with("table", table.displayName());
  }

  void commit() {
    rows.commit();
    committedParts.addAll(openParts);
    openParts.clear();
    if (current != null) {
      current.committed();
    }
  }

  /** The open transaction takes every row away; its own so far are forgotten. */
  void empty() {
    rollback();
    if (current != null) {
      current.emptied();
    }
  }

  /** The rows in memory are in parts now. */
  void staged() {
    if (current != null) {
      current.staged();
    }
  }

  /** What was committed is in the collection now. */
  void appended() {
    committedParts.forEach(StagedPart::close);
    committedParts.clear();
    if (current != null) {
      current.appended();
      if (!rows.hasOpen()) {
        current.staged();
      }
    }
  }

  /** Forgets what the open transaction did. */
  void rollback() {
    rows.rollback();
    openParts.forEach(StagedPart::close);
    openParts.clear();
  }

  boolean hasCommitted() {
    return rows.hasCommitted() || !committedParts.isEmpty();
  }

  /** Bytes held for rows that are neither appended nor staged. */
  long sizeBytes() {
    return rows.sizeBytes() + (current == null ? 0 : current.sizeBytes());
  }

  /** Lets go of all that was not appended. */
  void discard() {
    rollback();
    committedParts.forEach(StagedPart::close);
    committedParts.clear();
    if (current != null) {
      current.close();
    }
  }
}
