package dev.tidewater.zset;

/**
 * A forward walk over updates in order of (row bytes unsigned, time).
 *
 * <p>Starts before the first update. After {@link #next()} returned true the accessors describe the
 * current update until the next call; the array behind {@link #bytes()} is shared and must not be
 * written. Nobody overwrites it while the cursor is open, so a row that was passed may still be
 * read. One thread at a time.
 */
public interface UpdateCursor extends AutoCloseable {
  /** Moves to the next update; false at the end. */
  boolean next();

  /**
   * Moves to the first update at or after the current one whose row is not below the given bytes;
   * false at the end. Costs the logarithm of what it skips.
   */
  boolean seek(byte[] key, int offset, int length);

  /** The array that holds the row. */
  byte[] bytes();

  int offset();

  int length();

  long time();

  long diff();

  @Override
  void close();
}
