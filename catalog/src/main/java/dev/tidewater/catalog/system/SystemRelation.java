package dev.tidewater.catalog.system;

import dev.tidewater.catalog.ObjectId;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.BatchBuilder;

/**
 * A relation of the system: its place, its columns and where its rows come from. Immutable; any
 * number of threads.
 */
public final class SystemRelation {
  private final ObjectId id;
  private final String schemaName;
  private final String name;
  private final RelationSchema schema;
  private final RowSource source;

  SystemRelation(
      ObjectId id, String schemaName, String name, RelationSchema schema, RowSource source) {
    this.id = id;
    this.schemaName = schemaName;
    this.name = name;
    this.schema = schema;
    this.source = source;
  }

  public ObjectId id() {
    return id;
  }

  public String schemaName() {
    return schemaName;
  }

  public String name() {
    return name;
  }

  public RelationSchema schema() {
    return schema;
  }

  /** All its rows now, each once at a time, encoded as {@code RowLayout.of(schema())}. */
  public Batch rows(SystemContext context, long time) {
    RowWriter writer = new RowWriter(schema);
    source.write(context, writer);
    RowLayout layout = RowLayout.of(schema);
    BatchBuilder batch = new BatchBuilder();
    writer
        .rows()
        .forEach(
            row -> {
              byte[] bytes = layout.encode(row);
              batch.add(bytes, 0, bytes.length, time, 1);
            });
    return batch.build();
  }
}
