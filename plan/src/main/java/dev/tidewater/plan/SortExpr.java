package dev.tidewater.plan;

/** One key of an ORDER BY as an expression, its direction and where NULLs go. */
public record SortExpr(ScalarExpr value, SortKey.Direction direction, SortKey.Nulls nulls) {
  /** Whether it orders as the encoding of its value does. */
  public boolean isNatural() {
    return direction == SortKey.Direction.ASCENDING && nulls == SortKey.Nulls.LAST;
  }
}
