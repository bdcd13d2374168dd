package dev.tidewater.store.consensus;

import java.util.List;
import java.util.SortedSet;

/**
 * Logs of small entries under keys. The entries of a key are numbered without a gap from 1; an
 * append names the number that it expects to get, so of two writers one loses and finds out. A log
 * may be cut at its front, never at its end.
 *
 * <p>Always holds: an append is done whole or not at all, over all its keys; it is durable once it
 * returned; appends that run at the same time may share one transaction and one sync. Safe for use
 * by many threads, and by several processes where the database is shared.
 *
 * <p>Errors: {@code DISK_FULL} means that nothing was written. After any other exception from an
 * append the outcome is unknown: {@link #scan} tells.
 */
public interface Consensus extends AutoCloseable {
  /** Appends all the writes or none. No key may occur in it more than once. */
  AppendResult append(List<Write> writes);

  /** The entries numbered {@code from} or higher that are still there, in order. */
  List<Entry> scan(String key, long from);

  /** Drops the entries numbered below {@code before}; the newest always stays. */
  void truncate(String key, long before);

  /** Drops a key with all its entries; durable on return. Its numbers then start at 1 again. */
  void delete(String key);

  /** Keys that start with the prefix. */
  SortedSet<String> keys(String prefix);

  @Override
  void close();
}
