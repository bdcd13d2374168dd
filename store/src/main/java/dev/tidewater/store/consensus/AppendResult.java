package dev.tidewater.store.consensus;

/** How an append ended; an exception instead means that the outcome is unknown. */
public sealed interface AppendResult {
  /** All of it is durable. */
  record Appended() implements AppendResult {}

  /**
   * Nothing was written.
   *
   * @param key the first key whose newest entry is not the one expected
   * @param newest its number; 0 if the key has no entry
   */
  record Conflict(String key, long newest) implements AppendResult {}
}
