package dev.tidewater.sink.iceberg;

import dev.tidewater.store.Append;
import dev.tidewater.store.AppendOutcome;
import dev.tidewater.store.ChangeReader;
import dev.tidewater.store.Changes;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStatus;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.DurableLog;
import dev.tidewater.store.DurableRegister;
import dev.tidewater.store.GroupId;
import dev.tidewater.store.Hold;
import dev.tidewater.store.SkippedChanges;
import dev.tidewater.store.Snapshot;
import dev.tidewater.store.StagedPart;
import dev.tidewater.store.StoredChanges;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.zset.Batch;
import dev.tidewater.zset.BatchBuilder;
import dev.tidewater.zset.Merge;
import dev.tidewater.zset.UpdateCursor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One collection in memory, as strict as the contract allows: {@link #compact} takes history as far
 * as the holds let it, so a reader that holds too late reads wrong rows. What is durable survives
 * {@link #crash}. Each durable write is announced before and after, so that a test can crash there.
 */
final class MemoryStore implements CollectionStore {
  private final GroupId group;
  private final CollectionId id;
  private final Map<String, Long> holds = new TreeMap<>();
  private final Map<String, Register> registers = new TreeMap<>();
  private final List<VolatileHold> volatileHolds = new ArrayList<>();
  private final Consumer<String> durableWrite;
  private List<Batch> batches = new ArrayList<>();
  private long since;
  private long upper;

  MemoryStore(CollectionId id, Consumer<String> durableWrite) {
    this.id = id;
    this.group = new GroupId("test");
    this.durableWrite = durableWrite;
  }

  /** Forgets what belongs to the process. */
  synchronized void crash() {
    volatileHolds.clear();
  }

  /** Moves the since as far as the holds allow. */
  synchronized void compact() {
    long limit = upper - 1;
    for (long held : holds.values()) {
      limit = Math.min(limit, held);
    }
    for (VolatileHold held : volatileHolds) {
      limit = Math.min(limit, held.time);
    }
    if (limit > since) {
      since = limit;
      Batch merged = Merge.toBatch(Merge.forwardedTo(Merge.batches(batches), since));
      batches = new ArrayList<>(merged.isEmpty() ? List.of() : List.of(merged));
    }
  }

  /** Moves the since without asking anybody, as restoring an old backup does. */
  synchronized void compactBeyondHolds(long time) {
    holds.replaceAll((holder, held) -> Math.max(held, time));
    compact();
  }

  @Override
  public void createGroup(GroupId newGroup, long newUpper) {
    upper = newUpper;
  }

  @Override
  public void createCollection(CollectionId newId, GroupId ofGroup) {}

  @Override
  public void dropCollection(CollectionId dropped) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void dropGroup(GroupId dropped) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<CollectionStatus> collections() {
    throw new UnsupportedOperationException();
  }

  @Override
  public synchronized Optional<CollectionStatus> status(CollectionId asked) {
    return Optional.of(new CollectionStatus(id, group, since, upper, 0, 0));
  }

  @Override
  public synchronized long upper(GroupId asked) {
    return upper;
  }

  @Override
  public byte @Nullable [] progress(GroupId asked) {
    return null;
  }

  @Override
  public synchronized AppendOutcome append(Append append) {
    if (append.expectedUpper() != upper) {
      return new AppendOutcome.UpperMismatch(upper);
    }
    batches.addAll(append.batches().values());
    upper = append.newUpper();
    return new AppendOutcome.Appended();
  }

  @Override
  public StagedPart stage(CollectionId of, Batch batch) {
    throw new UnsupportedOperationException();
  }

  @Override
  public synchronized void advance(GroupId of, long newUpper) {
    upper = Math.max(upper, newUpper);
  }

  @Override
  public synchronized CompletableFuture<Void> awaitReadable(CollectionId of, long time) {
    if (time >= upper) {
      throw new AssertionError("the test would wait for ever");
    }
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public synchronized Snapshot snapshot(CollectionId of, long asOf) {
    requireReadable(asOf);
    Batch rows = Merge.toBatch(Merge.asOf(Merge.batches(List.copyOf(batches)), asOf));
    return new MemorySnapshot(asOf, rows);
  }

  private void requireReadable(long time) {
    if (time < since) {
      throw new TidewaterException(ErrorCode.INPUT_COMPACTED, "compacted");
    }
  }

  private record MemorySnapshot(long asOf, Batch batch) implements Snapshot {
    @Override
    public long estimatedRows() {
      return batch.updates();
    }

    @Override
    public UpdateCursor rows() {
      return batch.cursor();
    }

    @Override
    public UpdateCursor rowsWithPrefix(byte[] prefix) {
      return Merge.withPrefix(batch.cursor(), prefix);
    }

    @Override
    public List<UpdateCursor> split(int parts) {
      return List.of(batch.cursor());
    }

    @Override
    public void close() {}
  }

  @Override
  public synchronized ChangeReader changes(CollectionId of, long from) {
    requireReadable(from);
    VolatileHold hold = new VolatileHold(from);
    volatileHolds.add(hold);
    return new MemoryReader(hold);
  }

  private List<Batch> between(long from, long to) {
    List<Batch> found = new ArrayList<>();
    for (Batch batch : batches) {
      Batch part = between(batch, from, to);
      if (!part.isEmpty()) {
        found.add(part);
      }
    }
    return found;
  }

  private static Batch between(Batch batch, long from, long to) {
    BatchBuilder builder = new BatchBuilder();
    try (UpdateCursor cursor = batch.cursor()) {
      while (cursor.next()) {
        if (cursor.time() >= from && cursor.time() < to) {
          builder.add(
              cursor.bytes(), cursor.offset(), cursor.length(), cursor.time(), cursor.diff());
        }
      }
    }
    return builder.build();
  }

  @Override
  public synchronized StoredChanges storedChanges(CollectionId of, long from, long to) {
    requireReadable(from);
    if (to > upper) {
      throw new AssertionError("these times are not complete yet");
    }
    return new MemoryRange(from, to, Merge.toBatch(Merge.batches(between(from, to))));
  }

  private record MemoryRange(long lower, long upper, Batch batch) implements StoredChanges {
    @Override
    public long updates() {
      return batch.updates();
    }

    @Override
    public UpdateCursor cursor() {
      return batch.cursor();
    }

    @Override
    public List<byte[]> heads() {
      return batch.pages().stream()
          .map(page -> Arrays.copyOfRange(page.bytes(), page.offset(0), page.offset(1)))
          .toList();
    }

    @Override
    public void close() {}
  }

  /** Reads at times that compaction may have moved: it is for the sink to hold them apart. */
  private final class MemoryReader implements ChangeReader {
    private final VolatileHold hold;

    /** Memory does not reach back to before a reader came. */
    private boolean late;

    MemoryReader(VolatileHold hold) {
      this.hold = hold;
      this.late = hold.time < upper;
    }

    @Override
    public @Nullable Changes poll(long maxUpdates) {
      synchronized (MemoryStore.this) {
        long from = hold.time;
        if (upper <= from) {
          return null;
        }
        List<Batch> found = between(from, upper);
        hold.time = upper;
        late = false;
        return new Changes(from, upper, found);
      }
    }

    @Override
    public boolean isLate() {
      return late;
    }

    @Override
    public @Nullable SkippedChanges skip(long maxUpdates) {
      Changes changes = poll(maxUpdates);
      return changes == null
          ? null
          : new SkippedChanges(
              changes.lower(),
              changes.upper(),
              changes.batches().stream().mapToLong(Batch::updates).sum());
    }

    @Override
    public void onProgress(Runnable signal) {}

    @Override
    public long position() {
      return hold.time;
    }

    @Override
    public void close() {
      hold.close();
    }
  }

  @Override
  public synchronized Hold hold(CollectionId of, String holder, long time) {
    Long held = holds.get(holder);
    if (held == null || held < time) {
      requireReadable(time);
      writeHold(holder, time);
    }
    return new DurableHold(holder);
  }

  private void writeHold(String holder, long time) {
    durableWrite.accept("before hold");
    holds.put(holder, time);
    durableWrite.accept("after hold");
  }

  @Override
  public synchronized Hold volatileHold(CollectionId of) {
    VolatileHold hold = new VolatileHold(since);
    volatileHolds.add(hold);
    return hold;
  }

  @Override
  public synchronized Optional<Hold> existingHold(CollectionId of, String holder) {
    return holds.containsKey(holder) ? Optional.of(new DurableHold(holder)) : Optional.empty();
  }

  private final class DurableHold implements Hold {
    private final String holder;

    DurableHold(String holder) {
      this.holder = holder;
    }

    @Override
    public CollectionId collection() {
      return id;
    }

    @Override
    public String holder() {
      return holder;
    }

    @Override
    public long time() {
      synchronized (MemoryStore.this) {
        return Objects.requireNonNull(holds.get(holder));
      }
    }

    @Override
    public void advanceTo(long time) {
      synchronized (MemoryStore.this) {
        if (time < time()) {
          throw new AssertionError("a hold must not go back");
        }
        writeHold(holder, time);
      }
    }

    @Override
    public void release() {
      holds.remove(holder);
    }

    @Override
    public void close() {}
  }

  private final class VolatileHold implements Hold {
    private long time;

    VolatileHold(long time) {
      this.time = time;
    }

    @Override
    public CollectionId collection() {
      return id;
    }

    @Override
    public String holder() {
      return "volatile";
    }

    @Override
    public long time() {
      return time;
    }

    @Override
    public void advanceTo(long later) {
      time = later;
    }

    @Override
    public void release() {
      close();
    }

    @Override
    public void close() {
      synchronized (MemoryStore.this) {
        volatileHolds.remove(this);
      }
    }
  }

  @Override
  public synchronized DurableRegister register(String name) {
    return registers.computeIfAbsent(name, Register::new);
  }

  private final class Register implements DurableRegister {
    private final String name;
    private Versioned content = new Versioned(0, null);

    Register(String name) {
      this.name = name;
    }

    @Override
    public Versioned read() {
      synchronized (MemoryStore.this) {
        return content;
      }
    }

    @Override
    public boolean compareAndSet(long expectedVersion, byte[] value) {
      synchronized (MemoryStore.this) {
        if (content.version() != expectedVersion) {
          return false;
        }
        durableWrite.accept("before " + name);
        content = new Versioned(expectedVersion + 1, value.clone());
        durableWrite.accept("after " + name);
        return true;
      }
    }

    @Override
    public long increment() {
      synchronized (MemoryStore.this) {
        byte[] value = content.value();
        long next = value == null ? 1 : ByteBuffer.wrap(value).getLong() + 1;
        compareAndSet(content.version(), ByteBuffer.allocate(Long.BYTES).putLong(next).array());
        return next;
      }
    }
  }

  @Override
  public DurableLog log(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
