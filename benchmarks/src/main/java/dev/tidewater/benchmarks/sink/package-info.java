/**
 * The Iceberg sink beside Flink's and beside a bare loop over Iceberg's Parquet writer; see {@code
 * benchmarks/README.md}.
 */
@NullMarked
package dev.tidewater.benchmarks.sink;

import org.jspecify.annotations.NullMarked;
