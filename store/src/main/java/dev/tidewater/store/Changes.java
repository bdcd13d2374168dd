package dev.tidewater.store;

import dev.tidewater.zset.Batch;
import java.util.List;

/**
 * All updates of a collection whose time lies in {@code [lower, upper)}; no batch is empty. The
 * list is empty when time moved and nothing changed.
 */
public record Changes(long lower, long upper, List<Batch> batches) {
  public Changes {
    batches = List.copyOf(batches);
  }

  public boolean isEmpty() {
    return batches.isEmpty();
  }
}
