package dev.tidewater.types.row;

/** Finds the end of a composite value's key, whose parts end themselves. */
interface KeyWalker {
  /** The end of the key that begins here. */
  int skip(byte[] source, int position);

  /** Whether values of the same key may differ. */
  boolean hasSuffix();
}
