package dev.tidewater.store;

/** How a compare-and-append ended. An exception instead means that the outcome is unknown. */
public sealed interface AppendOutcome {
  /** Durable. */
  record Appended() implements AppendOutcome {}

  /** Nothing was written: another writer moved the upper. */
  record UpperMismatch(long actualUpper) implements AppendOutcome {}
}
