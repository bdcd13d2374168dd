package dev.tidewater.plan;

import org.jspecify.annotations.Nullable;

/**
 * The rows of its partition that a row's window function looks at, as SQL's frame clause says.
 *
 * @param rangeKey for RANGE with an offset the order's key, in the type of the bounds' offsets;
 *     else null
 */
public record WindowFrame(
    Unit unit, Bound start, Bound end, Exclusion exclusion, @Nullable ScalarExpr rangeKey) {
  /** What bounds count in. */
  public enum Unit {
    ROWS,
    /** Distances of the order's key. */
    RANGE,
    /** Peer groups: rows that the order does not tell apart. */
    GROUPS
  }

  /** Where a frame begins or ends. */
  public enum BoundKind {
    UNBOUNDED_PRECEDING,
    PRECEDING,
    CURRENT_ROW,
    FOLLOWING,
    UNBOUNDED_FOLLOWING
  }

  /**
   * A bound.
   *
   * @param offset of PRECEDING and FOLLOWING: for ROWS and GROUPS a count (bigint), the same for
   *     all rows; for RANGE the key at which the frame begins or ends, over the row's columns; else
   *     null
   */
  public record Bound(BoundKind kind, @Nullable ScalarExpr offset) {}

  /** Rows around the current one that are left out. */
  public enum Exclusion {
    NO_OTHERS,
    CURRENT_ROW,
    GROUP,
    TIES
  }

  /** From the start of the partition to the current row's last peer: what SQL means by default. */
  public static WindowFrame toCurrentRow() {
    return new WindowFrame(
        Unit.RANGE,
        new Bound(BoundKind.UNBOUNDED_PRECEDING, null),
        new Bound(BoundKind.CURRENT_ROW, null),
        Exclusion.NO_OTHERS,
        null);
  }
}
