package dev.tidewater.types.format;

import dev.tidewater.types.row.ByteSink;

/** The quotes of record text. */
final class RecordText {
  private RecordText() {}

  /**
   * Puts quotes around the field that stands behind a position, where it needs them; in it quotes
   * and backslashes are doubled.
   */
  static void quoteFrom(int start, ByteSink out) {
    byte[] array = out.array();
    int end = out.size();
    int doubled = 0;
    boolean needed = start == end;
    for (int i = start; i < end; i++) {
      switch (array[i]) {
        case '"', '\\' -> {
          doubled++;
          needed = true;
        }
        case '(', ')', ',', ' ', '\t', '\n', 0x0b, '\f', '\r' -> needed = true;
        default -> {}
      }
    }
    if (!needed) {
      return;
    }
    out.claim(doubled + 2);
    array = out.array();
    int to = out.size() - 1;
    array[to--] = '"';
    for (int i = end - 1; i >= start; i--) {
      array[to--] = array[i];
      if (array[i] == '"' || array[i] == '\\') {
        array[to--] = array[i];
      }
    }
    array[start] = '"';
  }
}
