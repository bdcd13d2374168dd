package dev.tidewater.host.local;

import dev.tidewater.engine.dataflow.OperatorStatistics;
import dev.tidewater.engine.operator.ScalarCompiler;
import dev.tidewater.host.local.SubscribeRequest.Delivery;
import dev.tidewater.host.local.SubscribeRequest.ErrorPolicy;
import dev.tidewater.host.local.SubscriptionEvent.Changed;
import dev.tidewater.host.local.SubscriptionEvent.ErrorsChanged;
import dev.tidewater.host.local.SubscriptionEvent.Progressed;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStatus;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.Hold;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.zset.Merge;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows a relation into an {@link Arrangement}, on the threads of a cluster. */
final class IndexTask extends Task implements MaintainedIndex {
  private static final Logger LOG = LoggerFactory.getLogger(IndexTask.class);

  /** Updates tidied up in one piece of idle work: about a millisecond. */
  private static final long MAINTENANCE_FUEL = 16 * 1024;

  private final CollectionStore store;
  private final ScalarCompiler compiler;
  private final ArrangeRequest request;
  private final ViewListener listener;
  private final Arrangement arrangement;
  private final List<Hold> holds = new ArrayList<>();

  /** Held by whoever works on the index or closes it. */
  private final ReentrantLock lock = new ReentrantLock();

  private @Nullable CompletableFuture<Void> readable;
  private @Nullable SubscribeExecution following;
  private long asOf;
  private boolean ended;
  private volatile ViewStatus status = new ViewStatus.Starting();
  private volatile List<OperatorStatistics> statistics = List.of();

  IndexTask(
      CollectionStore store,
      ScalarCompiler compiler,
      ArrangeRequest request,
      ViewListener listener,
      ExecutorService workers) {
    super(workers);
    this.store = store;
    this.compiler = compiler;
    this.request = request;
    this.listener = listener;
    this.arrangement = new Arrangement(request.relation(), request.layout());
  }

  /** Picks the time to begin at, and waits for it. */
  void open() {
    lock.lock();
    try {
      List<CollectionId> inputs = new ArrayList<>();
      long earliest = 0;
      long latest = Long.MAX_VALUE;
      for (InputCollection input : request.inputs()) {
        inputs.add(input.id());
        if (input.errors() != null) {
          inputs.add(input.errors());
        }
      }
      for (CollectionId id : inputs) {
        Hold hold = store.volatileHold(id);
        holds.add(hold);
        CollectionStatus now = store.status(id).orElseThrow(() -> ViewWriter.missing(id));
        earliest = Math.max(earliest, hold.time());
        latest = Math.min(latest, now.upper() - 1);
      }
      asOf = Math.max(earliest, latest);
      readable =
          CompletableFuture.allOf(
              inputs.stream()
                  .map(id -> store.awaitReadable(id, asOf))
                  .toArray(CompletableFuture[]::new));
      var unused = readable.whenComplete((done, error) -> signal());
    } finally {
      lock.unlock();
    }
  }

  @Override
  boolean work() {
    lock.lock();
    try {
      return !ended && (following == null ? begin() : follow(following));
    } catch (TidewaterException e) {
      fail(e);
      return false;
    } catch (RuntimeException | Error e) {
      LOG.error("index {} failed unexpectedly", request.name(), e);
      fail(
          new TidewaterException(
              ErrorCode.INTERNAL_ERROR, "maintaining the index failed unexpectedly", e));
      return false;
    } finally {
      lock.unlock();
    }
  }

  private boolean begin() {
    if (readable == null || !readable.isDone()) {
      return false;
    }
    readable.join();
    SubscribeExecution execution =
        new SubscribeExecution(
            store,
            new SubscribeRequest(
                request.plan(),
                request.layout(),
                asOf,
                OptionalLong.empty(),
                Delivery.UNSETTLED,
                ErrorPolicy.REPORT,
                request.inputs(),
                Long.MAX_VALUE,
                new CancellationToken()),
            compiler,
            this::signal);
    following = execution;
    execution.open();
    releaseHolds();
    report(new ViewStatus.Hydrating(0));
    return true;
  }

  private boolean follow(SubscribeExecution from) {
    SubscriptionEvent event = from.poll();
    if (event == null) {
      statistics = from.statistics();
      boolean more = from.maintain();
      return arrangement.maintain(MAINTENANCE_FUEL) || more;
    }
    if (event instanceof Changed changed) {
      arrangement.addRows(changed.time(), Merge.toBatch(changed.rows()));
    } else if (event instanceof ErrorsChanged changed) {
      arrangement.addErrors(changed.time(), changed.errors());
    } else if (event instanceof Progressed progressed && progressed.frontier() > asOf) {
      arrangement.advanceTo(progressed.frontier());
      report(new ViewStatus.Running());
    }
    return true;
  }

  private void releaseHolds() {
    holds.forEach(Hold::close);
    holds.clear();
  }

  private void fail(TidewaterException cause) {
    end();
    report(new ViewStatus.Failed(cause));
  }

  private void end() {
    ended = true;
    releaseHolds();
    if (following != null) {
      following.close();
      following = null;
    }
    arrangement.close();
  }

  private void report(ViewStatus newStatus) {
    if (!newStatus.equals(status)) {
      status = newStatus;
      listener.statusChanged(newStatus);
    }
  }

  @Override
  public Arrangement arrangement() {
    return arrangement;
  }

  @Override
  public ViewStatus status() {
    return status;
  }

  @Override
  public List<OperatorStatistics> statistics() {
    return statistics;
  }

  boolean isEnded() {
    lock.lock();
    try {
      return ended;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (!ended) {
        end();
        report(new ViewStatus.Closed());
      }
    } finally {
      lock.unlock();
    }
  }
}
