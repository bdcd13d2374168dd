package dev.tidewater.store;

import dev.tidewater.zset.UpdateCursor;
import java.util.List;

/**
 * A collection as it is at one time: rows in order, consolidated, each diff its multiplicity. Reads
 * page by page, so memory does not grow with the collection. Pins the blobs it reads until closed.
 */
public interface Snapshot extends AutoCloseable {
  long asOf();

  /** About how many updates lie below; an upper bound of the number of rows. */
  long estimatedRows();

  /** All rows. Each call is a walk of its own; walks may run on different threads. */
  UpdateCursor rows();

  /** Rows whose encoding starts with the given bytes: a look-up by the leading columns. */
  UpdateCursor rowsWithPrefix(byte[] prefix);

  /** About {@code parts} walks over disjoint ranges that together give all rows, in order. */
  List<UpdateCursor> split(int parts);

  @Override
  void close();
}
