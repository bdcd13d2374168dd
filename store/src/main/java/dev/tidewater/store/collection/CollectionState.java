package dev.tidewater.store.collection;

import dev.tidewater.store.CollectionId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is durably known of one collection. Immutable; each change gives a new state.
 *
 * <p>Always holds: batches are in order of their bounds, and bounds of two are the same or do not
 * overlap; no batch was compacted beyond {@code since}.
 *
 * @param since no time before it can be read exactly
 * @param holds durable holds by holder
 */
record CollectionState(
    CollectionId id, long since, SortedMap<String, Long> holds, List<BatchDescriptor> batches) {
  CollectionState {
    holds = Collections.unmodifiableSortedMap(new TreeMap<>(holds));
    batches = List.copyOf(batches);
    for (int i = 1; i < batches.size(); i++) {
      BatchDescriptor before = batches.get(i - 1);
      BatchDescriptor batch = batches.get(i);
      if (batch.lower() < before.upper() && !batch.hasBoundsOf(before)) {
        throw new IllegalArgumentException("batches overlap");
      }
    }
  }

  static CollectionState empty(CollectionId id, long since) {
    return new CollectionState(id, since, new TreeMap<>(), List.of());
  }

  CollectionState withBatches(List<BatchDescriptor> appended) {
    List<BatchDescriptor> all = new ArrayList<>(batches.size() + appended.size());
    all.addAll(batches);
    all.addAll(appended);
    return new CollectionState(id, since, holds, all);
  }

  /**
   * Puts one batch, or nothing, in the place of {@code count} batches from position {@code first}.
   */
  CollectionState withReplaced(
      int first, int count, long newSince, @Nullable BatchDescriptor replacement) {
    List<BatchDescriptor> all = new ArrayList<>(batches.subList(0, first));
    if (replacement != null) {
      all.add(replacement);
    }
    all.addAll(batches.subList(first + count, batches.size()));
    return new CollectionState(id, Math.max(since, newSince), holds, all);
  }

  CollectionState withHold(String holder, long time) {
    SortedMap<String, Long> all = new TreeMap<>(holds);
    all.put(holder, time);
    return new CollectionState(id, since, all, batches);
  }

  CollectionState withoutHold(String holder) {
    SortedMap<String, Long> all = new TreeMap<>(holds);
    all.remove(holder);
    return new CollectionState(id, since, all, batches);
  }

  /** Where these batches stand one behind the other; -1 if they do not. */
  int positionOf(List<BatchDescriptor> some) {
    return Collections.indexOfSubList(batches, some);
  }

  List<String> blobs() {
    List<String> names = new ArrayList<>();
    for (BatchDescriptor batch : batches) {
      if (batch.data() instanceof BatchData.Stored stored) {
        names.add(stored.blob());
      }
    }
    return names;
  }

  long updates() {
    return total(BatchDescriptor::updates);
  }

  long sizeBytes() {
    return total(BatchDescriptor::sizeBytes);
  }

  long inlineBytes() {
    return total(BatchDescriptor::inlineBytes);
  }

  private long total(ToLongFunction<BatchDescriptor> measure) {
    return batches.stream().mapToLong(measure).sum();
  }
}
