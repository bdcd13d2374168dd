package dev.tidewater.types.row;

import dev.tidewater.types.ScalarType;

/** Walks over the elements of an array: 1 and a key for each, 2 for NULL, 0 at the end. */
final class ArrayKeyWalker implements KeyWalker {
  static final int END = 0;
  static final int PRESENT = 1;
  static final int NULL = 2;

  private final ColumnCodec element;

  ArrayKeyWalker(ScalarType element) {
    this.element = ColumnCodec.of(element);
  }

  @Override
  public int skip(byte[] source, int position) {
    int at = position;
    while (source[at] != END) {
      at = source[at] == NULL ? at + 1 : element.skip(source, at + 1);
    }
    return at + 1;
  }

  @Override
  public boolean hasSuffix() {
    return element.hasSuffix();
  }
}
