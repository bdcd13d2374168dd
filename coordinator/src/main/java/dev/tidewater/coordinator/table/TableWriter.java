package dev.tidewater.coordinator.table;

import dev.tidewater.coordinator.time.TimestampOracle;
import dev.tidewater.store.Append;
import dev.tidewater.store.AppendOutcome;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.GroupId;
import dev.tidewater.store.Snapshot;
import dev.tidewater.store.StagedPart;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.zset.Batch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes all tables: they share one upper, so writes are in one order, and each is at one time.
 *
 * <p>Group commit without a thread of its own: a write joins the queue and waits for the turn; who
 * has the turn commits everything in the queue with one append, so the more wait the more go
 * together. A statement that reads before it writes (UPDATE, DELETE) has the turn for itself from
 * its read to its write. Every call returns when its rows are durable, and throws with nothing
 * written otherwise.
 *
 * <p>Safe for use by many threads.
 */
public final class TableWriter {
  /** Writes that go into one append at most, so that the first of them does not wait for ever. */
  private static final int MAX_GROUP = 256;

  private final CollectionStore store;
  private final TimestampOracle oracle;
  private final ReentrantLock turn = new ReentrantLock(true);
  private final ArrayDeque<Pending> queue = new ArrayDeque<>();

  /** A write that waits; its fields are guarded by the turn, the queue by itself. */
  private static final class Pending {
    final List<TableChange> changes;
    boolean done;
    @Nullable RuntimeException failure;

    Pending(List<TableChange> changes) {
      this.changes = changes;
    }

    boolean isStaged() {
      return changes.stream().anyMatch(change -> !change.staged().isEmpty());
    }
  }

  /** A statement's turn: what it reads at {@link #readTime} stays true until its commit. */
  public interface Turn {
    /** The latest time at which the tables can be read; nothing is written after it meanwhile. */
    long readTime();

    /** Writes; at most once. */
    void commit(List<TableChange> changes);
  }

  /** Work that reads and then writes. */
  @FunctionalInterface
  public interface ExclusiveWork<R> {
    R run(Turn turn);
  }

  public TableWriter(CollectionStore store, TimestampOracle oracle) {
    this.store = store;
    this.oracle = oracle;
  }

  /** Writes rows that don't depend on what the tables hold (beyond their keys). */
  public void write(List<TableChange> changes) {
    Pending mine = new Pending(changes);
    synchronized (queue) {
      queue.add(mine);
    }
    turn.lock();
    try {
      while (!mine.done) {
        commitGroup(nextGroup());
      }
    } finally {
      turn.unlock();
    }
    if (mine.failure != null) {
      throw mine.failure;
    }
  }

  /** Runs work that reads and then writes, with all other writes held off. */
  public <R> R exclusively(ExclusiveWork<R> work) {
    turn.lock();
    try {
      long readTime = store.upper(GroupId.TABLES) - 1;
      return work.run(
          new Turn() {
            @Override
            public long readTime() {
              return readTime;
            }

            @Override
            public void commit(List<TableChange> changes) {
              Pending write = new Pending(changes);
              commitGroup(List.of(write));
              if (write.failure != null) {
                throw write.failure;
              }
            }
          });
    } finally {
      turn.unlock();
    }
  }

  /** Makes the tables readable at a time that the oracle gave out. */
  public void makeReadable(long time) {
    if (store.upper(GroupId.TABLES) > time) {
      return;
    }
    turn.lock();
    try {
      if (store.upper(GroupId.TABLES) <= time) {
        store.advance(GroupId.TABLES, time + 1);
      }
    } finally {
      turn.unlock();
    }
  }

  /**
   * Makes the collection of a new table, and lets time pass it, so that whoever reads the latest
   * state of the tables finds it there and empty.
   */
  public void createTable(CollectionId id) {
    turn.lock();
    try {
      store.createCollection(id, GroupId.TABLES);
      store.advance(GroupId.TABLES, oracle.nextWrite() + 1);
    } finally {
      turn.unlock();
    }
  }

  /** Lets time pass for tables that nobody writes; does nothing while somebody writes. */
  public void tick() {
    if (turn.tryLock()) {
      try {
        long now = oracle.now();
        if (store.upper(GroupId.TABLES) <= now) {
          store.advance(GroupId.TABLES, now + 1);
        }
      } finally {
        turn.unlock();
      }
    }
  }

  private List<Pending> nextGroup() {
    List<Pending> group = new ArrayList<>();
    synchronized (queue) {
      while (!queue.isEmpty() && group.size() < MAX_GROUP) {
        Pending next = queue.poll();
        group.add(next);
        if (next.isStaged()) {
          break; // Its keys are too many to remember for those that would follow.
        }
      }
    }
    return group;
  }

  private void commitGroup(List<Pending> group) {
    List<Pending> passed;
    try {
      passed = checkKeys(group);
      if (!passed.isEmpty()) {
        append(passed);
      }
    } catch (RuntimeException e) {
      for (Pending write : group) {
        if (write.failure == null) {
          write.failure = e;
        }
      }
    } finally {
      group.forEach(write -> write.done = true);
    }
  }

  private List<Pending> checkKeys(List<Pending> group) {
    long readTime = store.upper(GroupId.TABLES) - 1;
    Map<CollectionId, KeyCheck> checks = new HashMap<>();
    List<Snapshot> snapshots = new ArrayList<>();
    List<Pending> passed = new ArrayList<>();
    try {
      for (Pending write : group) {
        try {
          List<Runnable> remember = new ArrayList<>();
          for (TableChange change : write.changes) {
            PrimaryKey key = change.key();
            if (key != null) {
              remember.add(
                  checks
                      .computeIfAbsent(change.table(), id -> open(key, id, readTime, snapshots))
                      .check(change));
            }
          }
          remember.forEach(Runnable::run);
          passed.add(write);
        } catch (TidewaterException e) {
          write.failure = e;
        }
      }
    } finally {
      snapshots.forEach(Snapshot::close);
    }
    return passed;
  }

  private KeyCheck open(PrimaryKey key, CollectionId id, long time, List<Snapshot> snapshots) {
    Snapshot snapshot = store.snapshot(id, time);
    snapshots.add(snapshot);
    return new KeyCheck(key, snapshot);
  }

  private void append(List<Pending> group) {
    long time = oracle.nextWrite();
    SortedMap<CollectionId, List<Batch>> batches = new TreeMap<>();
    List<StagedPart> staged = new ArrayList<>();
    for (Pending write : group) {
      for (TableChange change : write.changes) {
        List<Batch> list = batches.computeIfAbsent(change.table(), id -> new ArrayList<>());
        change.batches().forEach(batch -> list.add(batch.stampedAt(time)));
        staged.addAll(change.staged());
      }
    }
    SortedMap<CollectionId, Batch> merged = new TreeMap<>();
    batches.forEach(
        (id, list) -> {
          Batch batch = Batch.merged(list);
          if (!batch.isEmpty()) {
            merged.put(id, batch);
          }
        });
    long expected = store.upper(GroupId.TABLES);
    AppendOutcome outcome =
        store.append(new Append(GroupId.TABLES, expected, time + 1, merged, staged, null));
    if (outcome instanceof AppendOutcome.UpperMismatch) {
      throw new TidewaterException(
          ErrorCode.FENCED, "another server has written to this database's tables");
    }
    oracle.markVisible(time);
  }
}
