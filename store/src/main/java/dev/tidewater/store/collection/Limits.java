package dev.tidewater.store.collection;

/**
 * Sizes at which the store does things another way. Fixed in production; a simulation makes them
 * small, so that little data passes all ways.
 *
 * @param inlineBytes up to which a batch travels in the log entry: one sync instead of two, at the
 *     price of being written again by roll-ups until it is merged away
 * @param appendInlineBytes inline bytes of all batches of one append together, so that a log entry
 *     stays small
 * @param groupInlineBytes inline bytes that a group may have before the largest go to a blob, since
 *     each roll-up writes them again, under the group's lock
 * @param rollUpBytes of log below which a roll-up saves nothing worth a write
 */
record Limits(int inlineBytes, int appendInlineBytes, long groupInlineBytes, long rollUpBytes) {
  static final Limits PRODUCTION = new Limits(64 << 10, 256 << 10, 4 << 20, 64 << 10);
}
