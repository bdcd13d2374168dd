package dev.tidewater.sink.iceberg.write;

import dev.tidewater.store.StoredChanges;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.zset.Merge;
import dev.tidewater.zset.RangeCursor;
import dev.tidewater.zset.UpdateCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The changes between two frontiers, as sorted runs. Closing it deletes what was spilled. */
public final class PendingChanges implements AutoCloseable {
  private final List<Run> runs;

  PendingChanges(List<Run> runs) {
    this.runs = runs;
  }

  /** Changes that are read from the store, where their rows are sorted as they are to be. */
  public static PendingChanges stored(StoredChanges changes) {
    return new PendingChanges(List.of(new Run.InStore(changes)));
  }

  public boolean isEmpty() {
    return updates() == 0;
  }

  /** Updates, those counted that will cancel out. */
  public long updates() {
    return runs.stream().mapToLong(Run::updates).sum();
  }

  /** One walk for each run, in the order in which they came. */
  List<UpdateCursor> inOrder() {
    return runs.stream().map(Run::cursor).toList();
  }

  /**
   * Walks over about so many ranges of rows that together give all changes, sorted and added up
   * where row and time agree; all rows of a key are in one range.
   */
  List<UpdateCursor> ranges(RowLayout layout, int count) {
    List<byte @Nullable []> bounds = new ArrayList<>();
    bounds.add(null);
    bounds.addAll(cuts(layout, count));
    bounds.add(null);
    List<UpdateCursor> ranges = new ArrayList<>();
    for (int i = 0; i + 1 < bounds.size(); i++) {
      byte[] lower = bounds.get(i);
      byte[] upper = bounds.get(i + 1);
      ranges.add(
          Merge.cursors(
              runs.stream().map(run -> new RangeCursor(run.cursor(), lower, upper)).toList()));
    }
    return ranges;
  }

  /** Keys at about equal distances in the largest run, ascending and distinct. */
  private List<byte[]> cuts(RowLayout layout, int count) {
    List<byte[]> cuts = new ArrayList<>();
    List<byte[]> heads =
        runs.stream().max(Comparator.comparingLong(Run::updates)).orElseThrow().heads();
    for (int i = 1; i < count; i++) {
      byte[] head = heads.get((int) ((long) heads.size() * i / count));
      byte[] key = Arrays.copyOf(head, layout.keyLength(head, 0));
      if (cuts.isEmpty() || Arrays.compareUnsigned(cuts.get(cuts.size() - 1), key) < 0) {
        cuts.add(key);
      }
    }
    return cuts;
  }

  @Override
  public void close() {
    runs.forEach(Run::close);
  }
}
