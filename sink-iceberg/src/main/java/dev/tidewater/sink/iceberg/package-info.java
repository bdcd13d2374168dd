/**
 * Exports a collection to an Iceberg table, continuously and exactly once. {@link
 * dev.tidewater.sink.iceberg.IcebergSink} is the door; the protocol is specified in {@code
 * docs/formats/sink-commit.md}.
 */
@NullMarked
package dev.tidewater.sink.iceberg;

import org.jspecify.annotations.NullMarked;
