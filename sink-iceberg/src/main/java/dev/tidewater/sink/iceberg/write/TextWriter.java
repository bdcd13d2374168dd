package dev.tidewater.sink.iceberg.write;

import dev.tidewater.types.ScalarType;
import dev.tidewater.types.format.TextFormat;
import dev.tidewater.types.row.ByteSink;
import dev.tidewater.types.vector.ColumnVector;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.io.api.Binary;

/** Writes values that Iceberg has no type for as their SQL text: uuid, jsonb, interval. */
final class TextWriter extends ValueWriter {
  private final ScalarType type;
  private final ByteSink text = new ByteSink();

  TextWriter(String column, ColumnDescriptor descriptor, ScalarType type) {
    super(column, descriptor);
    this.type = type;
  }

  @Override
  void write(ColumnVector vector, int row, int repetition, int definition) {
    text.clear();
    TextFormat.UTC.append(vector, type, row, text);
    // Parquet copies what it keeps of a reused array.
    Binary value = Binary.fromReusedByteArray(text.array(), 0, text.size());
    out().write(value, repetition, definition);
  }
}
