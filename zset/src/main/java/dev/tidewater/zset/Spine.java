package dev.tidewater.zset;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An arrangement: the accumulated rows of a changing collection in order, as a log-structured stack
 * of batches. Times are forgotten; what is here is the collection now.
 *
 * <p>Neighbouring layers of similar size are merged, a bounded amount of work with each insert (in
 * proportion to what is inserted) and more whenever the owner has time for {@link #maintain}; no
 * call ever merges without bound. While a merge runs, its inputs are read. The number of layers is
 * logarithmic in the number of rows.
 *
 * <p>One thread at a time. Cursors and probes see the state at their creation and stay usable
 * beside later inserts.
 */
public final class Spine {
  /**
   * Updates merged per update inserted and running merge. Two would be just enough for a merge to
   * end before its layer is wanted again; four leave room for merges that start late.
   */
  private static final long FUEL_PER_UPDATE = 4;

  /** Fuel of an insert however small, so that single rows do not leave long tails of merges. */
  private static final long LEAST_FUEL = 256;

  /**
   * Layers (a running merge counts as two) at which an insert spends more. Binary layering of 2^40
   * rows stays below; reaching it means that inserts are skewed in size.
   */
  private static final int MANY_LAYERS = 48;

  /** A layer is merged with the next if it is at most this many times as large. */
  private static final long SIMILAR = 2;

  private static final class Layer {
    final Batch left;
    final @Nullable Batch right;
    final @Nullable BatchMerger merger;

    Layer(Batch batch) {
      this.left = batch;
      this.right = null;
      this.merger = null;
    }

    Layer(Batch left, Batch right) {
      this.left = left;
      this.right = right;
      this.merger = new BatchMerger(left, right);
    }

    long updates() {
      return left.updates() + (right == null ? 0 : right.updates());
    }

    long sizeBytes() {
      return left.sizeBytes()
          + (right == null ? 0 : right.sizeBytes())
          + (merger == null ? 0 : merger.memoryBytes());
    }
  }

  /** Oldest and largest first. */
  private final List<Layer> layers = new ArrayList<>();

  /** Adds changes; their times are forgotten. */
  public void insert(Batch changes) {
    if (changes.isEmpty()) {
      return;
    }
    layers.add(new Layer(changes.stampedAt(0)));
    startMerges();
    long fuel = Math.max(LEAST_FUEL, FUEL_PER_UPDATE * changes.updates());
    spendOnEach(fuel);
    while (batchCount() > MANY_LAYERS) {
      fuel *= 2;
      spendOnEach(fuel);
    }
  }

  /**
   * Goes on with merges.
   *
   * @param fuel about how many updates to merge at most
   * @return true if work is left
   */
  public boolean maintain(long fuel) {
    long left = fuel;
    while (left > 0) {
      int running = lastMerging();
      if (running < 0) {
        return false;
      }
      left = workOn(running, left);
      startMerges();
    }
    return lastMerging() >= 0;
  }

  private int lastMerging() {
    for (int i = layers.size() - 1; i >= 0; i--) {
      if (layers.get(i).merger != null) {
        return i;
      }
    }
    return -1;
  }

  private void spendOnEach(long fuel) {
    for (int i = layers.size() - 1; i >= 0; i--) {
      if (i < layers.size() && layers.get(i).merger != null) {
        workOn(i, fuel);
      }
    }
    startMerges();
  }

  private long workOn(int at, long fuel) {
    BatchMerger merger = layers.get(at).merger;
    if (merger == null) {
      return fuel;
    }
    long left = merger.work(fuel);
    if (merger.isComplete()) {
      Batch outcome = merger.outcome();
      if (outcome.isEmpty()) {
        layers.remove(at);
      } else {
        layers.set(at, new Layer(outcome));
      }
    }
    return left;
  }

  private void startMerges() {
    for (int i = layers.size() - 2; i >= 0; i--) {
      Layer older = layers.get(i);
      Layer newer = layers.get(i + 1);
      if (older.merger == null
          && newer.merger == null
          && older.updates() <= SIMILAR * newer.updates()) {
        layers.set(i, new Layer(older.left, newer.left));
        layers.remove(i + 1);
      }
    }
  }

  private int batchCount() {
    int count = 0;
    for (Layer layer : layers) {
      count += layer.right == null ? 1 : 2;
    }
    return count;
  }

  /** The batches whose sum is the collection, oldest first. */
  List<Batch> batches() {
    List<Batch> result = new ArrayList<>(2 * layers.size());
    for (Layer layer : layers) {
      result.add(layer.left);
      if (layer.right != null) {
        result.add(layer.right);
      }
    }
    return result;
  }

  /** All rows in order, consolidated; the time of each is 0. */
  public UpdateCursor cursor() {
    return Merge.batches(batches());
  }

  /** For looking up keys in ascending order; see {@link SpineProbe}. */
  public SpineProbe probe() {
    return new SpineProbe(batches());
  }

  /** Updates held; not less than the number of rows, and more until all is merged. */
  public long updates() {
    long sum = 0;
    for (Layer layer : layers) {
      sum += layer.updates();
    }
    return sum;
  }

  public boolean isEmpty() {
    return layers.isEmpty();
  }

  /** Bytes of memory, outcomes of running merges included. */
  public long sizeBytes() {
    long sum = 0;
    for (Layer layer : layers) {
      sum += layer.sizeBytes();
    }
    return sum;
  }
}
