package dev.tidewater.store;

import dev.tidewater.zset.UpdateCursor;

/**
 * Updates that are durable already and not yet visible: a large input is staged in sorted parts as
 * it comes, so that memory stays bounded, and one {@link Append} then makes all of them visible at
 * one time. A part that no append names goes when it is closed or when the process ends.
 */
public interface StagedPart extends AutoCloseable {
  CollectionId collection();

  long updates();

  /** Walks the part's updates in order, page by page; usable until the append or the close. */
  UpdateCursor rows();

  /** Discards the part, unless an append took it over. */
  @Override
  void close();
}
