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
 * <p>Always holds: batches are in order of their bounds, which do not overlap; no batch was
 * compacted beyond {@code since}.
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
      if (batches.get(i).lower() < batches.get(i - 1).upper()) {
        throw new IllegalArgumentException("batches overlap");
      }
    }
  }

  static CollectionState empty(CollectionId id, long since) {
    return new CollectionState(id, since, new TreeMap<>(), List.of());
  }

  CollectionState withBatch(BatchDescriptor batch) {
    List<BatchDescriptor> all = new ArrayList<>(batches.size() + 1);
    all.addAll(batches);
    all.add(batch);
    return new CollectionState(id, since, holds, all);
  }

  /** Puts one batch, or nothing, in the place of all batches with bounds in {@code [from, to)}. */
  CollectionState withReplaced(
      long from, long to, long newSince, @Nullable BatchDescriptor replacement) {
    List<BatchDescriptor> all = new ArrayList<>(batches.size());
    for (BatchDescriptor batch : batches) {
      if (batch.upper() <= from) {
        all.add(batch);
      }
    }
    if (replacement != null) {
      all.add(replacement);
    }
    for (BatchDescriptor batch : batches) {
      if (batch.lower() >= to) {
        all.add(batch);
      }
    }
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

  /** The batches whose bounds lie within {@code [from, to)}. */
  List<BatchDescriptor> batchesWithin(long from, long to) {
    return batches.stream().filter(b -> b.lower() >= from && b.upper() <= to).toList();
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
