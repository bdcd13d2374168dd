package dev.tidewater.engine.function;

/** In what places a cast happens without being written; each includes those before it. */
public enum CastContext {
  /** Anywhere. */
  IMPLICIT,
  /** When a value is put into a column. */
  ASSIGNMENT,
  /** Only where it is written. */
  EXPLICIT
}
