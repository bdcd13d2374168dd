package dev.tidewater.engine.operator;

import dev.tidewater.types.row.RowLayout;

/** Finds the end of the key columns with which a row begins. */
final class KeyLengths {
  private final RowLayout layout;
  private final int fixed;

  KeyLengths(RowLayout layout) {
    this.layout = layout;
    this.fixed = layout.keyLayout().rowWidth();
  }

  int of(byte[] bytes, int offset) {
    return fixed >= 0 ? fixed : layout.keyLength(bytes, offset);
  }
}
