package dev.tidewater.sink.iceberg.commit;

import org.apache.iceberg.TableMetadata;

/**
 * How a commit ended. What may be cleaned up is decided by the type: only files of a clean failure.
 */
public sealed interface CommitOutcome {

  /**
   * The table holds it.
   *
   * @param snapshotId the snapshot that it became
   * @param conflicts attempts that somebody else's commit got in the way of
   * @param state the table as it was when that was seen
   */
  record Committed(long snapshotId, int conflicts, TableMetadata state) implements CommitOutcome {}

  /** The table does not hold it and never will: the catalog refused it, or it was never sent. */
  record FailedClean(RuntimeException cause) implements CommitOutcome {}

  /**
   * It may be in the table, or get there yet. Its files must stay; the table is asked when the sink
   * starts again.
   */
  record Unknown(RuntimeException cause) implements CommitOutcome {}
}
