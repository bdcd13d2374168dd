package dev.tidewater.plan;

/** One key of an ORDER BY: a column, counted from 0, its direction and where NULLs go. */
public record SortKey(int column, Direction direction, Nulls nulls) {
  public enum Direction {
    ASCENDING,
    DESCENDING
  }

  public enum Nulls {
    FIRST,
    LAST
  }
}
