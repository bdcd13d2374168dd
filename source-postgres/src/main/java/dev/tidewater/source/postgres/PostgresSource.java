package dev.tidewater.source.postgres;

import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.ingest.RunningSource;
import dev.tidewater.store.ingest.SourceListener;
import dev.tidewater.store.ingest.SourceStatus;
import dev.tidewater.store.ingest.Timeline;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL source at work on a thread of its own, see {@link SourceRun}. After an error it
 * starts over from what the store says, at growing intervals: it is {@link SourceStatus.Stalled}
 * meanwhile. Only if going on would lose or double changes it is {@link SourceStatus.Failed}.
 *
 * <p>What always holds: each upstream transaction appears whole at one timestamp; the collections
 * hold exactly the transactions up to the position stored with them; upstream is told of no
 * position that is not durable here.
 */
public final class PostgresSource implements RunningSource {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresSource.class);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final PostgresSourceSpec spec;
  private final CollectionStore store;
  private final Timeline timeline;
  private final SourceListener listener;
  private final Ending ending = new Ending();
  private final Thread thread;
  private volatile SourceStatus status = new SourceStatus.Starting();

  private PostgresSource(
      PostgresSourceSpec spec, CollectionStore store, Timeline timeline, SourceListener listener) {
    this.spec = spec;
    this.store = store;
    this.timeline = timeline;
    this.listener = new StatusKeeper(listener);
    this.thread = new Thread(this::run, "postgres-" + spec.group());
    thread.setDaemon(true);
  }

  /** The group and its collections must exist. */
  public static PostgresSource start(
      PostgresSourceSpec spec, CollectionStore store, Timeline timeline, SourceListener listener) {
    PostgresSource source = new PostgresSource(spec, store, timeline, listener);
    source.thread.start();
    return source;
  }

  /**
   * Removes what a closed source left upstream, so that PostgreSQL stops keeping data for it; does
   * nothing if it is gone.
   */
  public static void dropSlot(PostgresConnection connection, String slot) {
    try (UpstreamSession session = UpstreamSession.forQueries(connection)) {
      ReplicationSlot.drop(session, slot);
    }
  }

  @Override
  public SourceStatus status() {
    return status;
  }

  @Override
  public void close() {
    ending.set();
    while (!Ending.joined(thread, Ending.PATIENCE_MILLIS)
        && !Thread.currentThread().isInterrupted()) {
      ending.abortSessions();
    }
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    while (!ending.isSet()) {
      try {
        new SourceRun(spec, store, timeline, listener, ending).run();
      } catch (TidewaterException e) {
        if (ending.isSet()) {
          break;
        }
        if (isFinal(e)) {
          LOG.error("source {} stopped", spec.group(), e);
          listener.statusChanged(new SourceStatus.Failed(e));
          return;
        }
        pause = status instanceof SourceStatus.Running ? FIRST_PAUSE : longer(pause);
        LOG.warn("source {} is stalled", spec.group(), e);
        listener.statusChanged(new SourceStatus.Stalled(e));
        ending.isSetWithin(pause.toNanos());
      } catch (RuntimeException e) {
        LOG.error("source {} stopped", spec.group(), e);
        listener.statusChanged(
            new SourceStatus.Failed(
                new TidewaterException(
                    ErrorCode.INTERNAL_ERROR, "the PostgreSQL source stopped by a bug", e)));
        return;
      }
    }
    listener.statusChanged(new SourceStatus.Finished());
  }

  private static boolean isFinal(TidewaterException error) {
    return error instanceof PositionLostException
        || error.code() == ErrorCode.FENCED
        || error.code() == ErrorCode.DATA_CORRUPTED;
  }

  private static Duration longer(Duration pause) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }

  /** Keeps the status for {@link #status()} and passes everything on. */
  private final class StatusKeeper implements SourceListener {
    private final SourceListener target;

    StatusKeeper(SourceListener target) {
      this.target = target;
    }

    @Override
    public void statusChanged(SourceStatus newStatus) {
      status = newStatus;
      target.statusChanged(newStatus);
    }

    @Override
    public void tableFailed(CollectionId table, TidewaterException cause) {
      LOG.warn("table {} of source {} can't go on", table, spec.group(), cause);
      target.tableFailed(table, cause);
    }
  }
}
