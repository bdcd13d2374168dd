package dev.tidewater.store.collection;

/**
 * A batch of a collection: the updates that were appended with times in {@code [lower, upper)}.
 *
 * @param since times before it were moved up to just before it ({@code since - 1}); later ones are
 *     as they were appended
 * @param updates how many there are; never zero
 * @param sizeBytes encoded
 */
record BatchDescriptor(
    long lower, long upper, long since, long updates, long sizeBytes, BatchData data) {
  BatchDescriptor {
    if (lower >= upper || updates < 1) {
      throw new IllegalArgumentException("not a batch");
    }
  }

  /** What this costs in a log entry or a roll-up, about. */
  long inlineBytes() {
    return data instanceof BatchData.Inline inline ? inline.encoded().length : 0;
  }
}
