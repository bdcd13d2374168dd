package dev.tidewater.store.collection;

/** Where the updates of a batch are. */
sealed interface BatchData {
  /** In the log of the group itself: small batches, so that their append is one commit. */
  record Inline(byte[] encoded) implements BatchData {}

  /** In a blob of this name, which was durable before the log referred to it. */
  record Stored(String blob) implements BatchData {}
}
