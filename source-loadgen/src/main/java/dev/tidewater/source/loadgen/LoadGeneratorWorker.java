package dev.tidewater.source.loadgen;

import dev.tidewater.store.Append;
import dev.tidewater.store.AppendOutcome;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.ingest.Timeline;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.zset.Batch;
import java.nio.ByteBuffer;
import java.util.SortedMap;

/**
 * Makes ticks and appends them. Knows no clock: whoever calls {@link #makeTicks} decides when.
 * Reads where it left off when it is made; after an exception its state is void and a new one is to
 * be made.
 *
 * <pre>
 *   progress := version:u8 (= 1)  ticks:i64  position of the generation
 * </pre>
 */
final class LoadGeneratorWorker {
  /** Bounds the memory of one append when the source is behind: about 100 bytes a row. */
  static final int MAX_TICKS_PER_APPEND = 200_000;

  private static final byte PROGRESS_VERSION = 1;

  private final LoadGeneratorSpec spec;
  private final CollectionStore store;
  private final Timeline timeline;
  private final Generation generation;
  private final TableRows rows;
  private long upper;
  private long ticks;

  LoadGeneratorWorker(LoadGeneratorSpec spec, CollectionStore store, Timeline timeline) {
    this.spec = spec;
    this.store = store;
    this.timeline = timeline;
    this.generation = spec.generator().generation();
    this.rows = new TableRows(spec.generator().tables(), spec.collections());
    this.upper = store.upper(spec.group());
    byte[] progress = store.progress(spec.group());
    if (progress != null) {
      restore(ByteBuffer.wrap(progress));
    }
  }

  private void restore(ByteBuffer progress) {
    byte version = progress.get();
    if (version != PROGRESS_VERSION) {
      throw new TidewaterException(
              ErrorCode.DATA_CORRUPTED, "progress of source {group} has unknown version {version}")
          .with("group", spec.group())
          .with("version", version);
    }
    ticks = progress.getLong();
    generation.restorePosition(progress);
  }

  /** Ticks made since the source was created. */
  long ticks() {
    return ticks;
  }

  /** Ticks that are due at once: those that AS OF asks to have happened before the start. */
  long overdueTicks() {
    return Math.max(0, spec.asOf() - ticks);
  }

  /** Makes so many ticks, all at the current time; fewer if the end or the bound comes first. */
  void makeTicks(long wanted) {
    long time = Math.max(timeline.now(), upper);
    long count = Math.min(Math.min(wanted, MAX_TICKS_PER_APPEND), spec.upTo() - ticks);
    if (count <= 0) {
      advance(time + 1);
      return;
    }
    rows.startAt(time);
    for (long i = 0; i < count; i++) {
      generation.tick(time, rows);
    }
    ticks += count;
    append(rows.build(), time + 1);
  }

  private void append(SortedMap<CollectionId, Batch> batches, long newUpper) {
    AppendOutcome outcome =
        store.append(new Append(spec.group(), upper, newUpper, batches, progress()));
    if (outcome instanceof AppendOutcome.UpperMismatch mismatch) {
      throw new TidewaterException(ErrorCode.FENCED, "another writer has taken over source {group}")
          .with("group", spec.group())
          .with("expectedUpper", upper)
          .with("actualUpper", mismatch.actualUpper());
    }
    upper = newUpper;
  }

  private void advance(long newUpper) {
    store.advance(spec.group(), newUpper);
    upper = newUpper;
  }

  private byte[] progress() {
    ByteBuffer progress = ByteBuffer.allocate(1 + Long.BYTES + generation.positionBytes());
    progress.put(PROGRESS_VERSION).putLong(ticks);
    generation.savePosition(progress);
    return progress.array();
  }
}
