package dev.tidewater.sql.functions;

import dev.tidewater.sql.rel.NullBehavior;
import dev.tidewater.sql.rel.Stability;

/**
 * How a value of one type becomes one of another.
 *
 * @param identity the cast function in plans
 * @param context when it happens unasked
 */
public record CastRule(String identity, Context context, NullBehavior nulls, Stability stability) {

  /** In what places a cast happens without being written; each includes those before it. */
  public enum Context {
    /** Anywhere. */
    IMPLICIT,
    /** When a value is put into a column. */
    ASSIGNMENT,
    /** Only where it is written. */
    EXPLICIT
  }

  /** Whether a place of a context may use this cast. */
  public boolean allowedIn(Context place) {
    return context.compareTo(place) <= 0;
  }
}
