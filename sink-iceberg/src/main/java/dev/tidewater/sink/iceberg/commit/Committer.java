package dev.tidewater.sink.iceberg.commit;

import dev.tidewater.sink.iceberg.table.TableShape;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.time.Duration;
import org.apache.iceberg.TableOperations;

/**
 * Makes commits, each once.
 *
 * <p>It relies on this, and is tested for what happens where it breaks:
 *
 * <ol>
 *   <li>The catalog replaces a table's state only if its main branch is where the commit says.
 *   <li>A commit that landed is seen by every reload from then on.
 *   <li>A refusal for a conflict means that the commit did not land. (Where a retry inside the HTTP
 *       client was refused because the first try had landed, the reload sees it.)
 *   <li>One thread calls {@link #commit}, one commit after the other.
 * </ol>
 *
 * <pre>
 *           ┌──────────────── conflict, not sent: wait ────────────────┐
 *           ▼                                                          │
 *   reload and check ── fits ──► commit on that state ──────────────── ┤
 *      │          │                     │            └─ no answer: wait, from then on
 *      │          │                     ▼                 never clean up ──────┘
 *      │          └ ours is there ► COMMITTED
 *      └ refused: FAILED CLEAN, or UNKNOWN once an answer is missing
 * </pre>
 *
 * Waiting has no limit of tries: it ends when the commit lands, when the table refuses it, or when
 * the sink is stopped.
 */
public final class Committer {
  /** Watches attempts; called on the committing thread. */
  public interface Observer {
    /** Somebody else was quicker; it is tried again. */
    void conflict();

    /** The catalog failed; it is tried again. */
    void failing(RuntimeException cause);
  }

  /** Waits between attempts. */
  public interface Pause {
    /**
     * @return false if the sink is to stop instead of trying again
     */
    boolean await(Duration duration);
  }

  /** A conflict is over as soon as the other one is done. */
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  /** A catalog that is down for hours is asked about four times a minute. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private final CommitAttempt attempts;
  private final Pause pause;
  private final Observer observer;

  /**
   * @param table as errors name it
   * @param operations for this committer alone
   */
  public Committer(
      String table, TableOperations operations, TableShape shape, Pause pause, Observer observer) {
    this.attempts = new CommitAttempt(table, operations, shape);
    this.pause = pause;
    this.observer = observer;
  }

  /** Commits, however often it must be tried. */
  public CommitOutcome commit(SinkCommit commit) {
    Duration wait = FIRST_PAUSE;
    int conflicts = 0;
    boolean mayLand = false;
    while (true) {
      AttemptOutcome outcome = attempts.attempt(commit);
      RuntimeException reason;
      if (outcome instanceof AttemptOutcome.Landed landed) {
        return new CommitOutcome.Committed(landed.snapshotId(), conflicts, landed.state());
      } else if (outcome instanceof AttemptOutcome.Refused refused) {
        return failure(mayLand, refused.cause());
      } else if (outcome instanceof AttemptOutcome.Conflict conflict) {
        reason = conflict.cause();
        conflicts++;
        observer.conflict();
      } else if (outcome instanceof AttemptOutcome.Unanswered unanswered) {
        reason = unanswered.cause();
        mayLand = true;
        observer.failing(reason);
      } else {
        reason = ((AttemptOutcome.NotSent) outcome).cause();
        observer.failing(reason);
      }
      if (!pause.await(wait)) {
        return stopped(commit, mayLand || conflicts > 0, reason);
      }
      wait = longer(wait);
    }
  }

  private static CommitOutcome failure(boolean mayLand, RuntimeException cause) {
    return mayLand ? new CommitOutcome.Unknown(cause) : new CommitOutcome.FailedClean(cause);
  }

  /**
   * Stopping after a conflict is unknown too: whether the conflict was with ourselves, only a
   * reload could tell, and the next start makes it.
   */
  private static CommitOutcome stopped(
      SinkCommit commit, boolean mayLand, RuntimeException reason) {
    return failure(
        mayLand,
        new TidewaterException(
                ErrorCode.ADMIN_SHUTDOWN, "the sink stopped while committing {upper}", reason)
            .with("upper", commit.upper()));
  }

  private static Duration longer(Duration wait) {
    Duration twice = wait.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }
}
