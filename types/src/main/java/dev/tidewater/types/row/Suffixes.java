package dev.tidewater.types.row;

import dev.tidewater.types.vector.BytesVector;

/**
 * The section behind the keys of a row or of a composite value that holds what tells SQL-equal
 * values apart. Its length stands behind it, so that it is found from the end: one byte below 255,
 * or four bytes and then 255.
 */
final class Suffixes {
  private static final int LONG_FORM = 255;

  private Suffixes() {}

  /** Writes the length of the section that began at a position of the sink. */
  static void close(ByteSink out, int start) {
    int length = out.size() - start;
    if (length < LONG_FORM) {
      out.putByte(length);
    } else {
      out.putInt(length);
      out.putByte(LONG_FORM);
    }
  }

  /** Where the section begins, given the end of all. */
  static int start(byte[] source, int end) {
    return sectionEnd(source, end) - length(source, end);
  }

  /** Where the section ends and its length begins. */
  static int sectionEnd(byte[] source, int end) {
    return (source[end - 1] & 0xff) == LONG_FORM ? end - 5 : end - 1;
  }

  static int length(byte[] source, int end) {
    int last = source[end - 1] & 0xff;
    return last == LONG_FORM ? Bytes.readInt(source, end - 5) : last;
  }

  /** The order of the keys of two composite values in vectors. */
  static int compareKeys(BytesVector a, int aRow, BytesVector b, int bRow) {
    int aStart = a.offsets[aRow];
    int bStart = b.offsets[bRow];
    return Bytes.compare(
        a.data,
        aStart,
        start(a.data, aStart + a.lengths[aRow]),
        b.data,
        bStart,
        start(b.data, bStart + b.lengths[bRow]));
  }

  static int readVarint(byte[] source, int position) {
    int value = source[position] & 0x7f;
    int shift = 7;
    for (int at = position; source[at] < 0; shift += 7) {
      at++;
      value |= (source[at] & 0x7f) << shift;
    }
    return value;
  }

  static int skipVarint(byte[] source, int position) {
    int at = position;
    while (source[at] < 0) {
      at++;
    }
    return at + 1;
  }
}
