package dev.tidewater.sink.iceberg.commit;

import dev.tidewater.types.TidewaterException;
import org.apache.iceberg.TableMetadata;

/** How one attempt at a commit ended. */
sealed interface AttemptOutcome {
  /** It is in the table, by this attempt or by an earlier one whose answer was lost. */
  record Landed(long snapshotId, TableMetadata state) implements AttemptOutcome {}

  /** Somebody else committed between the check and the commit; it is not in the table. */
  record Conflict(RuntimeException cause) implements AttemptOutcome {}

  /** The table could not be asked, or the commit not be prepared; nothing was sent. */
  record NotSent(RuntimeException cause) implements AttemptOutcome {}

  /** It was sent and may or may not land. */
  record Unanswered(RuntimeException cause) implements AttemptOutcome {}

  /** The table is in a state that this commit must not be made on; trying again can't help. */
  record Refused(TidewaterException cause) implements AttemptOutcome {}
}
