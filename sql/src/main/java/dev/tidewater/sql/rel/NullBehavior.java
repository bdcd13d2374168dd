package dev.tidewater.sql.rel;

/** When a function gives NULL. */
public enum NullBehavior {
  /** NULL exactly if an argument is. */
  STRICT,
  /** NULL if an argument is, and perhaps else. */
  STRICT_OR_NULL,
  /** Never. */
  NEVER,
  /** Whenever it likes. */
  ANY
}
