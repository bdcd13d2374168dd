package dev.tidewater.store.collection;

import dev.tidewater.store.CollectionId;
import dev.tidewater.store.GroupId;
import dev.tidewater.store.consensus.AppendResult;
import dev.tidewater.store.consensus.Consensus;
import dev.tidewater.store.consensus.Entry;
import dev.tidewater.store.consensus.Write;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.zset.Batch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One group in this process: its log, the state that the log tells, its volatile upper and those
 * who wait for it.
 *
 * <p>Every change of the durable state is a record appended to the log under the group's lock, and
 * applied once it is durable. If an append fails with an unknown outcome, the log is read before
 * anything else is written; so the state never differs from what the log tells.
 *
 * <p>Safe for use by many threads. Those who wait and listen are told after the lock is given back.
 */
final class Group {
  static final String KEY_PREFIX = "group/";

  private final GroupId id;
  private final Consensus consensus;
  private final Limits limits;
  private final CollectionFactory factory;
  private final Consumer<Group> written;
  private final GroupState state = new GroupState();
  private final Map<CollectionId, LiveCollection> collections = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final TreeMap<Long, CompletableFuture<Void>> waiting = new TreeMap<>();

  private long sequence;
  private boolean outcomeUnknown;
  private long bytesSinceRollUp;
  private long rollUpBytes;
  private volatile long upper;
  private volatile boolean dropped;

  /** Makes what a collection needs in this process. */
  interface CollectionFactory {
    LiveCollection open(Group group, CollectionState state);
  }

  /**
   * @param written told after each record
   */
  Group(
      GroupId id,
      Consensus consensus,
      Limits limits,
      CollectionFactory factory,
      Consumer<Group> written) {
    this.written = written;
    this.limits = limits;
    this.id = id;
    this.consensus = consensus;
    this.factory = factory;
  }

  /** Reads the log from its roll-up on. */
  void load() {
    lock.lock();
    try {
      catchUp();
    } finally {
      lock.unlock();
    }
  }

  GroupId id() {
    return id;
  }

  long upper() {
    return upper;
  }

  GroupState state() {
    return state;
  }

  @Nullable LiveCollection collection(CollectionId collection) {
    return collections.get(collection);
  }

  Collection<LiveCollection> collections() {
    return collections.values();
  }

  private String key() {
    return KEY_PREFIX + id.value();
  }

  /** True if this made the group; false if it was there. */
  boolean create(long firstUpper) {
    return write(
        () -> sequence > 0 ? null : new GroupRecord.RollUp(firstUpper, null, new ArrayList<>()));
  }

  /**
   * Writes the record that is right for the present state.
   *
   * @param decision called under the lock, again if another process wrote in between; null from it
   *     writes nothing
   * @return whether something was written
   */
  boolean write(Supplier<@Nullable GroupRecord> decision) {
    return write(decision, Map.of(), Set.of());
  }

  /**
   * @param inMemory the batches that the record carries, for the readers of this process
   * @param onDisk collections for which it also carries batches that are not in memory
   */
  boolean write(
      Supplier<@Nullable GroupRecord> decision,
      Map<CollectionId, Batch> inMemory,
      Set<CollectionId> onDisk) {
    List<Runnable> notices = new ArrayList<>();
    lock.lock();
    try {
      while (true) {
        settle();
        GroupRecord record = decision.get();
        if (record == null) {
          return false;
        }
        long before = upper;
        byte[] bytes = GroupRecordCodec.encode(record);
        if (offer(Write.of(key(), sequence + 1, bytes))) {
          bytesSinceRollUp += bytes.length;
          apply(record);
          handOver(before, record.upper(), inMemory);
          onDisk.forEach(this::breakHandOver);
          notices.addAll(moveUpper(record.upper()));
          notices.add(() -> written.accept(this));
          return true;
        }
        notices.addAll(moveUpper(state.upper()));
      }
    } finally {
      lock.unlock();
      notices.forEach(Runnable::run);
    }
  }

  private void handOver(long before, long after, Map<CollectionId, Batch> batches) {
    batches.forEach(
        (collection, batch) -> {
          LiveCollection live = collections.get(collection);
          if (live != null) {
            live.recent().add(new RecentChanges.Appended(before, after, batch));
          }
        });
  }

  /** False if another process has written; the state then has what it wrote. */
  private boolean offer(Write write) {
    AppendResult result;
    try {
      result = consensus.append(List.of(write));
    } catch (RuntimeException e) {
      outcomeUnknown = !isDiskFull(e);
      throw e;
    }
    if (result instanceof AppendResult.Conflict) {
      long before = sequence;
      catchUp();
      if (sequence == before) {
        throw new TidewaterException(
                ErrorCode.FENCED, "the log of group {group} was removed by another process")
            .with("group", id);
      }
      return false;
    }
    sequence = write.sequence();
    return true;
  }

  private static boolean isDiskFull(RuntimeException e) {
    return e instanceof TidewaterException known && known.code() == ErrorCode.DISK_FULL;
  }

  private void settle() {
    if (dropped) {
      throw StoreErrors.unknownGroup(id);
    }
    if (outcomeUnknown) {
      catchUp();
      outcomeUnknown = false;
    }
  }

  private void catchUp() {
    for (Entry entry : consensus.scan(key(), sequence + 1)) {
      GroupRecord record = GroupRecordCodec.decode(entry.value());
      boolean rollUp = record instanceof GroupRecord.RollUp;
      if (entry.sequence() != sequence + 1 && !rollUp) {
        throw new TidewaterException(
                ErrorCode.DATA_CORRUPTED, "entries are missing in the log of group {group}")
            .with("group", id);
      }
      apply(record);
      sequence = entry.sequence();
      rollUpBytes = rollUp ? entry.value().length : rollUpBytes;
      bytesSinceRollUp = rollUp ? 0 : bytesSinceRollUp + entry.value().length;
      if (record instanceof GroupRecord.Appended appended) {
        appended.batches().keySet().forEach(this::breakHandOver);
      }
    }
    upper = Math.max(upper, state.upper());
  }

  private void breakHandOver(CollectionId collection) {
    LiveCollection live = collections.get(collection);
    if (live != null) {
      live.recent().breakAt(state.upper());
    }
  }

  private void apply(GroupRecord record) {
    state.apply(record);
    if (record instanceof GroupRecord.CollectionCreated created) {
      open(created.id());
    } else if (record instanceof GroupRecord.CollectionDropped gone) {
      collections.remove(gone.id());
    } else if (record instanceof GroupRecord.BatchesReplaced replaced) {
      LiveCollection live = collections.get(replaced.id());
      if (live != null) {
        live.since().catchUp(replaced.since());
      }
    } else if (record instanceof GroupRecord.RollUp rollUp) {
      rollUp.collections().forEach(collection -> open(collection.id()));
    }
  }

  private void open(CollectionId collection) {
    CollectionState known = state.collection(collection);
    if (known != null && !collections.containsKey(collection)) {
      collections.put(collection, factory.open(this, known));
    }
  }

  /** Moves the upper without a record. */
  void advance(long newUpper) {
    List<Runnable> notices;
    lock.lock();
    try {
      settle();
      notices = moveUpper(newUpper);
    } finally {
      lock.unlock();
    }
    notices.forEach(Runnable::run);
  }

  /** Called under the lock; gives those who are to be told. */
  private List<Runnable> moveUpper(long newUpper) {
    if (newUpper <= upper) {
      return List.of();
    }
    List<Runnable> notices = new ArrayList<>();
    upper = newUpper;
    SortedMap<Long, CompletableFuture<Void>> reached = waiting.headMap(newUpper);
    reached.values().forEach(future -> notices.add(() -> future.complete(null)));
    reached.clear();
    collections.values().forEach(live -> notices.add(live::signalReaders));
    return notices;
  }

  /** Completes once the upper is beyond the time. */
  CompletableFuture<Void> awaitUpperBeyond(long time) {
    lock.lock();
    try {
      if (upper > time) {
        return CompletableFuture.completedFuture(null);
      }
      if (dropped) {
        return CompletableFuture.failedFuture(StoreErrors.unknownGroup(id));
      }
      // A copy, so that one caller's cancel does not reach the others.
      return waiting.computeIfAbsent(time, t -> new CompletableFuture<>()).copy();
    } finally {
      lock.unlock();
    }
  }

  /** Runs something while the upper and the state stand still. */
  <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  boolean wantsRollUp() {
    lock.lock();
    try {
      return !dropped && bytesSinceRollUp > Math.max(limits.rollUpBytes(), rollUpBytes);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Writes the whole state as one entry and drops the older ones. Done when the log has outgrown
   * the last roll-up, so each byte of log pays for a bounded number of bytes of roll-up.
   */
  void rollUp() {
    lock.lock();
    try {
      settle();
      byte[] bytes = GroupRecordCodec.encode(state.rollUp(upper));
      if (offer(Write.replacingOlder(key(), sequence + 1, bytes))) {
        rollUpBytes = bytes.length;
        bytesSinceRollUp = 0;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Removes the group for good; gives the blobs that its collections referred to. */
  List<String> drop() {
    List<String> blobs = new ArrayList<>();
    List<LiveCollection> leaving;
    lock.lock();
    try {
      settle();
      consensus.delete(key());
      state.collections().forEach(collection -> blobs.addAll(collection.blobs()));
      state.apply(new GroupRecord.RollUp(upper, null, List.of()));
      leaving = List.copyOf(collections.values());
      collections.clear();
      dropped = true;
    } finally {
      lock.unlock();
    }
    leaving.forEach(LiveCollection::signalReaders); // They find out when they read on.
    retire(StoreErrors.unknownGroup(id));
    return blobs;
  }

  /** Nothing more is written; who waits is told so. */
  void retire(TidewaterException reason) {
    List<CompletableFuture<Void>> abandoned;
    lock.lock();
    try {
      dropped = true;
      abandoned = new ArrayList<>(waiting.values());
      waiting.clear();
    } finally {
      lock.unlock();
    }
    abandoned.forEach(future -> future.completeExceptionally(reason));
  }

  static Comparator<Group> byId() {
    return Comparator.comparing(group -> group.id().value());
  }
}
