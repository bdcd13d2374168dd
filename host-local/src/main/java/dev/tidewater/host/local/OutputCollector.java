package dev.tidewater.host.local;

import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.StagedPart;
import dev.tidewater.zset.Batch;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers the rows of one step. Beyond a bound they are written ahead to the store, so that a step
 * with a large output needs little memory.
 */
final class OutputCollector {
  /** What a step may hold in memory before it is written ahead. */
  static final long STAGE_BYTES = 64L << 20;

  private final CollectionStore store;
  private final CollectionId collection;
  private final long stageBytes;
  private final List<Batch> batches = new ArrayList<>();
  private final List<StagedPart> staged = new ArrayList<>();
  private long bytes;

  OutputCollector(CollectionStore store, CollectionId collection, long stageBytes) {
    this.store = store;
    this.collection = collection;
    this.stageBytes = stageBytes;
  }

  void add(Batch batch) {
    batches.add(batch);
    bytes += batch.sizeBytes();
    if (bytes > stageBytes) {
      Batch part = takeRows();
      // What was too much may have cancelled out.
      if (part.sizeBytes() > stageBytes / 2) {
        staged.add(store.stage(collection, part));
      } else {
        batches.add(part);
        bytes = part.sizeBytes();
      }
    }
  }

  boolean hasStaged() {
    return !staged.isEmpty();
  }

  /** What is in memory, consolidated. */
  Batch takeRows() {
    Batch rows = Batch.merged(batches);
    batches.clear();
    bytes = 0;
    return rows;
  }

  /** What was written ahead; it is the caller's now. */
  List<StagedPart> takeStaged() {
    List<StagedPart> parts = List.copyOf(staged);
    staged.clear();
    return parts;
  }

  void discard() {
    batches.clear();
    staged.forEach(StagedPart::close);
    staged.clear();
    bytes = 0;
  }
}
