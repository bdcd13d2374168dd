package dev.tidewater.sink.iceberg;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Keeps what a sink tells, and lets a test wait for it. */
final class RecordingListener implements SinkListener {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<SinkStatus> statuses = new ArrayList<>();
  private final List<CommitFacts> commits = new ArrayList<>();
  private long progress = Long.MIN_VALUE;
  private int conflicts;

  @Override
  public synchronized void statusChanged(SinkStatus status) {
    statuses.add(status);
    notifyAll();
  }

  @Override
  public synchronized void committed(CommitFacts facts) {
    commits.add(facts);
    notifyAll();
  }

  @Override
  public synchronized void progressed(long frontier) {
    progress = frontier;
    notifyAll();
  }

  @Override
  public synchronized void conflicted() {
    conflicts++;
    notifyAll();
  }

  synchronized List<CommitFacts> commits() {
    return List.copyOf(commits);
  }

  synchronized List<SinkStatus> statuses() {
    return List.copyOf(statuses);
  }

  synchronized int conflicts() {
    return conflicts;
  }

  synchronized long progress() {
    return progress;
  }

  CommitFacts awaitFrontier(long frontier) {
    await(
        "commit of frontier " + frontier,
        listener -> listener.commits.stream().anyMatch(c -> c.frontier() >= frontier));
    return commits().stream().filter(c -> c.frontier() >= frontier).findFirst().orElseThrow();
  }

  SinkStatus.Stalled awaitStalled() {
    await(
        "a stalled sink",
        listener -> listener.statuses.stream().anyMatch(s -> s instanceof SinkStatus.Stalled));
    return statuses().stream()
        .filter(s -> s instanceof SinkStatus.Stalled)
        .map(s -> (SinkStatus.Stalled) s)
        .findFirst()
        .orElseThrow();
  }

  synchronized void await(String what, Predicate<RecordingListener> condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.test(this)) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError(
            "waited in vain for " + what + "; statuses " + statuses + ", commits " + commits);
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
