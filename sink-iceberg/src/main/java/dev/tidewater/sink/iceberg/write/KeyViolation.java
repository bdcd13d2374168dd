package dev.tidewater.sink.iceberg.write;

/** What to do when a key that was promised to be unique is not. */
public enum KeyViolation {
  /** Write nothing and say which key. */
  STALL,
  /** Keep the row that came last. */
  KEEP_LAST
}
