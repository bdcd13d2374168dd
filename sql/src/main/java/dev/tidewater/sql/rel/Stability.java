package dev.tidewater.sql.rel;

/** What the outcome of a function hangs on besides its arguments. */
public enum Stability {
  /** Nothing: may be computed when planning. */
  IMMUTABLE,
  /** The session: the same throughout a statement. */
  STABLE,
  /** Anything: computed anew for each row. */
  VOLATILE
}
