package dev.tidewater.source.loadgen;

import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.ingest.RunningSource;
import dev.tidewater.store.ingest.SourceListener;
import dev.tidewater.store.ingest.SourceStatus;
import dev.tidewater.store.ingest.Timeline;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A load generator at work on a thread of its own: makes a tick every interval, and moves the
 * group's upper along at least every second, also after its last tick. If the store can't take an
 * append, it says so and tries again; ticks that fell due meanwhile are left out.
 */
public final class LoadGeneratorSource implements RunningSource {
  private static final Logger LOG = LoggerFactory.getLogger(LoadGeneratorSource.class);

  /** Between two moves of the upper, so that who reads at the current time waits no longer. */
  private static final long MAX_ADVANCE_NANOS = Duration.ofSeconds(1).toNanos();

  /** After a failure: long enough not to fill the log, short against a person's patience. */
  private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();

  private final LoadGeneratorSpec spec;
  private final CollectionStore store;
  private final Timeline timeline;
  private final SourceListener listener;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition closing = lock.newCondition();
  private boolean closed;
  private volatile SourceStatus status = new SourceStatus.Starting();

  private LoadGeneratorSource(
      LoadGeneratorSpec spec, CollectionStore store, Timeline timeline, SourceListener listener) {
    this.spec = spec;
    this.store = store;
    this.timeline = timeline;
    this.listener = listener;
    this.thread = new Thread(this::run, "loadgen-" + spec.group());
    thread.setDaemon(true);
  }

  /** The group and its collections must exist. */
  public static LoadGeneratorSource start(
      LoadGeneratorSpec spec, CollectionStore store, Timeline timeline, SourceListener listener) {
    LoadGeneratorSource source = new LoadGeneratorSource(spec, store, timeline, listener);
    source.thread.start();
    return source;
  }

  @Override
  public SourceStatus status() {
    return status;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      closing.signalAll();
    } finally {
      lock.unlock();
    }
    boolean interrupted = false;
    while (thread.isAlive() && Thread.currentThread() != thread) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    boolean going = true;
    while (going) {
      try {
        makeTicksUntilClosed();
        tell(new SourceStatus.Finished());
        going = false;
      } catch (TidewaterException e) {
        going = endures(e);
      } catch (RuntimeException e) {
        LOG.error("load generator {} stopped", spec.group(), e);
        tell(
            new SourceStatus.Failed(
                new TidewaterException(
                    ErrorCode.INTERNAL_ERROR, "the load generator stopped by a bug", e)));
        going = false;
      }
    }
  }

  private boolean endures(TidewaterException error) {
    if (error.code() == ErrorCode.FENCED || error.code() == ErrorCode.DATA_CORRUPTED) {
      LOG.error("load generator {} stopped", spec.group(), error);
      tell(new SourceStatus.Failed(error));
      return false;
    }
    LOG.warn("load generator {} is stalled", spec.group(), error);
    tell(new SourceStatus.Stalled(error));
    return !isClosedWithin(RETRY_NANOS);
  }

  private void makeTicksUntilClosed() {
    LoadGeneratorWorker worker = new LoadGeneratorWorker(spec, store, timeline);
    long start = System.nanoTime();
    long interval = spec.tickInterval().toNanos();
    long pause = Math.min(interval, MAX_ADVANCE_NANOS);
    long made = 0;
    do {
      while (worker.overdueTicks() > 0 && !isClosedWithin(0)) {
        worker.makeTicks(worker.overdueTicks());
      }
      // The first tick is due at the start.
      long intervals = (System.nanoTime() - start) / interval + 1;
      long before = worker.ticks();
      worker.makeTicks(intervals * spec.scaleFactor() - made);
      made += worker.ticks() - before;
      if (!(status instanceof SourceStatus.Running)) {
        tell(new SourceStatus.Running());
      }
    } while (!isClosedWithin(pause - (System.nanoTime() - start) % pause));
  }

  private boolean isClosedWithin(long nanos) {
    lock.lock();
    try {
      long left = nanos;
      while (!closed && left > 0) {
        left = closing.awaitNanos(left);
      }
      return closed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void tell(SourceStatus newStatus) {
    status = newStatus;
    listener.statusChanged(newStatus);
  }
}
