package dev.tidewater.store.collection;

import dev.tidewater.store.StoreMetrics;
import dev.tidewater.types.TidewaterException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs maintenance when something was written, and sleeps otherwise. */
@SuppressWarnings("ThreadPriorityCheck") // Only a wish: nothing depends on the priority.
final class MaintenanceThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MaintenanceThread.class);

  /** Lets writes gather: under a stream of them the thread need not look after each. */
  private static final long GATHER_MILLIS = 20;

  /** The rest after a failure, doubled by each that follows it: a full disk is full for a while. */
  private static final long FIRST_REST_MILLIS = 1_000;

  private static final long LONGEST_REST_MILLIS = 60_000;

  /** How soon batches are merged that had to wait for the since; a look costs microseconds. */
  private static final long LOOK_AGAIN_MILLIS = 1_000;

  private final Maintenance maintenance;
  private final StoreMetrics metrics;
  private final Semaphore wanted = new Semaphore(0);
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;
  private long restMillis = FIRST_REST_MILLIS;

  MaintenanceThread(Maintenance maintenance, StoreMetrics metrics) {
    this.maintenance = maintenance;
    this.metrics = metrics;
    this.thread = new Thread(this::run, "tidewater-store-maintenance");
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY);
  }

  void start() {
    thread.start();
  }

  void signal() {
    if (wanted.availablePermits() == 0) {
      wanted.release();
    }
  }

  private void run() {
    try {
      while (stopping.getCount() > 0) {
        awaitWork();
        if (stopping.await(work(), TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitWork() throws InterruptedException {
    if (maintenance.awaitsSince()) {
      boolean signalled = wanted.tryAcquire(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
      if (signalled) {
        wanted.drainPermits();
      }
    } else {
      wanted.acquire();
    }
  }

  /** Works until nothing is left; gives the time to rest afterwards. */
  private long work() {
    try {
      wanted.drainPermits();
      while (stopping.getCount() > 0 && maintenance.step()) {
        // Each step is a piece of work of its own.
      }
      restMillis = FIRST_REST_MILLIS;
      return GATHER_MILLIS;
    } catch (TidewaterException e) {
      LOG.warn("maintenance of the store is tried again in {} ms: {}", restMillis, e.getMessage());
    } catch (RuntimeException | OutOfMemoryError e) {
      LOG.error("maintenance of the store failed and is tried again in {} ms", restMillis, e);
    }
    metrics.maintenanceFailed();
    signal();
    long rest = restMillis;
    restMillis = Math.min(2 * rest, LONGEST_REST_MILLIS);
    return rest;
  }

  /** Waits for the step at work. */
  @Override
  public void close() {
    stopping.countDown();
    signal();
    boolean interrupted = false;
    while (thread.isAlive()) {
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
}
