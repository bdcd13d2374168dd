package dev.tidewater.store.collection;

import dev.tidewater.store.Snapshot;
import dev.tidewater.store.collection.BatchStorage.Access;
import dev.tidewater.zset.Merge;
import dev.tidewater.zset.RangeCursor;
import dev.tidewater.zset.UpdateCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** Walks over the batches of a collection merged, with one page of each in memory. */
final class StoreSnapshot implements Snapshot {
  private final long asOf;
  private final List<StoredBatch> batches;
  private final BlobLedger.Pin pin;

  /**
   * @param batches those that may have updates at or before {@code asOf}
   * @param pin on their blobs; the snapshot releases it
   */
  StoreSnapshot(long asOf, List<StoredBatch> batches, BlobLedger.Pin pin) {
    this.asOf = asOf;
    this.batches = List.copyOf(batches);
    this.pin = pin;
  }

  @Override
  public long asOf() {
    return asOf;
  }

  @Override
  public long estimatedRows() {
    return batches.stream().mapToLong(batch -> batch.descriptor().updates()).sum();
  }

  @Override
  public UpdateCursor rows() {
    return Merge.asOf(merged(Access.SCAN), asOf);
  }

  @Override
  public UpdateCursor rowsWithPrefix(byte[] prefix) {
    return Merge.withPrefix(Merge.asOf(merged(Access.LOOK_UP), asOf), prefix);
  }

  private UpdateCursor merged(Access access) {
    return Merge.cursors(batches.stream().map(batch -> batch.cursor(access)).toList());
  }

  @Override
  public List<UpdateCursor> split(int parts) {
    if (parts < 1) {
      throw new IllegalArgumentException("a walk has at least one part");
    }
    List<byte[]> cuts = cuts(parts);
    List<UpdateCursor> walks = new ArrayList<>();
    for (int i = 0; i <= cuts.size(); i++) {
      byte[] from = i == 0 ? null : cuts.get(i - 1);
      byte[] to = i == cuts.size() ? null : cuts.get(i);
      walks.add(Merge.asOf(new RangeCursor(merged(Access.SCAN), from, to), asOf));
    }
    return walks;
  }

  /** Rows at which the walks part. */
  private List<byte[]> cuts(int parts) {
    List<byte[]> heads = PageHeads.sample(batches);
    TreeSet<byte[]> cuts = new TreeSet<>(Arrays::compareUnsigned);
    for (int i = 1; i < parts && !heads.isEmpty(); i++) {
      int head = (int) ((long) heads.size() * i / parts);
      if (head > 0) {
        cuts.add(heads.get(head));
      }
    }
    return List.copyOf(cuts);
  }

  @Override
  public void close() {
    pin.close();
  }
}
