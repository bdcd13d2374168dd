package dev.tidewater.store;

import dev.tidewater.zset.Batch;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Durable collections of updates {@code (row, time, diff)}: written by compare-and-append, read as
 * a snapshot at a time and as changes from a time on.
 *
 * <p>Always holds: an acknowledged append survives any crash, whole; an append that was not
 * acknowledged is there whole or not at all; every byte read was checked; {@code since <= upper};
 * no blob that a state, a reader or a snapshot refers to is deleted.
 *
 * <p>Safe for use by many threads. Times are milliseconds of the one timeline. Every method throws
 * {@link dev.tidewater.types.TidewaterException}: {@code DISK_FULL} or {@code IO_ERROR} (nothing
 * was written), {@code DATA_CORRUPTED}, {@code INPUT_COMPACTED} when a time before the since is
 * asked for.
 */
public interface CollectionStore extends AutoCloseable {

  /** Makes a group whose upper is {@code upper}; does nothing if it exists. */
  void createGroup(GroupId group, long upper);

  /** Makes an empty collection at the group's upper; an error if it exists. */
  void createCollection(CollectionId id, GroupId group);

  /** Removes a collection and, once nobody reads them, its blobs; does nothing if it is gone. */
  void dropCollection(CollectionId id);

  /** Removes a group and all its collections. */
  void dropGroup(GroupId group);

  List<CollectionStatus> collections();

  Optional<CollectionStatus> status(CollectionId id);

  long upper(GroupId group);

  /** What the last append that carried progress said; null before. */
  byte @Nullable [] progress(GroupId group);

  AppendOutcome append(Append append);

  /**
   * Writes a part of a large append ahead of it. The times in the batch do not matter; the append
   * gives them theirs. Parts of one append may overlap in rows.
   */
  StagedPart stage(CollectionId id, Batch batch);

  /**
   * Moves a group's upper without data and without a durable write; made durable along with the
   * next one. After a crash the upper may therefore stand earlier than a reader saw it: whoever
   * writes then must choose times beyond every time that was ever readable, which the timestamp
   * oracle gives. Does nothing if the upper is there already.
   */
  void advance(GroupId group, long newUpper);

  /** Completes once the collection's upper is beyond the time, so that it can be read there. */
  CompletableFuture<Void> awaitReadable(CollectionId id, long time);

  /** The collection at a time in {@code [since, upper)}. */
  Snapshot snapshot(CollectionId id, long asOf);

  /** Changes with times at or after {@code from}, which must not be before the since. */
  ChangeReader changes(CollectionId id, long from);

  /**
   * Changes with times in {@code [from, to)}, read as they are walked. The caller holds the
   * collection before {@code from}, so that these times are still apart; {@code to} is at most the
   * upper.
   */
  StoredChanges storedChanges(CollectionId id, long from, long to);

  /** Takes or finds a durable hold; an existing one is moved forward to {@code time} if behind. */
  Hold hold(CollectionId id, String holder, long time);

  /** Takes a hold at the earliest readable time that lasts as long as this process or its close. */
  Hold volatileHold(CollectionId id);

  Optional<Hold> existingHold(CollectionId id, String holder);

  /** A named value with compare-and-set, for catalog, oracle, epochs and notes of sinks. */
  DurableRegister register(String name);

  /** A named append-only log with compare-and-append, for the catalog. */
  DurableLog log(String name);

  @Override
  void close();
}
