package dev.tidewater.engine.function;

import org.jspecify.annotations.Nullable;

/** Which rows of vectors are meant: the first so many, or those listed, ascending. Reused. */
public final class Selection {
  private int @Nullable [] rows;
  private int count;

  /** Selects the first rows. */
  public Selection first(int newCount) {
    this.rows = null;
    this.count = newCount;
    return this;
  }

  /** Selects listed rows, ascending; null for the first {@code newCount}. The array is shared. */
  public Selection listed(int @Nullable [] newRows, int newCount) {
    this.rows = newRows;
    this.count = newCount;
    return this;
  }

  public int count() {
    return count;
  }

  public boolean isEmpty() {
    return count == 0;
  }

  /** Null for the first {@link #count()}. */
  public int @Nullable [] rows() {
    return rows;
  }

  public int row(int index) {
    return rows == null ? index : rows[index];
  }

  /** All selected rows are below this. */
  public int limit() {
    return rows == null ? count : count == 0 ? 0 : rows[count - 1] + 1;
  }
}
