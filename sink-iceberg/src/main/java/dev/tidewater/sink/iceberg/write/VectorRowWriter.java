package dev.tidewater.sink.iceberg.write;

import java.util.List;
import java.util.stream.Stream;
import org.apache.iceberg.FieldMetrics;
import org.apache.iceberg.parquet.ParquetValueWriter;
import org.apache.iceberg.parquet.TripleWriter;
import org.apache.parquet.column.ColumnWriteStore;

/** Feeds Iceberg's Parquet writer from vectors. For one file and one thread. */
final class VectorRowWriter implements ParquetValueWriter<VectorRow> {
  private final FieldWriter[] fields;

  VectorRowWriter(List<FieldWriter> fields) {
    this.fields = fields.toArray(FieldWriter[]::new);
  }

  @Override
  public void write(int repetitionLevel, VectorRow record) {
    for (FieldWriter field : fields) {
      field.write(record);
    }
  }

  /** Asked for by enclosing writers only; a row has none. */
  @Override
  public List<TripleWriter<?>> columns() {
    return List.of();
  }

  @Override
  public void setColumnStore(ColumnWriteStore columnStore) {
    for (FieldWriter field : fields) {
      field.values.attach(columnStore);
    }
  }

  @Override
  public Stream<FieldMetrics<?>> metrics() {
    return Stream.of(fields).flatMap(field -> field.values.metrics());
  }
}
