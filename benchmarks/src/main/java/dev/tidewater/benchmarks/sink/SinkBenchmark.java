package dev.tidewater.benchmarks.sink;

import dev.tidewater.sink.iceberg.CommitFacts;
import dev.tidewater.sink.iceberg.IcebergSink;
import dev.tidewater.sink.iceberg.SinkListener;
import dev.tidewater.sink.iceberg.SinkOptions;
import dev.tidewater.sink.iceberg.SinkSpec;
import dev.tidewater.sink.iceberg.SinkStatus;
import dev.tidewater.sink.iceberg.SinkTarget;
import dev.tidewater.sink.iceberg.SinkThreads;
import dev.tidewater.sink.iceberg.catalog.CatalogConfig;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.StoreOptions;
import dev.tidewater.store.local.LocalStore;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Our sink: a relation of so many rows into an empty table, then so many updates spread over it.
 * Times run from the start of the sink to the answer of the catalog; filling the store is not
 * counted. Prints a line of JSON for each phase.
 *
 * <p>A smaller run into another table goes first, so that what is measured is a server that has
 * been up for a while; its lines say "warm-up".
 *
 * <p>Arguments: directory, rows, updates, rows of the warm-up.
 */
public final class SinkBenchmark {
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final HeapWatch HEAP = HeapWatch.start();

  private SinkBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    long rows = Long.parseLong(arguments[1]);
    long updates = Long.parseLong(arguments[2]);
    long warmUpRows = Long.parseLong(arguments[3]);
    Files.createDirectories(directory);
    try (CollectionStore store =
            LocalStore.open(directory.resolve("store"), StoreOptions.defaults());
        SinkThreads threads = SinkThreads.forAllCores(directory.resolve("spill"))) {
      if (warmUpRows > 0) {
        OrderCollection warmUp = OrderCollection.create(store, 1);
        run("warm-up ", warmUp, warmUpRows, warmUpRows * updates / rows, threads, directory);
      }
      run("", OrderCollection.create(store, 2), rows, updates, threads, directory);
    }
  }

  private static void run(
      String kind,
      OrderCollection orders,
      long rows,
      long updates,
      SinkThreads threads,
      Path directory)
      throws InterruptedException {
    orders.insert(rows);
    System.gc();
    measure(kind + "snapshot", rows, orders, threads, directory);
    if (updates > 0) {
      orders.update(updates, rows);
      System.gc();
      measure(kind + "updates", updates, orders, threads, directory);
    }
  }

  private static void measure(
      String phase, long rows, OrderCollection orders, SinkThreads threads, Path directory)
      throws InterruptedException {
    HEAP.reset();
    Watch watch = new Watch(orders.upper());
    long cpu = cpuNanos();
    long start = System.nanoTime();
    try (IcebergSink sink =
        IcebergSink.start(spec(orders, directory), orders.store(), threads, watch)) {
      watch.await();
      double seconds = (System.nanoTime() - start) / 1e9;
      double cpuSeconds = (cpuNanos() - cpu) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "{\"contestant\":\"tidewater\",\"phase\":\"%s\",\"rows\":%d,\"seconds\":%.2f,"
              + "\"rowsPerSecond\":%.0f,\"cpuSeconds\":%.2f,\"rowsPerCpuSecond\":%.0f,"
              + "\"peakHeapMiB\":%d,\"peakLiveHeapMiB\":%d,\"status\":\"%s\"}%n",
          phase,
          rows,
          seconds,
          rows / seconds,
          cpuSeconds,
          rows / cpuSeconds,
          HEAP.peakMebibytes(),
          HEAP.peakLiveMebibytes(),
          sink.status().getClass().getSimpleName());
    }
  }

  private static SinkSpec spec(OrderCollection orders, Path directory) {
    String name = "orders_" + orders.id();
    return SinkSpec.upsert(
        "benchmark-" + name,
        orders.id(),
        OrderCollection.SCHEMA,
        new SinkTarget(new CatalogConfig.Embedded(directory.resolve("lake")), "public", name),
        List.of(0),
        SinkOptions.every(INTERVAL));
  }

  /** Of the whole process, its garbage collector and compilers included. */
  static long cpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static final class Watch implements SinkListener {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final long frontier;
    private volatile @Nullable RuntimeException failure;

    Watch(long frontier) {
      this.frontier = frontier;
    }

    @Override
    public void statusChanged(SinkStatus status) {
      if (status instanceof SinkStatus.Stalled stalled) {
        failure = stalled.error();
        reached.countDown();
      }
    }

    void await() throws InterruptedException {
      reached.await();
      RuntimeException stalled = failure;
      if (stalled != null) {
        throw new IllegalStateException("the sink stalled", stalled);
      }
    }

    @Override
    public void committed(CommitFacts facts) {
      if (facts.frontier() >= frontier) {
        reached.countDown();
      }
    }

    @Override
    public void progressed(long now) {}

    @Override
    public void conflicted() {}
  }
}
