package dev.tidewater.sink.iceberg;

import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the sinks of a server share: threads that write files, as many as there are cores, so that
 * many sinks together take no more; and the directory for changes that don't fit in memory.
 *
 * @param parallelism threads that may write files for one commit
 */
public record SinkThreads(ExecutorService writers, int parallelism, Path spillDirectory)
    implements AutoCloseable {

  /** One thread for each core. */
  public static SinkThreads forAllCores(Path spillDirectory) {
    int cores = Runtime.getRuntime().availableProcessors();
    AtomicInteger number = new AtomicInteger();
    ExecutorService writers =
        Executors.newFixedThreadPool(
            cores,
            task -> {
              Thread thread = new Thread(task, "sink-writer-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    return new SinkThreads(writers, cores, spillDirectory);
  }

  @Override
  public void close() {
    writers.shutdownNow();
  }
}
