package dev.tidewater.store.collection;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** Opens batches for readers that outlive the lock. */
record PinnedBatches(BlobLedger ledger, BatchStorage storage) {

  /**
   * Opens those batches of a collection that are wanted and keeps their files until the pin is
   * closed. Held at {@code since} until they are pinned, so that they are not compacted beyond that
   * time in between.
   */
  <R> R open(
      LiveCollection collection,
      long since,
      Predicate<BatchDescriptor> wanted,
      BiFunction<List<StoredBatch>, BlobLedger.Pin, R> reader) {
    collection.since().hold(since);
    try {
      List<BatchDescriptor> batches = new ArrayList<>();
      BlobLedger.Pin pin =
          ledger.pin(
              () -> {
                CollectionState state = collection.state();
                state.batches().stream().filter(wanted).forEach(batches::add);
                return state.blobs();
              });
      try {
        return reader.apply(batches.stream().map(storage::open).toList(), pin);
      } catch (RuntimeException e) {
        pin.close();
        throw e;
      }
    } finally {
      collection.since().release(since);
    }
  }
}
