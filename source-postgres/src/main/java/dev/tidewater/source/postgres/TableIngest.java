package dev.tidewater.source.postgres;

import dev.tidewater.source.postgres.pgoutput.TextRow;
import dev.tidewater.store.StagedPart;
import dev.tidewater.types.Column;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.types.vector.ColumnVector;
import java.util.ArrayList;
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

  /**
   * Adds a row to the open transaction.
   *
   * @throws UnfitRowException if a value does not fit its column; then nothing was added
   */
  void add(TextRow row, long diff) {
    add(row, null, diff);
  }

  /**
   * Adds a row to the open transaction, unchanged values taken from the row before.
   *
   * @throws UnfitRowException if a value does not fit its column; then nothing was added
   */
  void add(TextRow row, @Nullable TextRow before, long diff) {
    for (int i = 0; i < vectors.length; i++) {
      int place = places[i];
      if (before != null && row.isUnchanged(place)) {
        decode(i, before, place);
      } else {
        decode(i, row, place);
      }
    }
    try {
      layout.encode(vectors, 0, rows.sink());
    } catch (RuntimeException e) {
      rows.abandonRow();
      throw e;
    }
    rows.endRow(diff);
  }

  private void decode(int column, TextRow row, int place) {
    ColumnVector vector = vectors[column];
    vector.clear();
    if (row.isUnchanged(place)) {
      throw new UnfitRowException(SchemaCheck.replicaIdentity(table));
    }
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

  /** Lets go of all that was not appended. */
  void discard() {
    rollback();
    committedParts.forEach(StagedPart::close);
    committedParts.clear();
  }
}
