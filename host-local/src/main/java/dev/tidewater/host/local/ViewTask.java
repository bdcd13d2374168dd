package dev.tidewater.host.local;

import dev.tidewater.engine.dataflow.OperatorStatistics;
import dev.tidewater.engine.operator.ScalarCompiler;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drives a {@link ViewMaintenance} on the threads of a cluster and tells how it fares. */
final class ViewTask extends Task implements MaintainedView {
  private static final Logger LOG = LoggerFactory.getLogger(ViewTask.class);

  /** Time until a failed write is tried again: soon enough to go unnoticed, rare enough to idle. */
  private static final long RETRY_MILLIS = 1_000;

  private final CollectionStore store;
  private final MaintainRequest request;
  private final ViewListener listener;
  private final ScheduledExecutorService timer;
  private final ViewMaintenance maintenance;

  /** Held by whoever works on the view or closes it. */
  private final ReentrantLock lock = new ReentrantLock();

  private volatile ViewStatus status = new ViewStatus.Starting();
  private volatile List<OperatorStatistics> statistics = List.of();
  private volatile boolean closed;
  private boolean failed;

  ViewTask(
      CollectionStore store,
      ScalarCompiler compiler,
      MaintainRequest request,
      ViewListener listener,
      ExecutorService workers,
      ScheduledExecutorService timer) {
    super(workers);
    this.store = store;
    this.request = request;
    this.listener = listener;
    this.timer = timer;
    this.maintenance = new ViewMaintenance(store, compiler, request, this::signal);
  }

  /** Prepares the view; its collections are there afterwards. */
  void open() {
    lock.lock();
    try {
      maintenance.open();
    } catch (RuntimeException e) {
      closed = true;
      maintenance.close();
      throw e;
    } finally {
      lock.unlock();
    }
    signal();
  }

  @Override
  boolean work() {
    lock.lock();
    try {
      if (closed || failed) {
        return false;
      }
      boolean more = maintenance.work();
      if (!more) {
        statistics = maintenance.statistics();
      }
      report(maintenance.status());
      if (status instanceof ViewStatus.Stalled) {
        // A signal throws nothing that anybody would have to be told.
        var unused = timer.schedule(this::signal, RETRY_MILLIS, TimeUnit.MILLISECONDS);
      }
      return more;
    } catch (TidewaterException e) {
      fail(e);
      return false;
    } catch (RuntimeException | Error e) {
      LOG.error("view {} failed unexpectedly", request.name(), e);
      fail(
          new TidewaterException(
              ErrorCode.INTERNAL_ERROR, "maintaining the view failed unexpectedly", e));
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void fail(TidewaterException cause) {
    failed = true;
    maintenance.close();
    report(new ViewStatus.Failed(cause));
  }

  private void report(ViewStatus newStatus) {
    if (!newStatus.equals(status)) {
      status = newStatus;
      listener.statusChanged(newStatus);
    }
  }

  @Override
  public ViewStatus status() {
    return status;
  }

  @Override
  public List<OperatorStatistics> statistics() {
    return statistics;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      maintenance.close();
      report(new ViewStatus.Closed());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void drop() {
    close();
    lock.lock();
    try {
      List<CollectionId> inputs = new ArrayList<>(ViewMaintenance.allInputs(request));
      inputs.removeIf(input -> store.status(input).isEmpty());
      new InputHolds(store, request.name()).release(inputs);
    } finally {
      lock.unlock();
    }
  }
}
