package dev.tidewater.store.consensus;

import dev.tidewater.testkit.disk.Power;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Consensus in memory that outlives the simulated process, as a database does: what was committed
 * stays, what was not is gone. Can fail in the ways that a database fails. Safe for use by many
 * threads.
 */
public final class MemoryConsensus implements Consensus {
  /** What the next append does. */
  public enum NextAppend {
    SUCCEEDS,
    /** Commits, and then reports an error. */
    COMMITS_AND_FAILS,
    /** Reports an error that does not tell that nothing was written. */
    FAILS_WITHOUT_COMMIT,
    /** Reports a full disk. */
    FINDS_DISK_FULL,
    /** Acknowledges and writes nothing, as no database should. */
    LIES
  }

  private final Power power;
  private final NavigableMap<String, NavigableMap<Long, byte[]>> logs = new TreeMap<>();
  private NextAppend nextAppend = NextAppend.SUCCEEDS;

  public MemoryConsensus(Power power) {
    this.power = power;
  }

  public synchronized void next(NextAppend behaviour) {
    nextAppend = behaviour;
  }

  @Override
  public synchronized AppendResult append(List<Write> writes) {
    if (writes.stream().map(Write::key).distinct().count() != writes.size()) {
      throw new IllegalArgumentException("a key occurs more than once in an append");
    }
    power.use();
    for (Write write : writes) {
      long newest = newest(write.key());
      if (newest != write.sequence() - 1) {
        return new AppendResult.Conflict(write.key(), newest);
      }
    }
    NextAppend behaviour = nextAppend;
    nextAppend = NextAppend.SUCCEEDS;
    switch (behaviour) {
      case SUCCEEDS -> commit(writes);
      case COMMITS_AND_FAILS -> {
        commit(writes);
        throw new TidewaterException(ErrorCode.IO_ERROR, "simulated failure after commit");
      }
      case FAILS_WITHOUT_COMMIT ->
          throw new TidewaterException(ErrorCode.IO_ERROR, "simulated failure before commit");
      case FINDS_DISK_FULL ->
          throw new TidewaterException(ErrorCode.DISK_FULL, "simulated full disk");
      case LIES -> {}
    }
    power.use(); // Committed, but the process may never learn it.
    return new AppendResult.Appended();
  }

  private void commit(List<Write> writes) {
    for (Write write : writes) {
      NavigableMap<Long, byte[]> log = logs.computeIfAbsent(write.key(), key -> new TreeMap<>());
      log.put(write.sequence(), write.value().clone());
      log.headMap(write.keepFrom(), false).clear();
    }
  }

  private long newest(String key) {
    NavigableMap<Long, byte[]> log = logs.get(key);
    return log == null ? 0 : log.lastKey();
  }

  @Override
  public synchronized List<Entry> scan(String key, long from) {
    power.use();
    List<Entry> entries = new ArrayList<>();
    if (logs.containsKey(key)) {
      logs.get(key)
          .tailMap(from, true)
          .forEach((sequence, value) -> entries.add(new Entry(sequence, value.clone())));
    }
    return entries;
  }

  @Override
  public synchronized void truncate(String key, long before) {
    power.use();
    if (logs.containsKey(key)) {
      logs.get(key).headMap(Math.min(before, newest(key)), false).clear();
    }
  }

  @Override
  public synchronized void delete(String key) {
    power.use();
    logs.remove(key);
  }

  @Override
  public synchronized SortedSet<String> keys(String prefix) {
    power.use();
    SortedSet<String> found = new TreeSet<>();
    for (String key : logs.keySet()) {
      if (key.startsWith(prefix)) {
        found.add(key);
      }
    }
    return found;
  }

  /** Only the process goes; what was committed stays. */
  @Override
  public void close() {}
}
