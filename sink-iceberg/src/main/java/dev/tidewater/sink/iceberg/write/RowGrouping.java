package dev.tidewater.sink.iceberg.write;

import dev.tidewater.types.row.RowLayout;

/** Where the part of an encoded row ends that tells which rows replace one another. */
interface RowGrouping {
  int length(byte[] bytes, int offset, int length);

  /** Rows are stored with the sink's key in front. */
  static RowGrouping byKey(RowLayout layout) {
    return (bytes, offset, length) -> layout.keyLength(bytes, offset);
  }

  /** The key is proven unique, so in a snapshot each row stands for itself. */
  static RowGrouping byRow() {
    return (bytes, offset, length) -> length;
  }
}
