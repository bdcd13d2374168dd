package dev.tidewater.store.collection;

import dev.tidewater.store.Append;
import dev.tidewater.store.AppendOutcome;
import dev.tidewater.store.ChangeReader;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStatus;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.DurableLog;
import dev.tidewater.store.DurableRegister;
import dev.tidewater.store.GroupId;
import dev.tidewater.store.Hold;
import dev.tidewater.store.Snapshot;
import dev.tidewater.store.StagedPart;
import dev.tidewater.store.StoreMetrics;
import dev.tidewater.store.StoreOptions;
import dev.tidewater.store.StoredChanges;
import dev.tidewater.store.blob.Blob;
import dev.tidewater.store.consensus.Consensus;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.zset.Batch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Collections over any consensus and any blob store.
 *
 * <p>What its guarantees rest on: consensus appends are atomic and durable on return; blobs are
 * durable on return of their commit, and written before the log entry that refers to them; times of
 * a group's appends only go forward. Each has a contract test, and the simulation breaks each on
 * purpose to see that it would notice.
 *
 * <p>Locks are taken in the order group, since keeper, ledger; none is held while batches are read,
 * merged or written to blobs. An append holds its group's lock during the commit.
 */
public final class DurableCollectionStore implements CollectionStore {
  private static final String EPOCH_REGISTER = "store/epoch";

  private final Consensus consensus;
  private final StoreOptions options;
  private final Limits limits;
  private final StoreMetrics metrics;
  private final BlobLedger ledger = new BlobLedger();
  private final BatchStorage storage;
  private final PinnedBatches pins;
  private final LateChanges lateChanges;
  private final Appender appender;
  private final Maintenance maintenance;
  private final @Nullable MaintenanceThread thread;
  private final Map<GroupId, Group> groups = new ConcurrentHashMap<>();
  private final Map<CollectionId, LiveCollection> directory = new ConcurrentHashMap<>();
  private final AtomicLong handOverBytes = new AtomicLong();
  private final PageCache cache;
  private final Runnable onClose;
  private volatile boolean closed;

  private DurableCollectionStore(
      Consensus consensus,
      Blob blob,
      StoreOptions options,
      Limits limits,
      long epoch,
      Runnable onClose) {
    this.limits = limits;
    this.onClose = onClose;
    this.consensus = consensus;
    this.options = options;
    this.metrics = options.metrics();
    this.cache = new PageCache(options.cacheBytes());
    this.storage = new BatchStorage(blob, cache, metrics, epoch);
    this.pins = new PinnedBatches(ledger, storage);
    this.lateChanges = new LateChanges(storage, ledger);
    this.appender = new Appender(storage, ledger, metrics, limits);
    Compactor compactor =
        new Compactor(storage, ledger, metrics, limits, options.retentionMillis());
    this.maintenance = new Maintenance(compactor, ledger, blob, metrics);
    boolean background = options.maintenance() == StoreOptions.Maintenance.BACKGROUND;
    this.thread = background ? new MaintenanceThread(maintenance, metrics) : null;
  }

  /**
   * Opens what consensus and blob hold. No other store may use them at the same time: blobs that no
   * state refers to are taken for what a crash left, and deleted. The store closes the consensus
   * with itself.
   */
  public static DurableCollectionStore open(Consensus consensus, Blob blob, StoreOptions options) {
    return open(consensus, blob, options, () -> {});
  }

  /**
   * @param onClose run at the end of {@link #close}
   */
  public static DurableCollectionStore open(
      Consensus consensus, Blob blob, StoreOptions options, Runnable onClose) {
    return open(consensus, blob, options, Limits.PRODUCTION, onClose);
  }

  static DurableCollectionStore open(
      Consensus consensus, Blob blob, StoreOptions options, Limits limits, Runnable onClose) {
    long epoch = new ConsensusRegister(consensus, EPOCH_REGISTER).increment();
    DurableCollectionStore store =
        new DurableCollectionStore(consensus, blob, options, limits, epoch, onClose);
    store.load(blob);
    if (store.thread != null) {
      store.thread.start();
      store.thread.signal();
    }
    return store;
  }

  private void load(Blob blob) {
    for (String key : consensus.keys(Group.KEY_PREFIX)) {
      Group group = newGroup(new GroupId(key.substring(Group.KEY_PREFIX.length())));
      group.load();
      groups.put(group.id(), group);
      maintenance.touched(group, group.collections());
    }
    Set<String> referred = referredBlobs();
    for (String name : blob.list("").keySet()) {
      if (!referred.contains(name)) {
        blob.delete(name);
        metrics.deletedBlob();
      }
    }
  }

  private Group newGroup(GroupId id) {
    return new Group(id, consensus, limits, this::openCollection, this::written);
  }

  private LiveCollection openCollection(Group group, CollectionState state) {
    LiveCollection collection =
        new LiveCollection(
            state.id(),
            group,
            new SinceKeeper(state.id(), state.since()),
            new RecentChanges(handOverBytes, options.handOverBytes()));
    directory.put(state.id(), collection);
    return collection;
  }

  @Override
  public void createGroup(GroupId id, long upper) {
    checkOpen();
    // The group enters the map only once it is durable.
    synchronized (groups) {
      if (!groups.containsKey(id)) {
        Group group = newGroup(id);
        group.create(upper);
        groups.put(id, group);
      }
    }
  }

  @Override
  public void createCollection(CollectionId id, GroupId groupId) {
    Group group = group(groupId);
    synchronized (groups) {
      group.write(
          () -> {
            if (find(id).isPresent()) {
              throw new TidewaterException(
                      ErrorCode.DUPLICATE_OBJECT, "collection {id} exists already")
                  .with("id", id);
            }
            return new GroupRecord.CollectionCreated(group.upper(), id);
          });
    }
  }

  @Override
  public void dropCollection(CollectionId id) {
    checkOpen();
    LiveCollection collection = find(id).orElse(null);
    if (collection == null) {
      return;
    }
    Group group = collection.group();
    List<String> blobs = new ArrayList<>();
    group.write(
        () -> {
          CollectionState state = group.state().collection(id);
          blobs.clear();
          if (state == null) {
            return null;
          }
          blobs.addAll(state.blobs());
          return new GroupRecord.CollectionDropped(group.upper(), id);
        });
    ledger.retire(blobs);
    collection.signalReaders();
    wakeMaintenance();
  }

  @Override
  public void dropGroup(GroupId id) {
    checkOpen();
    synchronized (groups) {
      Group group = groups.get(id);
      if (group != null) {
        ledger.retire(group.drop());
        groups.remove(id);
      }
    }
    wakeMaintenance();
  }

  @Override
  public List<CollectionStatus> collections() {
    checkOpen();
    return groups.values().stream()
        .flatMap(group -> group.collections().stream())
        .flatMap(collection -> statusOf(collection).stream())
        .sorted(Comparator.comparing(CollectionStatus::id))
        .toList();
  }

  @Override
  public Optional<CollectionStatus> status(CollectionId id) {
    checkOpen();
    return find(id).flatMap(DurableCollectionStore::statusOf);
  }

  private static Optional<CollectionStatus> statusOf(LiveCollection collection) {
    Group group = collection.group();
    CollectionState state = group.state().collection(collection.id());
    if (state == null) {
      return Optional.empty();
    }
    long since = collection.since().since();
    return Optional.of(
        new CollectionStatus(
            collection.id(), group.id(), since, group.upper(), state.updates(), state.sizeBytes()));
  }

  @Override
  public long upper(GroupId id) {
    return group(id).upper();
  }

  @Override
  public byte @Nullable [] progress(GroupId id) {
    Progress progress = group(id).state().progress();
    return progress == null ? null : progress.bytes().clone();
  }

  @Override
  public AppendOutcome append(Append append) {
    Group group = group(append.group());
    AppendOutcome outcome = appender.append(group, append);
    if (outcome instanceof AppendOutcome.Appended) {
      List<LiveCollection> written = new ArrayList<>();
      Set<CollectionId> ids = new HashSet<>(append.batches().keySet());
      append.staged().forEach(part -> ids.add(part.collection()));
      ids.forEach(id -> Optional.ofNullable(group.collection(id)).ifPresent(written::add));
      maintenance.touched(group, written);
      wakeMaintenance();
    }
    return outcome;
  }

  @Override
  public StagedPart stage(CollectionId id, Batch batch) {
    return appender.stage(collection(id).id(), batch);
  }

  @Override
  public void advance(GroupId id, long newUpper) {
    group(id).advance(newUpper);
  }

  @Override
  public CompletableFuture<Void> awaitReadable(CollectionId id, long time) {
    return collection(id).group().awaitUpperBeyond(time);
  }

  @Override
  public Snapshot snapshot(CollectionId id, long asOf) {
    LiveCollection collection = collection(id);
    long upper = collection.group().upper();
    if (asOf >= upper) {
      throw StoreErrors.notReadableYet(id, asOf, upper);
    }
    return pins.open(
        collection,
        asOf,
        batch -> batch.lower() <= asOf,
        (batches, pin) -> new StoreSnapshot(asOf, batches, pin));
  }

  @Override
  public ChangeReader changes(CollectionId id, long from) {
    LiveCollection collection = collection(id);
    collection.since().hold(from);
    StoreChangeReader reader = new StoreChangeReader(collection, lateChanges, from);
    Group group = collection.group();
    return group.locked(
        () -> {
          collection.recent().join(group.upper());
          collection.join(reader);
          return reader;
        });
  }

  @Override
  public StoredChanges storedChanges(CollectionId id, long from, long to) {
    LiveCollection collection = collection(id);
    long upper = collection.group().upper();
    if (to > upper) {
      throw StoreErrors.notReadableYet(id, to - 1, upper);
    }
    return pins.open(
        collection,
        from,
        batch -> batch.upper() > from && batch.lower() < to,
        (batches, pin) -> new RangeOfChanges(from, to, batches, pin));
  }

  @Override
  public Hold hold(CollectionId id, String holder, long time) {
    LiveCollection collection = collection(id);
    Group group = collection.group();
    StoreHold hold = new StoreHold(collection, holder);
    if (existingHold(id, holder).isPresent() && hold.time() >= time) {
      return hold;
    }
    // Held in memory first: from here on the since can't pass it, durable or not.
    collection.since().hold(time);
    try {
      group.write(
          () -> {
            Long present = collection.state().holds().get(holder);
            return present != null && present >= time
                ? null
                : new GroupRecord.HoldPlaced(group.upper(), id, holder, time);
          });
    } finally {
      collection.since().release(time);
    }
    return hold;
  }

  @Override
  public Hold volatileHold(CollectionId id) {
    LiveCollection collection = collection(id);
    return new VolatileHold(collection, collection.since().holdEarliest());
  }

  @Override
  public Optional<Hold> existingHold(CollectionId id, String holder) {
    LiveCollection collection = collection(id);
    return collection.state().holds().containsKey(holder)
        ? Optional.of(new StoreHold(collection, holder))
        : Optional.empty();
  }

  @Override
  public DurableRegister register(String name) {
    checkOpen();
    return new ConsensusRegister(consensus, name);
  }

  @Override
  public DurableLog log(String name) {
    checkOpen();
    return new ConsensusLog(consensus, name);
  }

  /**
   * Does one piece of maintenance, for stores without a thread of their own.
   *
   * @return false if there was nothing to do
   */
  public boolean maintain() {
    checkOpen();
    return maintenance.step();
  }

  /** What the store has done so far. */
  public StoreMetrics metrics() {
    return metrics;
  }

  /** Bytes of decoded pages in memory. */
  public long cacheBytes() {
    return cache.heldBytes();
  }

  /** How many batches the reads of a collection have to merge. */
  public int batchCount(CollectionId id) {
    return collection(id).state().batches().size();
  }

  /** Names of all blobs that any state refers to. */
  Set<String> referredBlobs() {
    Set<String> referred = new HashSet<>();
    for (Group group : groups.values()) {
      group.state().collections().forEach(collection -> referred.addAll(collection.blobs()));
    }
    return referred;
  }

  /** Blobs that wait to be deleted. */
  int garbageCount() {
    return ledger.retiredCount();
  }

  private void written(Group group) {
    maintenance.touched(group, List.of());
    wakeMaintenance();
  }

  private void wakeMaintenance() {
    if (thread != null) {
      thread.signal();
    }
  }

  private Group group(GroupId id) {
    checkOpen();
    Group group = groups.get(id);
    if (group == null) {
      throw StoreErrors.unknownGroup(id);
    }
    return group;
  }

  private LiveCollection collection(CollectionId id) {
    checkOpen();
    return find(id).orElseThrow(() -> StoreErrors.unknownCollection(id));
  }

  private Optional<LiveCollection> find(CollectionId id) {
    LiveCollection collection = directory.get(id);
    if (collection == null) {
      return Optional.empty();
    }
    if (collection.group().collection(id) != collection) {
      directory.remove(id, collection);
      return Optional.empty();
    }
    return Optional.of(collection);
  }

  private void checkOpen() {
    if (closed) {
      throw StoreErrors.closed();
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (thread != null) {
      thread.close();
    }
    groups.values().forEach(group -> group.retire(StoreErrors.closed()));
    consensus.close();
    onClose.run();
  }
}
