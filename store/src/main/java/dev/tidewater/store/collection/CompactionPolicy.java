package dev.tidewater.store.collection;

import java.util.List;
import java.util.Optional;

/**
 * Which adjacent batches of a collection to merge, if any.
 *
 * <p>A window of batches is merged when it has at least {@link #MIN_BATCHES} and its largest is at
 * most {@link #MAX_DOMINANCE} times all others together. Whoever is not the largest pays, at most
 * five times its size, and is then in a batch at least twice as large as its own: so an update is
 * charged a logarithmic number of times. What is left unmerged is a few batches for each size.
 *
 * <p>Batches of one append have the same bounds. A window has all of them or lies among them, so
 * that bounds never come to overlap.
 *
 * <p>Times at or after the since must stay apart, and late readers filter them out of whole
 * batches; so a window that reaches beyond the since is merged only while small, or if it is all of
 * one append, which is read as a whole anyway.
 */
final class CompactionPolicy {
  /** A read looks at about so many batches of each size. */
  static final int MIN_BATCHES = 8;

  /** How much larger than the others together the largest of a window may be. */
  static final int MAX_DOMINANCE = 4;

  /** One page of each is in memory during a merge: some ten megabytes. */
  static final int MAX_BATCHES = 48;

  /** What a late reader has to look through to find the few updates that it wants. */
  static final long MAX_HISTORY_UPDATES = 1 << 19;

  private CompactionPolicy() {}

  /** Batches {@code from} to {@code to}, the latter not included. */
  record Window(int from, int to) {}

  static Optional<Window> choose(List<BatchDescriptor> batches, long since) {
    Optional<Window> merge = cheapestMerge(batches, since);
    return merge.isPresent() ? merge : unsettled(batches, since);
  }

  /** The window that costs least for each batch that it takes away. */
  private static Optional<Window> cheapestMerge(List<BatchDescriptor> batches, long since) {
    Window best = null;
    double bestCost = Double.MAX_VALUE;
    for (int from = 0; from + MIN_BATCHES <= batches.size(); from++) {
      long total = 0;
      long largest = 0;
      boolean history = false;
      for (int to = from + 1; to <= Math.min(batches.size(), from + MAX_BATCHES); to++) {
        BatchDescriptor last = batches.get(to - 1);
        total += last.updates();
        largest = Math.max(largest, last.updates());
        history |= last.upper() > since;
        boolean oneAppend = last.hasBoundsOf(batches.get(from));
        if (history && !oneAppend && total > MAX_HISTORY_UPDATES) {
          break;
        }
        int count = to - from;
        if (count < MIN_BATCHES
            || largest > MAX_DOMINANCE * (total - largest)
            || cutsThroughAnAppend(batches, from, to)) {
          continue;
        }
        double cost = (double) total / (count - 1);
        if (cost < bestCost) {
          best = new Window(from, to);
          bestCost = cost;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private static boolean cutsThroughAnAppend(List<BatchDescriptor> batches, int from, int to) {
    BatchDescriptor first = batches.get(from);
    BatchDescriptor last = batches.get(to - 1);
    if (first.hasBoundsOf(last)) {
      return false;
    }
    return (from > 0 && batches.get(from - 1).hasBoundsOf(first))
        || (to < batches.size() && batches.get(to).hasBoundsOf(last));
  }

  /**
   * A merged batch whose times had to stay apart when it was written and need not any more: what
   * cancels out in it is worth one rewrite.
   */
  private static Optional<Window> unsettled(List<BatchDescriptor> batches, long since) {
    for (int i = 0; i < batches.size(); i++) {
      if (isMerged(batches.get(i))
          && !isSettled(batches.get(i))
          && batches.get(i).upper() <= since) {
        return Optional.of(new Window(i, i + 1));
      }
    }
    return Optional.empty();
  }

  /** True if there will be something to do once the since has come further. */
  static boolean awaitsSince(List<BatchDescriptor> batches) {
    return choose(batches, Long.MAX_VALUE).isPresent();
  }

  /** A batch as it was appended has its own lower bound as since. */
  private static boolean isMerged(BatchDescriptor batch) {
    return batch.since() != batch.lower();
  }

  private static boolean isSettled(BatchDescriptor batch) {
    return batch.since() >= batch.upper();
  }

  /** The run of adjacent inline batches with the most bytes. */
  static Optional<Window> largestInlineRun(List<BatchDescriptor> batches) {
    Window best = null;
    long bestBytes = 0;
    int from = 0;
    long bytes = 0;
    for (int i = 0; i < batches.size(); i++) {
      long inline = batches.get(i).inlineBytes();
      if (inline == 0 || i - from >= MAX_BATCHES) {
        from = inline == 0 ? i + 1 : i;
        bytes = 0;
      }
      bytes += inline;
      if (bytes > bestBytes && !cutsThroughAnAppend(batches, from, i + 1)) {
        best = new Window(from, i + 1);
        bestBytes = bytes;
      }
    }
    return Optional.ofNullable(best);
  }
}
