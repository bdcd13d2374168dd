package dev.tidewater.sink.iceberg;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes a sink's facts to its listener, one call at a time, and keeps the last status. A listener
 * that throws does not stop the sink.
 */
final class StatusReporter implements SinkListener {
  private static final Logger LOG = LoggerFactory.getLogger(StatusReporter.class);

  private final SinkListener listener;
  private volatile SinkStatus status = new SinkStatus.Starting();
  private volatile long commits;

  StatusReporter(SinkListener listener) {
    this.listener = listener;
  }

  SinkStatus status() {
    return status;
  }

  /** Commits that landed so far. */
  long commits() {
    return commits;
  }

  void report(SinkStatus next) {
    statusChanged(next);
  }

  @Override
  public synchronized void statusChanged(SinkStatus next) {
    status = next;
    tell(() -> listener.statusChanged(next));
  }

  @Override
  public synchronized void committed(CommitFacts facts) {
    commits++;
    if (status instanceof SinkStatus.Stalled) {
      statusChanged(new SinkStatus.Running());
    }
    tell(() -> listener.committed(facts));
  }

  @Override
  public synchronized void progressed(long frontier) {
    tell(() -> listener.progressed(frontier));
  }

  @Override
  public synchronized void conflicted() {
    tell(listener::conflicted);
  }

  private static void tell(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.error("A sink's listener failed", e);
    }
  }
}
