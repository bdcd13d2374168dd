package dev.tidewater.engine.function;

/** What the outcome of a function hangs on besides its arguments. */
public enum Volatility {
  /** Nothing. */
  IMMUTABLE,
  /** The session or the catalog: the same throughout a statement. */
  STABLE,
  /** Anything: computed anew for each row. */
  VOLATILE
}
