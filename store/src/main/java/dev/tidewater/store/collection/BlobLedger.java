package dev.tidewater.store.collection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Who still needs which blob. A blob goes through these stations: written (nobody knows it but its
 * writer), referred to by a state, retired (no state refers to it, and none ever will again, since
 * names are used once), deleted.
 *
 * <p>Only a retired blob without pins is ever given out for deletion. So a blob that is being
 * written needs no protection, nor does one whose append has an unknown outcome: neither was
 * retired. Those that a crash leaves without a reference are found when the store is opened, before
 * anything is written.
 *
 * <p>Safe for use by many threads.
 */
final class BlobLedger {
  private final Map<String, Integer> pins = new HashMap<>();
  private final Set<String> retired = new LinkedHashSet<>();

  /**
   * Reads a state and pins what it refers to, in one step: a blob that the state refers to cannot
   * be given out for deletion in between.
   */
  synchronized Pin pin(Supplier<List<String>> referredTo) {
    List<String> names = List.copyOf(referredTo.get());
    names.forEach(name -> pins.merge(name, 1, Integer::sum));
    return new Pin(names);
  }

  /** No state refers to these any more; called after the state that dropped them is durable. */
  synchronized void retire(Collection<String> names) {
    retired.addAll(names);
  }

  /**
   * Up to {@code limit} blobs that nobody needs; the caller deletes them, or retires them again.
   */
  synchronized List<String> takeGarbage(int limit) {
    List<String> taken = new ArrayList<>();
    Iterator<String> candidates = retired.iterator();
    while (candidates.hasNext() && taken.size() < limit) {
      String name = candidates.next();
      if (!pins.containsKey(name)) {
        taken.add(name);
        candidates.remove();
      }
    }
    return taken;
  }

  synchronized int retiredCount() {
    return retired.size();
  }

  synchronized int pinCount() {
    return pins.size();
  }

  private synchronized void unpin(List<String> names) {
    for (String name : names) {
      pins.computeIfPresent(name, (n, count) -> count == 1 ? null : count - 1);
    }
  }

  /** Keeps blobs from being deleted until closed; closing twice does no harm. */
  final class Pin implements AutoCloseable {
    private List<String> names;

    private Pin(List<String> names) {
      this.names = names;
    }

    @Override
    public void close() {
      List<String> released;
      synchronized (this) {
        released = names;
        names = List.of();
      }
      unpin(released);
    }
  }
}
