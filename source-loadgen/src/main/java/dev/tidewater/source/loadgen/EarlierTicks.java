package dev.tidewater.source.loadgen;

import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.StagedPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The ticks that have been, made once more for tables that the source was given only afterwards:
 * these begin with all that they would hold had they been there from the start. The date of an
 * earlier tick is not kept, so each counts as having come a tick interval before the next.
 */
final class EarlierTicks {
  private static final double NANOS_PER_MILLI = 1e6;

  private final LoadGeneratorSpec spec;
  private final long ticks;
  private final long nowMillis;

  EarlierTicks(LoadGeneratorSpec spec, long ticks, long nowMillis) {
    this.spec = spec;
    this.ticks = ticks;
    this.nowMillis = nowMillis;
  }

  /** Writes their rows ahead of an append, in parts, so that memory stays bounded. */
  List<StagedPart> stage(CollectionStore store, Map<String, CollectionId> tables) {
    Generation generation = spec.generator().generation();
    TableRows rows = new TableRows(spec.generator().tables(), tables);
    rows.startAt(nowMillis);
    List<StagedPart> parts = new ArrayList<>();
    try {
      for (long tick = 0; tick < ticks; tick++) {
        generation.tick(millisOf(tick), rows);
        boolean full = (tick + 1) % LoadGeneratorWorker.MAX_TICKS_PER_APPEND == 0;
        if (full || tick + 1 == ticks) {
          rows.build().forEach((table, batch) -> parts.add(store.stage(table, batch)));
        }
      }
      return parts;
    } catch (RuntimeException e) {
      parts.forEach(StagedPart::close);
      throw e;
    }
  }

  private long millisOf(long tick) {
    double intervals = Math.ceil((double) (ticks - tick) / spec.scaleFactor());
    double sinceThen = intervals * spec.tickInterval().toNanos() / NANOS_PER_MILLI;
    return Math.max(0, nowMillis - (long) sinceThen);
  }
}
