/**
 * From encoded rows to data files and equality-delete files. Rows are decoded to vectors, some
 * thousand at a time, and go from there into Iceberg's Parquet writer without an object per row.
 */
@NullMarked
package dev.tidewater.sink.iceberg.write;

import org.jspecify.annotations.NullMarked;
