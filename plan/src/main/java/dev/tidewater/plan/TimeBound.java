package dev.tidewater.plan;

/**
 * From when on, or until when, a row is there: a comparison of its time with {@code mz_now()}.
 *
 * @param time over the row's columns, of type mz_timestamp: milliseconds since 1970; a row without
 *     one is never there
 */
public record TimeBound(Kind kind, ScalarExpr time) {
  /** How the row's time bounds the times at which the row is there. */
  public enum Kind {
    /** There at the time and afterwards. */
    FROM,
    /** There afterwards only. */
    AFTER,
    /** There before the time only. */
    UNTIL,
    /** There before and at the time. */
    THROUGH
  }
}
