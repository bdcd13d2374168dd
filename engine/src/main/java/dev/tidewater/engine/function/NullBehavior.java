package dev.tidewater.engine.function;

/** When a function gives NULL. */
public enum NullBehavior {
  /** NULL exactly if an argument is. */
  STRICT,
  /** NULL if an argument is, and perhaps else. */
  STRICT_OR_NULL,
  /** Never. */
  NEVER,
  /** Whenever it likes. */
  ANY;

  /** Whether a NULL argument decides the result, so that the function is not asked. */
  public boolean isStrict() {
    return this == STRICT || this == STRICT_OR_NULL;
  }
}
