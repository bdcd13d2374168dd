package dev.tidewater.store;

import dev.tidewater.zset.UpdateCursor;
import java.util.List;

/**
 * All updates of a collection whose time lies in {@code [lower, upper)}, read page by page as they
 * are walked, so that memory does not grow with their number. Pins the blobs it reads until closed.
 * Safe for use by many threads, each with a walk of its own.
 */
public interface StoredChanges extends AutoCloseable {
  long lower();

  long upper();

  /** About how many updates there are; an upper bound. */
  long updates();

  /** A new walk over all of them, sorted by row and time, consolidated. */
  UpdateCursor cursor();

  /** Some of the rows, in order and evenly spread: where walks can be parted. */
  List<byte[]> heads();

  @Override
  void close();
}
