package dev.tidewater.sink.iceberg.write;

import dev.tidewater.sink.iceberg.table.SinkMode;
import dev.tidewater.sink.iceberg.table.TableShape;
import dev.tidewater.types.ArrayType;
import dev.tidewater.types.Column;
import dev.tidewater.types.RelationSchema;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.SqlType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.deletes.EqualityDeleteWriter;
import org.apache.iceberg.encryption.EncryptedOutputFile;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Makes data and equality-delete files for a table as it stands: where its location provider puts
 * them, with its write properties, and with the field ids of its schema. Safe for many threads.
 */
final class TableFiles {
  private final Table table;
  private final Schema dataSchema;
  private final Schema keySchema;
  private final List<FieldSource> dataFields;
  private final List<FieldSource> keyFields;
  private final OutputFileFactory dataNames;
  private final OutputFileFactory deleteNames;

  /** Where the values of a table's field come from: which vector, and what it holds. */
  private record FieldSource(int fieldId, int vector, String column, SqlType type) {}

  TableFiles(Table table, TableShape shape) {
    this.table = table;
    this.dataFields = dataFields(table.schema(), shape);
    this.keyFields = keyFields(table.schema(), shape);
    this.dataSchema = projection(table.schema(), dataFields);
    this.keySchema = projection(table.schema(), keyFields);
    String operation = UUID.randomUUID().toString();
    this.dataNames =
        OutputFileFactory.builderFor(table, 0, 0)
            .format(FileFormat.PARQUET)
            .operationId(operation)
            .build();
    this.deleteNames =
        OutputFileFactory.builderFor(table, 0, 1)
            .format(FileFormat.PARQUET)
            .operationId(operation)
            .suffix("deletes")
            .build();
  }

  /** Vectors stand in the relation's order; behind them, in mode APPEND, diff and timestamp. */
  private static List<FieldSource> dataFields(Schema schema, TableShape shape) {
    RelationSchema relation = shape.relation();
    List<FieldSource> sources = new ArrayList<>();
    for (int i = 0; i < relation.arity(); i++) {
      Column column = relation.column(i);
      sources.add(new FieldSource(id(schema, column.name()), i, column.name(), column.type()));
    }
    if (shape.mode() == SinkMode.APPEND) {
      String diff = TableShape.DIFF_COLUMN;
      String time = TableShape.TIMESTAMP_COLUMN;
      int next = relation.arity();
      sources.add(new FieldSource(id(schema, diff), next, diff, ScalarType.INT4));
      sources.add(new FieldSource(id(schema, time), next + 1, time, ScalarType.INT8));
    }
    return List.copyOf(sources);
  }

  /** Vectors stand in the key's order. */
  private static List<FieldSource> keyFields(Schema schema, TableShape shape) {
    List<FieldSource> sources = new ArrayList<>();
    for (int position : shape.key()) {
      Column column = shape.relation().column(position);
      sources.add(
          new FieldSource(id(schema, column.name()), sources.size(), column.name(), column.type()));
    }
    return List.copyOf(sources);
  }

  private static int id(Schema schema, String column) {
    return Objects.requireNonNull(schema.findField(column), column).fieldId();
  }

  /** The table's fields that we have values for, in the table's order. */
  private static Schema projection(Schema schema, List<FieldSource> sources) {
    List<Types.NestedField> fields =
        schema.columns().stream()
            .filter(field -> sources.stream().anyMatch(s -> s.fieldId() == field.fieldId()))
            .toList();
    return new Schema(fields);
  }

  FileIO io() {
    return table.io();
  }

  Table table() {
    return table;
  }

  EncryptedOutputFile newDataFile() {
    return dataNames.newOutputFile();
  }

  EncryptedOutputFile newDeleteFile() {
    return deleteNames.newOutputFile();
  }

  DataWriter<VectorRow> dataWriter(EncryptedOutputFile file) throws IOException {
    return Parquet.writeData(file)
        .forTable(table)
        .schema(dataSchema)
        .createWriterFunc((MessageType type) -> rowWriter(type, dataFields))
        .build();
  }

  EqualityDeleteWriter<VectorRow> deleteWriter(EncryptedOutputFile file) throws IOException {
    return Parquet.writeDeletes(file)
        .forTable(table)
        .rowSchema(keySchema)
        .equalityFieldIds(keyFields.stream().mapToInt(FieldSource::fieldId).toArray())
        .createWriterFunc((MessageType type) -> rowWriter(type, keyFields))
        .buildEqualityWriter();
  }

  private static VectorRowWriter rowWriter(MessageType message, List<FieldSource> sources) {
    List<FieldWriter> writers = new ArrayList<>();
    for (Type field : message.getFields()) {
      int id = field.getId().intValue();
      FieldSource source =
          sources.stream().filter(s -> s.fieldId() == id).findFirst().orElseThrow();
      writers.add(fieldWriter(message, field, source));
    }
    return new VectorRowWriter(writers);
  }

  private static FieldWriter fieldWriter(MessageType message, Type field, FieldSource source) {
    List<String> path = new ArrayList<>(List.of(field.getName()));
    Type leaf = field;
    while (!leaf.isPrimitive()) {
      leaf = ((GroupType) leaf).getType(0);
      path.add(leaf.getName());
    }
    ColumnDescriptor descriptor = message.getColumnDescription(path.toArray(String[]::new));
    if (source.type() instanceof ArrayType array) {
      return FieldWriter.list(
          source.vector(), array, ValueWriters.of(source.column(), array.element(), descriptor));
    }
    return FieldWriter.scalar(
        source.vector(), ValueWriters.of(source.column(), (ScalarType) source.type(), descriptor));
  }
}
