package dev.tidewater.sink.iceberg;

import dev.tidewater.sink.iceberg.FaultyCatalog.Fate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Faults in an order that a test gives; after them all goes well. */
final class ScriptedPlan implements FaultyCatalog.Plan {
  private final Deque<Fate> fates = new ArrayDeque<>();
  private int failingReloads;
  private Runnable beforeCommit = () -> {};

  void next(Fate... commits) {
    fates.addAll(List.of(commits));
  }

  void failReloads(int count) {
    failingReloads = count;
  }

  /** Runs once, after the next commit was checked and before it gets to the catalog. */
  void beforeNextCommit(Runnable action) {
    beforeCommit = action;
  }

  @Override
  public Fate commit() {
    Runnable action = beforeCommit;
    beforeCommit = () -> {};
    action.run();
    return fates.isEmpty() ? Fate.GOES_WELL : fates.poll();
  }

  @Override
  public boolean reloadFails() {
    return failingReloads-- > 0;
  }
}
