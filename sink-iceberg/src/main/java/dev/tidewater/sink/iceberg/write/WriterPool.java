package dev.tidewater.sink.iceberg.write;

import dev.tidewater.sink.iceberg.commit.StagedFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.io.FileIO;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tasks that write the files of one commit on a shared executor.
 *
 * @param parallelism tasks that one commit is split into at most
 * @param stopping asked now and then: whether to give up writing
 */
public record WriterPool(Executor executor, int parallelism, BooleanSupplier stopping) {

  /**
   * Runs all tasks to their end. If one fails the others are stopped, all files are deleted, and
   * the first failure is thrown.
   */
  StagedFiles run(List<WriterTask> tasks, FileIO io) {
    AtomicBoolean failed = new AtomicBoolean();
    Runnable stop =
        () -> {
          if (failed.get() || stopping.getAsBoolean()) {
            throw new CancellationException("writing was stopped");
          }
        };
    List<CompletableFuture<WriterTask.Outcome>> running = new ArrayList<>();
    for (WriterTask task : tasks) {
      running.add(
          CompletableFuture.supplyAsync(() -> task.run(stop), executor)
              .whenComplete(
                  (outcome, failure) -> {
                    if (failure != null) {
                      failed.set(true);
                    }
                  }));
    }
    List<DataFile> data = new ArrayList<>();
    List<DeleteFile> deletes = new ArrayList<>();
    Throwable failure = null;
    for (CompletableFuture<WriterTask.Outcome> each : running) {
      try {
        WriterTask.Outcome outcome = each.join();
        data.addAll(outcome.data());
        deletes.addAll(outcome.deletes());
      } catch (CompletionException | CancellationException e) {
        failure = telling(failure, e);
      }
    }
    if (failure != null) {
      tasks.forEach(WriterTask::abort);
      throw rethrown(failure);
    }
    return new StagedFiles(data, deletes, io);
  }

  /** The failure that stopped the others says more than theirs. */
  private static Throwable telling(@Nullable Throwable first, Throwable wrapped) {
    Throwable cause = wrapped.getCause() == null ? wrapped : wrapped.getCause();
    if (first != null && !(first instanceof CancellationException)) {
      return first;
    }
    return cause;
  }

  /** Tasks throw nothing checked. */
  private static RuntimeException rethrown(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return (RuntimeException) failure;
  }
}
