package dev.tidewater.source.loadgen;

import dev.tidewater.store.Append;
import dev.tidewater.store.AppendOutcome;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.StagedPart;
import dev.tidewater.store.ingest.Timeline;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.zset.Batch;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes ticks and appends them. Knows no clock: whoever calls {@link #makeTicks} decides when.
 * Reads where it left off when it is made; after an exception its state is void and a new one is to
 * be made.
 *
 * <pre>
 *   progress := version:u8 (= 2)  ticks:i64  position of the generation
 *               number of tables:i32  collection of each:i64 …
 * </pre>
 *
 * <p>The tables are those that hold all ticks so far. Version 1 ends before them; there all tables
 * were made with the source.
 */
final class LoadGeneratorWorker {
  /** Bounds the memory of one append when the source is behind: about 100 bytes a row. */
  static final int MAX_TICKS_PER_APPEND = 200_000;

  private static final byte WITHOUT_TABLES = 1;
  private static final byte PROGRESS_VERSION = 2;

  private final LoadGeneratorSpec spec;
  private final CollectionStore store;
  private final Timeline timeline;
  private final Generation generation;
  private final TableRows rows;

  /** Tables that lack the ticks made so far, by name. */
  private final SortedMap<String, CollectionId> late = new TreeMap<>();

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
    if (version != PROGRESS_VERSION && version != WITHOUT_TABLES) {
      throw new TidewaterException(
              ErrorCode.DATA_CORRUPTED, "progress of source {group} has unknown version {version}")
          .with("group", spec.group())
          .with("version", version);
    }
    ticks = progress.getLong();
    generation.restorePosition(progress);
    if (version != WITHOUT_TABLES && ticks > 0) {
      late.putAll(spec.collections());
      for (int left = progress.getInt(); left > 0; left--) {
        late.values().remove(new CollectionId(progress.getLong()));
      }
    }
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
    long count = Math.max(0, Math.min(Math.min(wanted, MAX_TICKS_PER_APPEND), spec.upTo() - ticks));
    if (count == 0 && late.isEmpty()) {
      advance(time + 1);
      return;
    }
    List<StagedPart> earlier = new EarlierTicks(spec, ticks, time).stage(store, late);
    try {
      rows.startAt(time);
      for (long i = 0; i < count; i++) {
        generation.tick(time, rows);
      }
      ticks += count;
      append(rows.build(), earlier, time + 1);
      late.clear();
    } finally {
      earlier.forEach(StagedPart::close);
    }
  }

  private void append(
      SortedMap<CollectionId, Batch> batches, List<StagedPart> earlier, long newUpper) {
    AppendOutcome outcome =
        store.append(new Append(spec.group(), upper, newUpper, batches, earlier, progress()));
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
    Collection<CollectionId> tables = spec.collections().values();
    int tableBytes = Integer.BYTES + tables.size() * Long.BYTES;
    ByteBuffer progress =
        ByteBuffer.allocate(1 + Long.BYTES + generation.positionBytes() + tableBytes);
    progress.put(PROGRESS_VERSION).putLong(ticks);
    generation.savePosition(progress);
    progress.putInt(tables.size());
    tables.forEach(table -> progress.putLong(table.value()));
    return progress.array();
  }
}
