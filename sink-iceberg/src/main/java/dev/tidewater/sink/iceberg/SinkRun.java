package dev.tidewater.sink.iceberg;

import dev.tidewater.sink.iceberg.commit.CommitOutcome;
import dev.tidewater.sink.iceberg.commit.SinkCommit;
import dev.tidewater.sink.iceberg.commit.StagedFiles;
import dev.tidewater.sink.iceberg.write.ChangeBuffer;
import dev.tidewater.sink.iceberg.write.PendingChanges;
import dev.tidewater.store.ChangeReader;
import dev.tidewater.store.Changes;
import dev.tidewater.store.SkippedChanges;
import dev.tidewater.zset.Batch;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.apache.iceberg.Table;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the input's changes into commits, from where a {@link SinkSession} found the table to the
 * next failure.
 *
 * <pre>
 *   gather … gather ──► cut ──► gather … gather ──► cut ──► …
 *                        └─ files ─► commit (one at a time, beside what follows)
 *                                       └─► hold moves, facts are told
 * </pre>
 *
 * Always holds: the hold on the input stands before everything that the table does not have; a
 * commit is sent only after the one before it has landed. Knows no clock: its owner calls {@link
 * #gather} and {@link #cut}, all on one thread.
 */
final class SinkRun implements AutoCloseable {
  /** Taken from the store in one piece; about as much as fits in the default memory budget. */
  private static final long UPDATES_PER_POLL = 500_000;

  /** One commit takes about no more than this, so that the table follows when far behind. */
  private static final long UPDATES_PER_COMMIT = 50_000_000;

  private static final Logger LOG = LoggerFactory.getLogger(SinkRun.class);

  private final SinkSession session;
  private final SinkListener listener;
  private final Executor committing;
  private final ChangeBuffer buffer;
  private final ChangeReader reader;

  /** The table as it was seen last. */
  private Table table;

  /** What the table stands at once the commit in flight has landed; empty before the first. */
  private OptionalLong tableFrontier;

  /** Up to here changes are in the table, on their way to it, or known to come to nothing. */
  private long handled;

  /** Up to here changes are in the buffer, or known to lie in the store. */
  private long gathered;

  private long gatheredUpdates;

  /** Changes since {@code handled} are not in the buffer but are read from the store by the cut. */
  private boolean leftInStore;

  private @Nullable InFlight inFlight;

  /** A commit that was sent off and not heard of yet. */
  private record InFlight(
      SinkCommit commit, long startedNanos, CompletableFuture<CommitOutcome> outcome) {}

  /** Whether there may be more to take than one commit should hold. */
  enum Backlog {
    CAUGHT_UP,
    MORE
  }

  /** What a cut came to. */
  enum Cut {
    COMMITTING,
    NOTHING_CHANGED
  }

  /**
   * @param from where to go on
   * @param committing runs one commit at a time
   */
  SinkRun(SinkSession session, long from, SinkListener listener, Executor committing) {
    this.session = session;
    this.listener = listener;
    this.committing = committing;
    this.table = session.table();
    this.tableFrontier = session.tableFrontier();
    this.handled = from;
    this.gathered = from;
    this.buffer = session.writer().newBuffer();
    this.reader = session.changes(from);
  }

  /** Takes what is new in the input. */
  Backlog gather() {
    hearOfCommit();
    while (gatheredUpdates < UPDATES_PER_COMMIT) {
      leaveInStoreIfMany();
      boolean found = leftInStore ? skip() : take();
      if (!found) {
        return Backlog.CAUGHT_UP;
      }
    }
    return Backlog.MORE;
  }

  /** Rather than load what is on disk and sorted there, the cut walks it where it is. */
  private void leaveInStoreIfMany() {
    if (!leftInStore && !buffer.sortsAnew() && (buffer.isOverBudget() || reader.isLate())) {
      buffer.close();
      leftInStore = true;
    }
  }

  private boolean skip() {
    SkippedChanges skipped = reader.skip(UPDATES_PER_COMMIT - gatheredUpdates);
    if (skipped == null) {
      return false;
    }
    gathered = skipped.upper();
    gatheredUpdates += skipped.updates();
    return true;
  }

  private boolean take() {
    Changes changes = reader.poll(UPDATES_PER_POLL);
    if (changes == null) {
      return false;
    }
    buffer.add(changes.batches());
    gathered = changes.upper();
    gatheredUpdates += changes.batches().stream().mapToLong(Batch::updates).sum();
    return true;
  }

  private PendingChanges pending() {
    return leftInStore ? session.storedChanges(handled, gathered) : buffer.drain();
  }

  /**
   * Commits what was gathered: writes its files, waits for the commit before, and sends it off.
   * What came and went in between leaves no files, and then there is no commit.
   */
  Cut cut() {
    hearOfCommit();
    if (gathered == handled) {
      leftInStore = false;
      return Cut.NOTHING_CHANGED;
    }
    long startedNanos = System.nanoTime();
    StagedFiles files = StagedFiles.none(table);
    if (gatheredUpdates > 0) {
      try (PendingChanges changes = pending()) {
        files = session.writer().writeChanges(table, changes, gathered);
      }
      gatheredUpdates = 0;
    }
    leftInStore = false;
    handled = gathered;
    if (files.isEmpty()) {
      return Cut.NOTHING_CHANGED;
    }
    awaitCommit(files);
    send(files, startedNanos);
    return Cut.COMMITTING;
  }

  /**
   * Makes the first commit of a sink: all rows of the relation, as it is where this run begins. An
   * empty relation needs none.
   */
  void commitSnapshot(StagedFiles files, long startedNanos) {
    if (!files.isEmpty()) {
      send(files, startedNanos);
      awaitCommit();
    }
  }

  private void send(StagedFiles files, long startedNanos) {
    SinkCommit commit =
        new SinkCommit(session.sinkId(), session.epoch(), tableFrontier, handled, files);
    try {
      session.checkNotFenced();
    } catch (RuntimeException e) {
      commit.files().discard(new CommitOutcome.FailedClean(e));
      throw e;
    }
    tableFrontier = OptionalLong.of(commit.upper());
    inFlight =
        new InFlight(
            commit,
            startedNanos,
            CompletableFuture.supplyAsync(() -> session.committer().commit(commit), committing));
  }

  private void hearOfCommit() {
    InFlight flying = inFlight;
    if (flying != null && flying.outcome().isDone()) {
      awaitCommit();
    }
  }

  /** Waits for the commit in flight while further files are ready, which go if it fails. */
  private void awaitCommit(StagedFiles next) {
    try {
      awaitCommit();
    } catch (RuntimeException e) {
      next.discard(new CommitOutcome.FailedClean(e));
      throw e;
    }
  }

  /** Waits for the commit in flight, if any, and does what follows from its outcome. */
  void awaitCommit() {
    InFlight flying = inFlight;
    if (flying == null) {
      return;
    }
    inFlight = null;
    CommitOutcome outcome;
    try {
      outcome = flying.outcome().join();
    } catch (CompletionException e) {
      throw unwrapped(e);
    }
    if (outcome instanceof CommitOutcome.FailedClean failed) {
      flying.commit().files().discard(failed);
      throw failed.cause();
    }
    if (outcome instanceof CommitOutcome.Unknown unknown) {
      throw unknown.cause();
    }
    landed(flying, (CommitOutcome.Committed) outcome);
  }

  private static RuntimeException unwrapped(CompletionException failure) {
    Throwable cause = failure.getCause();
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException runtime ? runtime : failure;
  }

  private void landed(InFlight flying, CommitOutcome.Committed committed) {
    SinkCommit commit = flying.commit();
    table = session.tableAt(committed.state());
    session.hold(commit.upper());
    listener.committed(
        new CommitFacts(
            session.displayName(),
            committed.snapshotId(),
            commit.upper(),
            commit.files().rows(),
            commit.files().deletedKeys(),
            commit.files().files(),
            commit.files().sizeBytes(),
            committed.conflicts(),
            Duration.ofNanos(System.nanoTime() - flying.startedNanos())));
  }

  /**
   * Lets the hold go on to where nothing has changed since the last commit. Costs two writes to the
   * store, so it is not worth doing often.
   */
  void note() {
    if (inFlight != null) {
      return;
    }
    if (tableFrontier.isEmpty()) {
      // Nothing was ever committed: a restart begins with a snapshot, whenever that is.
      session.hold(handled);
      listener.progressed(handled);
    } else if (handled > tableFrontier.getAsLong()) {
      session.note(tableFrontier.getAsLong(), handled);
      listener.progressed(handled);
    }
  }

  /** Waits for the commit in flight; if it failed, the next start finds out. */
  void settle() {
    try {
      awaitCommit();
    } catch (RuntimeException e) {
      LOG.info("The last commit of sink {} did not succeed", session.sinkId(), e);
    }
  }

  /** Gives up what is not committed; the files of a commit in flight stay, for it may land. */
  @Override
  public void close() {
    reader.close();
    buffer.close();
  }
}
