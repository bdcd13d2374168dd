package dev.tidewater.host.local;

import dev.tidewater.engine.operator.ScalarCompiler;
import dev.tidewater.store.CollectionStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A cluster in this process: some threads that keep materialized views up to date. A view is worked
 * on by one thread at a time, piece by piece, so that many share the threads; without changes no
 * thread runs. Queries run on the threads of those who ask.
 *
 * <p>Safe for use by many threads.
 */
public final class LocalCluster implements AutoCloseable {
  /** Time to wait at closing for a piece of work to end; pieces are far shorter. */
  private static final long CLOSE_TIMEOUT_SECONDS = 30;

  private final CollectionStore store;
  private final ScalarCompiler compiler;
  private final ThreadPoolExecutor workers;
  private final ScheduledExecutorService timer;
  private final List<ViewTask> views = new ArrayList<>();
  private final List<IndexTask> indexes = new ArrayList<>();
  private boolean closed;

  /**
   * @param name for the threads' names
   * @param workerCount how many threads keep views up to date
   */
  public LocalCluster(
      String name, int workerCount, CollectionStore store, ScalarCompiler compiler) {
    this.store = store;
    this.compiler = compiler;
    this.workers =
        new ThreadPoolExecutor(
            workerCount,
            workerCount,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            threads("cluster-" + name + "-worker-"));
    this.timer = Executors.newSingleThreadScheduledExecutor(threads("cluster-" + name + "-timer-"));
  }

  private static ThreadFactory threads(String prefix) {
    AtomicInteger next = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, prefix + next.getAndIncrement());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Starts to keep a relation in memory. Returns before it is there. */
  public MaintainedIndex arrange(ArrangeRequest request, ViewListener listener) {
    IndexTask index = new IndexTask(store, compiler, request, listener, workers);
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException("the cluster is closed");
      }
      indexes.removeIf(IndexTask::isEnded);
      indexes.add(index);
    }
    index.open();
    return index;
  }

  /** Changes how many threads keep views up to date; what runs goes on. */
  public synchronized void resize(int workerCount) {
    if (workerCount > workers.getMaximumPoolSize()) {
      workers.setMaximumPoolSize(workerCount);
      workers.setCorePoolSize(workerCount);
    } else {
      workers.setCorePoolSize(workerCount);
      workers.setMaximumPoolSize(workerCount);
    }
  }

  /**
   * Starts to keep a view up to date; goes on where it was left if it was maintained before. The
   * view's collections are there on return, and its inputs are held.
   *
   * @throws dev.tidewater.types.TidewaterException if the plan needs what the engine can't do, and
   *     what the store throws
   */
  public MaintainedView maintain(MaintainRequest request, ViewListener listener) {
    ViewTask view = new ViewTask(store, compiler, request, listener, workers, timer);
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException("the cluster is closed");
      }
      views.removeIf(ViewTask::isClosed);
      views.add(view);
    }
    view.open();
    return view;
  }

  /**
   * Starts to answer a query. Nothing but the errors of its inputs is read before the first rows
   * are asked for.
   *
   * @throws dev.tidewater.types.TidewaterException if an input has a live error, and what the store
   *     throws
   */
  public QueryResult query(QueryRequest request) {
    return query(store, compiler, request);
  }

  /** As {@link #query(QueryRequest)}, for which no cluster is needed. */
  public static QueryResult query(
      CollectionStore store, ScalarCompiler compiler, QueryRequest request) {
    QueryExecution execution = new QueryExecution(store, request, compiler);
    execution.checkInputErrors();
    return execution;
  }

  /**
   * Starts to follow a relation, for which no cluster is needed. Nothing is read before the first
   * event is asked for.
   */
  public static Subscription subscribe(
      CollectionStore store, ScalarCompiler compiler, SubscribeRequest request) {
    Signal signal = new Signal();
    SubscribeExecution execution = new SubscribeExecution(store, request, compiler, signal::raise);
    try {
      execution.open();
      return new SessionSubscription(signal, execution);
    } catch (RuntimeException | Error e) {
      execution.close();
      throw e;
    }
  }

  /** Closes all views and ends the threads. */
  @Override
  public void close() {
    List<ViewTask> allViews;
    List<IndexTask> allIndexes;
    synchronized (this) {
      closed = true;
      allViews = List.copyOf(views);
      allIndexes = List.copyOf(indexes);
      views.clear();
      indexes.clear();
    }
    allIndexes.forEach(IndexTask::close);
    allViews.forEach(ViewTask::close);
    timer.shutdownNow();
    workers.shutdown();
    try {
      if (!workers.awaitTermination(CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        workers.shutdownNow();
      }
    } catch (InterruptedException e) {
      workers.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
