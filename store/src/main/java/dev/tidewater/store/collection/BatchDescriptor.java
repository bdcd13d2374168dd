package dev.tidewater.store.collection;

import java.util.OptionalLong;

/**
 * A batch of a collection: updates that were appended with times in {@code [lower, upper)}; all of
 * them, unless other batches with the same bounds have the rest.
 *
 * @param since times before it were moved up to just before it ({@code since - 1}); later ones are
 *     as they were appended
 * @param stamp the time of all its updates, whatever the bytes say; given to batches that were
 *     written before their time was known
 * @param updates how many there are; never zero
 * @param sizeBytes encoded
 */
record BatchDescriptor(
    long lower,
    long upper,
    long since,
    OptionalLong stamp,
    long updates,
    long sizeBytes,
    BatchData data) {
  BatchDescriptor {
    if (lower >= upper || updates < 1) {
      throw new IllegalArgumentException("not a batch");
    }
    if (stamp.isPresent() && (stamp.getAsLong() < lower || stamp.getAsLong() >= upper)) {
      throw new IllegalArgumentException("a stamp outside the bounds");
    }
  }

  /** The same bytes, part of an append to these bounds whose updates all get its last time. */
  BatchDescriptor stampedInto(long newLower, long newUpper) {
    return new BatchDescriptor(
        newLower, newUpper, newLower, OptionalLong.of(newUpper - 1), updates, sizeBytes, data);
  }

  boolean hasBoundsOf(BatchDescriptor other) {
    return lower == other.lower && upper == other.upper;
  }

  /** What this costs in a log entry or a roll-up, about. */
  long inlineBytes() {
    return data instanceof BatchData.Inline inline ? inline.encoded().length : 0;
  }
}
