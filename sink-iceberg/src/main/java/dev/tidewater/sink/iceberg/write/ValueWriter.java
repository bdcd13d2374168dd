package dev.tidewater.sink.iceberg.write;

import dev.tidewater.types.vector.ColumnVector;
import java.util.stream.Stream;
import org.apache.iceberg.FieldMetrics;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes values of one SQL type into one Parquet column, straight from a vector. For one file and
 * one thread.
 */
abstract class ValueWriter {
  final String column;
  private final ColumnDescriptor descriptor;
  private @Nullable ColumnWriter writer;

  ValueWriter(String column, ColumnDescriptor descriptor) {
    this.column = column;
    this.descriptor = descriptor;
  }

  /** Writes the value in a row, which is not NULL, at the levels given. */
  abstract void write(ColumnVector vector, int row, int repetition, int definition);

  /** What the file's footer can't say about the values: NaN counts. */
  Stream<FieldMetrics<?>> metrics() {
    return Stream.empty();
  }

  /** Called at the start of each row group. */
  final void attach(ColumnWriteStore store) {
    writer = store.getColumnWriter(descriptor);
  }

  final ColumnWriter out() {
    ColumnWriter attached = writer;
    if (attached == null) {
      throw new IllegalStateException("no row group was started");
    }
    return attached;
  }

  final int fieldId() {
    return descriptor.getPrimitiveType().getId().intValue();
  }

  final int maxDefinition() {
    return descriptor.getMaxDefinitionLevel();
  }

  final UnfitValueException unfit(String reason) {
    return new UnfitValueException(column, reason);
  }
}
