package dev.tidewater.sink.iceberg.write;

import dev.tidewater.types.row.RowLayout;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.Merge;
import dev.tidewater.zset.UpdateCursor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Changes that wait for the next commit, in memory. If they have to be sorted anew, what is beyond
 * a budget is spilled to temporary files; if not, the owner is told to leave them in the store,
 * which has them sorted already. For one thread; given away whole by {@link #drain}.
 */
public final class ChangeBuffer implements AutoCloseable {
  /** How updates of one row at several times are kept. */
  enum Times {
    /** Added up: only what comes of them counts. */
    MERGED,
    /** Apart: times are written, or decide which row is the last. */
    KEPT
  }

  private final Path spillDirectory;
  private final long budgetBytes;
  private final Times times;
  private final @Nullable Rekeying rekeying;
  private final List<Batch> memory = new ArrayList<>();
  private final List<SpilledRun> spilled = new ArrayList<>();
  private long memoryBytes;

  /**
   * @param stored how rows are encoded
   * @param keyed how they are to be sorted; the same if they are already
   */
  ChangeBuffer(
      RowLayout stored, RowLayout keyed, Times times, long budgetBytes, Path spillDirectory) {
    this.rekeying = stored == keyed ? null : new Rekeying(stored, keyed);
    this.times = times;
    this.budgetBytes = budgetBytes;
    this.spillDirectory = spillDirectory;
  }

  /** Whether rows are sorted by another key than in the store. */
  public boolean sortsAnew() {
    return rekeying != null;
  }

  /** Whether there is more in memory than there should be. */
  public boolean isOverBudget() {
    return memoryBytes > budgetBytes;
  }

  /** Adds what the store gave; the times of one call are not below those of the call before. */
  public void add(List<Batch> batches) {
    for (Batch batch : batches) {
      if (rekeying == null) {
        memory.add(batch);
        memoryBytes += batch.sizeBytes();
      } else {
        try (UpdateCursor cursor = batch.cursor()) {
          add(cursor);
        }
      }
    }
  }

  /** Adds a walk, for which a sort by another key must be set up. */
  void add(UpdateCursor cursor) {
    Rekeying rekey = rekeying;
    if (rekey == null) {
      throw new IllegalStateException("a walk is added only to be sorted anew");
    }
    while (cursor.next()) {
      rekey.add(cursor);
      if (rekey.memoryBytes() > budgetBytes) {
        keep(rekey.build());
      }
    }
  }

  private void keep(Batch batch) {
    if (batch.isEmpty()) {
      return;
    }
    memory.add(batch);
    memoryBytes += batch.sizeBytes();
    if (isOverBudget()) {
      spill();
    }
  }

  private void spill() {
    UpdateCursor merged = Merge.batches(memory);
    UpdateCursor kept = times == Times.KEPT ? merged : Merge.forwardedTo(merged, Long.MAX_VALUE);
    spilled.add(SpilledRun.write(spillDirectory, kept));
    memory.clear();
    memoryBytes = 0;
  }

  /** Gives all changes away; the buffer is empty afterwards. */
  public PendingChanges drain() {
    if (rekeying != null) {
      keep(rekeying.build());
    }
    List<Run> runs =
        Stream.concat(spilled.stream(), memory.stream().map(Run.InMemory::new))
            .map(Run.class::cast)
            .toList();
    spilled.clear();
    memory.clear();
    memoryBytes = 0;
    return new PendingChanges(runs);
  }

  /** Forgets what was not drained. */
  @Override
  public void close() {
    drain().close();
  }
}
