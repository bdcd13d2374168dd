package dev.tidewater.source.postgres;

import dev.tidewater.source.postgres.SnapshotCopy.CopiedTable;
import java.util.List;

/**
 * Copies of tables as they were at one LSN: they hold exactly the transactions whose commit record
 * begins before it.
 */
record TableSnapshot(long lsn, List<CopiedTable> tables) {
  TableSnapshot {
    tables = List.copyOf(tables);
  }
}
