package dev.tidewater.engine.scalar;

import dev.tidewater.engine.function.Selection;

/** A list of rows that is filled anew for each run, and the selection that it makes. */
final class RowList {
  private int[] rows = new int[0];
  private int count;
  private final Selection selection = new Selection();

  /** Empties the list and makes room for so many. */
  RowList reset(int capacity) {
    if (rows.length < capacity) {
      rows = new int[Math.max(capacity, 2 * rows.length)];
    }
    count = 0;
    return this;
  }

  void add(int row) {
    rows[count++] = row;
  }

  int count() {
    return count;
  }

  int[] rows() {
    return rows;
  }

  Selection selection() {
    return selection.listed(rows, count);
  }

  /** Fills the list with the rows of a selection. */
  void take(Selection other) {
    reset(other.count());
    for (int i = 0; i < other.count(); i++) {
      rows[i] = other.row(i);
    }
    count = other.count();
  }
}
