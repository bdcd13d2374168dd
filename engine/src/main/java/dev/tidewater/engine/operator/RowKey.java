package dev.tidewater.engine.operator;

import dev.tidewater.types.row.RowLayout;

/** Finds the end of the key with which an encoded row begins. */
@FunctionalInterface
public interface RowKey {
  /** Rows that are their own key. */
  RowKey WHOLE_ROW = (bytes, offset, rowLength) -> rowLength;

  /** The length of the key of a row. */
  int length(byte[] bytes, int offset, int rowLength);

  /** The key that a layout's key columns are. */
  static RowKey of(RowLayout layout) {
    KeyLengths lengths = new KeyLengths(layout);
    return (bytes, offset, rowLength) -> lengths.of(bytes, offset);
  }
}
