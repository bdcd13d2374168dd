package dev.tidewater.coordinator.execute;

import dev.tidewater.coordinator.table.PrimaryKey;
import dev.tidewater.coordinator.table.TableChange;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.StagedPart;
import dev.tidewater.types.Column;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.types.format.TextFormat;
import dev.tidewater.types.row.ByteSink;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.BatchBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the rows that a statement inserts into or deletes from a table, checks NOT NULL, and
 * stages them on disk when they become many, so that memory stays bounded. Used by one thread; to
 * be closed, after {@link #change} has been committed or not.
 */
final class RowCollector implements AutoCloseable {
  /** Rows kept in memory before they are staged: some tens of megabytes. */
  private static final long MAX_MEMORY_BYTES = 64L << 20;

  private final CollectionStore store;
  private final CollectionId table;
  private final String tableName;
  private final RelationSchema schema;
  private final RowLayout layout;
  private final ByteSink row = new ByteSink();
  private final List<StagedPart> staged = new ArrayList<>();
  private BatchBuilder builder = new BatchBuilder();
  private boolean finished;

  RowCollector(CollectionStore store, CollectionId table, String tableName, RelationSchema schema) {
    this.store = store;
    this.table = table;
    this.tableName = tableName;
    this.schema = schema;
    this.layout = RowLayout.of(schema);
  }

  /** Adds rows {@code 0..count} of vectors that hold the table's columns in order. */
  void add(ColumnVector[] columns, int count, long diff) {
    if (diff > 0) {
      checkNotNull(columns, count);
    }
    for (int i = 0; i < count; i++) {
      row.clear();
      layout.encode(columns, i, row);
      builder.add(row.array(), 0, row.size(), 0, diff);
    }
    if (builder.memoryBytes() > MAX_MEMORY_BYTES) {
      stage();
    }
  }

  /** What was gathered; to be asked for once, at the end. */
  TableChange change() {
    if (finished) {
      throw new IllegalStateException("the rows have been taken already");
    }
    finished = true;
    @Nullable PrimaryKey key =
        schema.primaryKey().isEmpty() ? null : new PrimaryKey(tableName, schema);
    if (!staged.isEmpty()) {
      stage();
      return new TableChange(table, key, List.of(), staged);
    }
    return TableChange.of(table, key, builder.build());
  }

  private void stage() {
    Batch batch = builder.build();
    builder = new BatchBuilder();
    if (!batch.isEmpty()) {
      staged.add(store.stage(table, batch));
    }
  }

  private void checkNotNull(ColumnVector[] columns, int count) {
    for (int c = 0; c < columns.length; c++) {
      Column column = schema.column(c);
      if (column.nullable() || !columns[c].hasNulls) {
        continue;
      }
      for (int i = 0; i < count; i++) {
        if (columns[c].isNull(i)) {
          throw new TidewaterException(
                  ErrorCode.NOT_NULL_VIOLATION,
                  "null value in column \"{column}\" of relation \"{table}\" violates not-null"
                      + " constraint")
              .with("column", column.name())
              .with("table", tableName)
              .detail("Failing row contains (" + show(columns, i) + ").");
        }
      }
    }
  }

  private String show(ColumnVector[] columns, int i) {
    List<String> texts = new ArrayList<>();
    for (int c = 0; c < columns.length; c++) {
      Object value = Values.read(columns[c], schema.column(c).type(), i);
      texts.add(value == null ? "null" : TextFormat.UTC.print(schema.column(c).type(), value));
    }
    return String.join(", ", texts);
  }

  @Override
  public void close() {
    staged.forEach(StagedPart::close);
  }
}
