package dev.tidewater.host.local;

import dev.tidewater.engine.dataflow.Dataflow;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.Snapshot;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.PageWriter;
import dev.tidewater.zset.UpdateCursor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pushes the inputs of a dataflow's first step, as they are at one time, in bounded parts and in
 * the order that the dataflow prefers. One thread at a time.
 */
final class InputFeed implements AutoCloseable {
  /** The first part is small, so that the first rows of a result come soon. */
  private static final int FIRST_ROWS = 256;

  /** Rows pushed at a time: what is sorted and probed well in the cache. */
  private static final int MOST_ROWS = 16 * 1024;

  private final CollectionStore store;
  private final long asOf;
  private final Map<Long, List<byte[]>> prefixes;
  private final Map<Long, Batch> inMemory;
  private final Map<Long, Arrangement> arrangements;
  private final Deque<Long> waiting;
  private final PageWriter writer = new PageWriter();
  private @Nullable Snapshot snapshot;
  private @Nullable UpdateCursor rows;
  private long collection;
  private int partRows = FIRST_ROWS;
  private long pushed;

  /**
   * @param prefixes of the collections that need not be read as a whole, what their rows begin with
   * @param relations that are not in the store
   * @param arrangements that are read in the place of their collections
   */
  InputFeed(
      CollectionStore store,
      Dataflow dataflow,
      long asOf,
      Map<Long, List<byte[]>> prefixes,
      List<InputRows> relations,
      List<Arrangement> arrangements) {
    this.store = store;
    this.asOf = asOf;
    this.prefixes = prefixes;
    this.waiting = new ArrayDeque<>(dataflow.inputs());
    this.inMemory = new HashMap<>();
    relations.forEach(r -> inMemory.put(r.collection(), r.rows()));
    this.arrangements = new HashMap<>();
    arrangements.forEach(a -> this.arrangements.put(a.relation().value(), a));
  }

  /** Pushes the next part; false if all was pushed. */
  boolean pushNext(Dataflow dataflow) {
    while (rows == null) {
      Long next = waiting.poll();
      if (next == null) {
        return false;
      }
      collection = next;
      Batch batch = inMemory.get(collection);
      if (batch != null) {
        dataflow.push(collection, batch);
        pushed += batch.updates();
        return true;
      }
      open();
    }
    UpdateCursor cursor = rows;
    int count = 0;
    boolean more = true;
    while (count < partRows && (more = cursor.next())) {
      writer.append(cursor.bytes(), cursor.offset(), cursor.length(), 0, cursor.diff());
      count++;
    }
    if (!more) {
      closeSnapshot();
    }
    partRows = Math.min(MOST_ROWS, partRows * 4);
    pushed += count;
    dataflow.push(collection, writer.finish());
    return true;
  }

  private void open() {
    Arrangement arrangement = arrangements.get(collection);
    Snapshot opened =
        arrangement == null
            ? store.snapshot(new CollectionId(collection), asOf)
            : arrangement.snapshot(asOf);
    snapshot = opened;
    List<byte[]> wanted = prefixes.get(collection);
    rows = wanted == null ? opened.rows() : new LookupCursor(opened, wanted);
  }

  /** Rows pushed so far. */
  long pushedRows() {
    return pushed;
  }

  private void closeSnapshot() {
    if (rows != null) {
      rows.close();
      rows = null;
    }
    if (snapshot != null) {
      snapshot.close();
      snapshot = null;
    }
  }

  @Override
  public void close() {
    waiting.clear();
    closeSnapshot();
  }
}
