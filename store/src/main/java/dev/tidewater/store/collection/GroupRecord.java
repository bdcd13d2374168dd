package dev.tidewater.store.collection;

import dev.tidewater.store.CollectionId;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One entry in the log of a group. Replaying them in order, from any {@link RollUp} on, gives the
 * group's state. Each carries the group's upper, which so becomes durable along with it. The bytes
 * are specified in {@code docs/formats/store.md}.
 */
sealed interface GroupRecord {
  /** The group's upper after this record. */
  long upper();

  /** The whole state; what came before it is superfluous. The first record of each log is one. */
  record RollUp(long upper, @Nullable Progress progress, List<CollectionState> collections)
      implements GroupRecord {
    public RollUp {
      collections = List.copyOf(collections);
    }
  }

  /** An append to any of the group's collections; {@code progress} null leaves it. */
  record Appended(
      long upper,
      @Nullable Progress progress,
      SortedMap<CollectionId, List<BatchDescriptor>> batches)
      implements GroupRecord {
    public Appended {
      batches = Collections.unmodifiableSortedMap(new TreeMap<>(batches));
    }
  }

  /** A new empty collection whose since is the upper. */
  record CollectionCreated(long upper, CollectionId id) implements GroupRecord {}

  record CollectionDropped(long upper, CollectionId id) implements GroupRecord {}

  /** A hold is taken, or moved to another time. */
  record HoldPlaced(long upper, CollectionId id, String holder, long time) implements GroupRecord {}

  record HoldReleased(long upper, CollectionId id, String holder) implements GroupRecord {}

  /**
   * Compaction: {@code replacement} (nothing, if all cancelled out) takes the place of {@code
   * count} batches from position {@code first} on, and the since moves to {@code since}.
   */
  record BatchesReplaced(
      long upper,
      CollectionId id,
      long since,
      int first,
      int count,
      @Nullable BatchDescriptor replacement)
      implements GroupRecord {}
}
