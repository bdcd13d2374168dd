package dev.tidewater.host.local;

import dev.tidewater.store.Snapshot;
import dev.tidewater.zset.Merge;
import dev.tidewater.zset.UpdateCursor;
import java.util.List;

/** An arrangement at one time. */
final class ArrangementSnapshot implements Snapshot {
  private final Arrangement arrangement;
  private final long asOf;

  ArrangementSnapshot(Arrangement arrangement, long asOf) {
    this.arrangement = arrangement;
    this.asOf = asOf;
  }

  @Override
  public long asOf() {
    return asOf;
  }

  @Override
  public long estimatedRows() {
    return arrangement.updates();
  }

  @Override
  public UpdateCursor rows() {
    return arrangement.rowsAt(asOf);
  }

  @Override
  public UpdateCursor rowsWithPrefix(byte[] prefix) {
    return Merge.withPrefix(arrangement.rowsAt(asOf), prefix);
  }

  @Override
  public List<UpdateCursor> split(int parts) {
    return List.of(rows());
  }

  @Override
  public void close() {}
}
