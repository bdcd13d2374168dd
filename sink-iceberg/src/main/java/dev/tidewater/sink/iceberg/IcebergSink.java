package dev.tidewater.sink.iceberg;

import dev.tidewater.sink.iceberg.catalog.CatalogErrors;
import dev.tidewater.sink.iceberg.catalog.CatalogHandle;
import dev.tidewater.sink.iceberg.catalog.IcebergCatalogs;
import dev.tidewater.sink.iceberg.commit.Committer;
import dev.tidewater.sink.iceberg.commit.StagedFiles;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.Hold;
import dev.tidewater.store.Snapshot;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running sink: keeps an Iceberg table equal to a relation, exactly once, until it is closed.
 *
 * <p>What always holds: each snapshot that it commits equals the relation at the frontier written
 * in it; nothing is lost or applied twice, whatever crashes when; memory does not grow with the
 * relation, nor while the catalog is away.
 *
 * <p>Failures don't end it: it tells its listener what is wrong and tries again, at growing
 * intervals, from what the table says. Only a newer run of the same sink ends it.
 *
 * <p>Threads: one that follows the input and one that commits, both its own; files are written on
 * the shared {@link SinkThreads}. All methods may be called from any thread.
 */
public final class IcebergSink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IcebergSink.class);

  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(60);

  /** The input is looked at this often between commits, so that it comes from memory. */
  private static final Duration LONGEST_GATHER = Duration.ofSeconds(1);

  /** A note costs two durable writes; a hold that lags by this much costs nothing. */
  private static final Duration NOTE_INTERVAL = Duration.ofSeconds(10);

  /** Rows between two reports of a snapshot's progress. */
  private static final long ROWS_PER_REPORT = 100_000;

  /** Longer than any request that a commit may be waiting for. */
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(90);

  /** Failures in a row from which a sink that can't commit is called stalled. */
  private static final int FAILURES_TO_STALL = 3;

  private final CollectionStore store;
  private final SinkThreads threads;
  private final StatusReporter reporter;
  private final StopSignal signal = new StopSignal();
  private final ExecutorService committing;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile SinkSpec spec;

  private IcebergSink(
      SinkSpec spec, CollectionStore store, SinkThreads threads, SinkListener listener) {
    this.spec = spec;
    this.store = store;
    this.threads = threads;
    this.reporter = new StatusReporter(listener);
    this.committing =
        Executors.newSingleThreadExecutor(task -> daemon(task, "sink-commit-" + spec.sinkId()));
  }

  /** Starts a sink; whatever goes wrong from here on is told to the listener. */
  public static IcebergSink start(
      SinkSpec spec, CollectionStore store, SinkThreads threads, SinkListener listener) {
    IcebergSink sink = new IcebergSink(spec, store, threads, listener);
    daemon(sink::run, "sink-" + spec.sinkId()).start();
    return sink;
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Lets the input of a sink that was dropped be compacted. The sink must not run any more. */
  public static void forget(SinkSpec spec, CollectionStore store) {
    store.existingHold(spec.input(), SinkSession.holder(spec)).ifPresent(Hold::release);
  }

  /** Changes the time between commits; from the next commit on. */
  public void alter(Duration commitInterval) {
    spec = spec.withOptions(spec.options().withCommitInterval(commitInterval));
    signal.wake();
  }

  public SinkStatus status() {
    return reporter.status();
  }

  /**
   * Stops between two commits; a commit under way is waited for. What is not committed is taken up
   * by the next start.
   */
  @Override
  public void close() {
    signal.stop();
    try {
      ended.get(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("Sink {} did not stop in time", spec.sinkId(), e);
    }
  }

  private void run() {
    try {
      reporter.report(new SinkStatus.Starting());
      Duration retry = FIRST_RETRY;
      while (!signal.stopped()) {
        long commitsBefore = reporter.commits();
        try {
          runOnce();
        } catch (RuntimeException e) {
          if (signal.stopped()) {
            break;
          }
          TidewaterException error = translated(e);
          LOG.warn("Sink {} stalled", spec.sinkId(), error);
          reporter.report(new SinkStatus.Stalled(error));
          if (error.code() == ErrorCode.FENCED) {
            return;
          }
          retry = reporter.commits() > commitsBefore ? FIRST_RETRY : retry;
          signal.await(retry);
          retry = longer(retry);
        }
      }
      reporter.report(new SinkStatus.Stopped());
    } catch (RuntimeException | Error e) {
      LOG.error("Sink {} ended", spec.sinkId(), e);
      reporter.report(new SinkStatus.Stalled(translated(e)));
    } finally {
      committing.shutdown();
      ended.complete(null);
    }
  }

  private static Duration longer(Duration retry) {
    Duration twice = retry.multipliedBy(2);
    return twice.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : twice;
  }

  private TidewaterException translated(Throwable failure) {
    return CatalogErrors.translate(
        failure, "Iceberg table \"" + spec.target().displayName() + "\"");
  }

  private void runOnce() {
    try (CatalogHandle catalog =
        IcebergCatalogs.open(spec.target().catalog(), spec.target().dataFiles())) {
      SinkSession session =
          SinkSession.open(
              spec, store, catalog, threads, signal::await, new CommitWatch(), signal::stopped);
      try (SinkRun run = begin(session)) {
        reporter.report(new SinkStatus.Running());
        try {
          follow(run);
        } finally {
          // A commit under way still needs the catalog.
          run.settle();
        }
      }
    }
  }

  private SinkRun begin(SinkSession session) {
    if (session.tableFrontier().isPresent()) {
      return new SinkRun(session, session.resume(), reporter, this::commitAndWake);
    }
    long asOf = session.beginSnapshot();
    awaitReadable(asOf);
    long startedNanos = System.nanoTime();
    StagedFiles files = writeSnapshot(session, asOf);
    SinkRun run = new SinkRun(session, asOf + 1, reporter, this::commitAndWake);
    try {
      run.commitSnapshot(files, startedNanos);
      return run;
    } catch (RuntimeException e) {
      run.close();
      throw e;
    }
  }

  /** The sink hears of a commit when it has ended, rather than when it next looks for input. */
  private void commitAndWake(Runnable commit) {
    committing.execute(
        () -> {
          commit.run();
          signal.wake();
        });
  }

  private void awaitReadable(long time) {
    CompletableFuture<Void> readable = store.awaitReadable(spec.input(), time);
    while (!readable.isDone()) {
      if (!signal.await(LONGEST_GATHER)) {
        throw new CancellationException("the sink was stopped");
      }
    }
    readable.join();
  }

  private StagedFiles writeSnapshot(SinkSession session, long asOf) {
    try (Snapshot snapshot = session.snapshot(asOf)) {
      long total = snapshot.estimatedRows();
      reporter.report(new SinkStatus.Snapshotting(0, total));
      AtomicLong done = new AtomicLong();
      return session
          .writer()
          .writeSnapshot(
              session.table(),
              snapshot,
              rows -> {
                long now = done.addAndGet(rows);
                if (now / ROWS_PER_REPORT > (now - rows) / ROWS_PER_REPORT) {
                  reporter.report(new SinkStatus.Snapshotting(now, Math.max(now, total)));
                }
              });
    }
  }

  /** Commits at each interval; if a commit takes longer than that, what waits goes as one. */
  private void follow(SinkRun run) {
    long nextCut = System.nanoTime();
    long nextNote = nextCut + NOTE_INTERVAL.toNanos();
    while (!signal.stopped()) {
      SinkRun.Backlog backlog = run.gather();
      long now = System.nanoTime();
      if (backlog == SinkRun.Backlog.MORE || now - nextCut >= 0) {
        run.cut();
        now = System.nanoTime();
        nextCut = now + spec.options().commitInterval().toNanos();
      }
      if (now - nextNote >= 0) {
        run.note();
        nextNote = now + NOTE_INTERVAL.toNanos();
      }
      if (backlog == SinkRun.Backlog.CAUGHT_UP) {
        long pause = Math.min(nextCut - System.nanoTime(), LONGEST_GATHER.toNanos());
        signal.await(Duration.ofNanos(Math.max(0, pause)));
      }
    }
  }

  /** Tells of attempts that did not succeed; on the committing thread. */
  private final class CommitWatch implements Committer.Observer {
    private int failures;

    @Override
    public void conflict() {
      failures = 0;
      reporter.conflicted();
    }

    @Override
    public void failing(RuntimeException cause) {
      failures++;
      LOG.warn("Sink {} could not commit, attempt {}", spec.sinkId(), failures, cause);
      if (failures >= FAILURES_TO_STALL) {
        reporter.report(new SinkStatus.Stalled(translated(cause)));
      }
    }
  }
}
