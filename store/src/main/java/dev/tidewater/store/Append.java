package dev.tidewater.store;

import dev.tidewater.zset.Batch;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One compare-and-append: the group's upper moves from {@code expectedUpper} to {@code newUpper},
 * and with it come the updates of any number of its collections, atomically and with one fsync.
 *
 * @param batches updates by collection; each update's time lies in {@code [expectedUpper,
 *     newUpper)}
 * @param staged parts written ahead with {@link CollectionStore#stage}; all their updates get the
 *     time {@code newUpper - 1}, whatever time they were staged with
 * @param progress what the writer needs to go on from {@code newUpper} (a source's offsets), or
 *     null to leave it; opaque to the store
 */
public record Append(
    GroupId group,
    long expectedUpper,
    long newUpper,
    SortedMap<CollectionId, Batch> batches,
    List<StagedPart> staged,
    byte @Nullable [] progress) {
  // NullAway does not see the annotation of an array that is a record's component.
  @SuppressWarnings("NullAway")
  public Append(
      GroupId group,
      long expectedUpper,
      long newUpper,
      SortedMap<CollectionId, Batch> batches,
      byte @Nullable [] progress) {
    this(group, expectedUpper, newUpper, batches, List.of(), progress);
  }

  public Append {
    if (newUpper <= expectedUpper) {
      throw new IllegalArgumentException("an append must advance the upper");
    }
    batches = new TreeMap<>(batches);
    staged = List.copyOf(staged);
  }
}
