package dev.tidewater.source.postgres;

import dev.tidewater.source.postgres.pgoutput.TextRow;

/**
 * A row as {@code COPY … TO STDOUT} prints it: values separated by tabs, NULL as {@code \N}, and a
 * few characters behind a backslash, which are put right in place.
 */
final class CopyTextRow implements TextRow {
  private static final int NULL = -1;

  private final int[] offsets;
  private final int[] lengths;
  private byte[] data = new byte[0];

  CopyTextRow(int columns) {
    this.offsets = new int[columns];
    this.lengths = new int[columns];
  }

  /** Takes over a line, its newline included, and changes it. */
  void read(byte[] line) {
    data = line;
    int column = 0;
    int at = 0;
    int end = line.length > 0 && line[line.length - 1] == '\n' ? line.length - 1 : line.length;
    while (column < offsets.length) {
      offsets[column] = at;
      int out = at;
      boolean isNull = false;
      while (at < end && line[at] != '\t') {
        if (line[at] == '\\' && at + 1 < end) {
          isNull |= line[at + 1] == 'N';
          line[out++] = unescaped(line[at + 1]);
          at += 2;
        } else {
          line[out++] = line[at++];
        }
      }
      lengths[column] = isNull ? NULL : out - offsets[column];
      boolean last = ++column == offsets.length;
      if (last != (at >= end)) {
        throw new IllegalArgumentException("a row of COPY has another number of columns");
      }
      at++;
    }
  }

  private static byte unescaped(byte escaped) {
    return switch (escaped) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 0x0b;
      default -> escaped;
    };
  }

  @Override
  public int size() {
    return offsets.length;
  }

  @Override
  public boolean isNull(int column) {
    return lengths[column] == NULL;
  }

  @Override
  public boolean isUnchanged(int column) {
    return false;
  }

  @Override
  public byte[] data() {
    return data;
  }

  @Override
  public int offset(int column) {
    return offsets[column];
  }

  @Override
  public int length(int column) {
    return lengths[column];
  }
}
