package dev.tidewater.sink.iceberg.write;

import dev.tidewater.types.vector.ColumnVector;

/**
 * A run of rows as vectors, and the one that is being written: what Iceberg's Parquet writer takes
 * for a record. The same object is handed over for every row.
 */
final class VectorRow {
  final ColumnVector[] columns;
  int row;

  VectorRow(ColumnVector[] columns) {
    this.columns = columns;
  }
}
