package dev.tidewater.store;

import java.util.List;

/** An append-only log under a name; entries count from 0. */
public interface DurableLog {
  /** All entries from the given index on, in order. */
  List<byte[]> read(long from);

  /** Appends if the log has exactly {@code expectedLength} entries; false otherwise. */
  boolean append(long expectedLength, byte[] entry);
}
