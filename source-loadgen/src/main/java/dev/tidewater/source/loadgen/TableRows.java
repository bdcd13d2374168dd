package dev.tidewater.source.loadgen;

import dev.tidewater.store.CollectionId;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.row.ByteSink;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.types.vector.BytesVector;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.LongVector;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.BatchBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Collects the rows of one append by table. A row is set value by value in the order of its
 * columns, then inserted or deleted. Rows of tables that the source doesn't have are dropped.
 */
final class TableRows {
  private final Map<String, Table> tables = new TreeMap<>();
  private long time;

  TableRows(SortedMap<String, RelationSchema> schemas, Map<String, CollectionId> collections) {
    collections.forEach(
        (name, collection) -> {
          RelationSchema schema = schemas.get(name);
          if (schema == null) {
            throw new IllegalArgumentException("the generator has no table " + name);
          }
          tables.put(name, new Table(collection, schema));
        });
  }

  /** The time of all rows to come. */
  void startAt(long newTime) {
    time = newTime;
  }

  void insert(String table, Object... values) {
    update(table, 1, values);
  }

  void delete(String table, Object... values) {
    update(table, -1, values);
  }

  private void update(String name, long diff, Object... values) {
    Table table = tables.get(name);
    if (table != null) {
      table.update(values, time, diff);
    }
  }

  /** All rows since the last call, sorted; tables without any are left out. */
  SortedMap<CollectionId, Batch> build() {
    SortedMap<CollectionId, Batch> batches = new TreeMap<>();
    for (Table table : tables.values()) {
      Batch batch = table.builder.build();
      if (!batch.isEmpty()) {
        batches.put(table.collection, batch);
      }
    }
    return batches;
  }

  private static final class Table {
    private final CollectionId collection;
    private final RowLayout layout;
    private final ColumnVector[] columns;
    private final BatchBuilder builder = new BatchBuilder();
    private final ByteSink row = new ByteSink();

    Table(CollectionId collection, RelationSchema schema) {
      this.collection = collection;
      this.layout = RowLayout.of(schema);
      this.columns = layout.allocate(1);
    }

    void update(Object[] values, long time, long diff) {
      for (int i = 0; i < columns.length; i++) {
        if (columns[i] instanceof LongVector vector) {
          vector.values[0] = ((Number) values[i]).longValue();
        } else if (columns[i] instanceof BytesVector vector) {
          byte[] text = ((String) values[i]).getBytes(StandardCharsets.UTF_8);
          vector.clear();
          vector.append(0, text, 0, text.length);
        }
      }
      row.clear();
      layout.encode(columns, 0, row);
      builder.add(row.array(), 0, row.size(), time, diff);
    }
  }
}
