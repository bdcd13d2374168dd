package dev.tidewater.source.postgres;

import dev.tidewater.source.postgres.SourceProgress.TableError;
import dev.tidewater.source.postgres.SourceProgress.TableProgress;
import dev.tidewater.store.Append;
import dev.tidewater.store.AppendOutcome;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.GroupId;
import dev.tidewater.store.StagedPart;
import dev.tidewater.store.ingest.Timeline;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.zset.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Appends what the tables have gathered: the committed rows of all tables, and how far the source
 * has come, in one append with one timestamp. So a transaction is visible whole or not at all, and
 * after a crash rows and position agree. One thread at a time; after an exception its state is
 * void, and where the source stands is to be read from the store again.
 */
final class TickWriter {
  /** Memory for rows that are not appended yet, over all tables; beyond it they are staged. */
  static final long MAX_BUFFERED_BYTES = 32L << 20;

  /** The time that staged rows carry means nothing; the append gives them theirs. */
  static final long UNTIMED = 0;

  private final CollectionStore store;
  private final Timeline timeline;
  private final GroupId group;
  private final Map<CollectionId, TableIngest> tables;
  private final SortedMap<CollectionId, TableProgress> tableProgress;
  private final long systemId;
  private long upper;
  private long lsn;
  private long durableLsn;
  private boolean tablesChanged;

  TickWriter(
      CollectionStore store,
      Timeline timeline,
      GroupId group,
      Map<CollectionId, TableIngest> tables,
      SourceProgress progress) {
    this.store = store;
    this.timeline = timeline;
    this.group = group;
    this.tables = tables;
    this.systemId = progress.systemId();
    this.tableProgress = new TreeMap<>(progress.tables());
    tableProgress.keySet().retainAll(tables.keySet()); // The others were dropped here.
    this.lsn = progress.lsn();
    this.durableLsn = progress.lsn();
    this.upper = store.upper(group);
  }

  /** Everything before it is in the store, durably. */
  long durableLsn() {
    return durableLsn;
  }

  /** Everything before it is in the store or in the next append. */
  long lsn() {
    return lsn;
  }

  /** All transactions that commit before the LSN have been seen. */
  void seenUpTo(long newLsn) {
    if (Long.compareUnsigned(newLsn, lsn) > 0) {
      lsn = newLsn;
    }
  }

  /** The open transaction has committed. */
  void commit(long endLsn) {
    for (TableIngest table : tables.values()) {
      table.commit();
    }
    seenUpTo(endLsn);
  }

  /** The table can't go on; what the open transaction did to it is forgotten. */
  void fail(TableIngest table, int oid, TidewaterException error) {
    table.rollback();
    tableProgress.put(table.table().collection(), new TableProgress(oid, TableError.of(error)));
    tablesChanged = true;
  }

  /** The table's snapshot is among its committed rows. */
  void join(TableIngest table, int oid) {
    tableProgress.put(table.table().collection(), new TableProgress(oid, null));
    tablesChanged = true;
  }

  /** Writes rows ahead into the store if they take too much memory. */
  void boundMemory() {
    long buffered = 0;
    for (TableIngest table : tables.values()) {
      buffered += table.sizeBytes();
    }
    while (buffered > MAX_BUFFERED_BYTES) {
      TableIngest largest = null;
      for (TableIngest table : tables.values()) {
        if (largest == null || table.sizeBytes() > largest.sizeBytes()) {
          largest = table;
        }
      }
      if (largest == null) {
        return;
      }
      buffered -= largest.sizeBytes();
      stage(largest);
    }
  }

  /** Writes the table's rows ahead into the store. */
  void stage(TableIngest table) {
    CollectionId id = table.table().collection();
    if (table.rows.hasCommitted()) {
      stage(id, table.rows.takeCommitted(UNTIMED), table.committedParts);
    }
    if (table.rows.hasOpen()) {
      stage(id, table.rows.takeOpen(UNTIMED), table.openParts);
    }
    table.staged();
  }

  private void stage(CollectionId id, Batch batch, List<StagedPart> parts) {
    if (!batch.isEmpty()) {
      parts.add(store.stage(id, batch));
    }
  }

  /** Whether the position has moved since the last append. */
  boolean hasMoved() {
    return lsn != durableLsn;
  }

  /** Whether there is anything that must not wait: rows, or a table that failed. */
  boolean hasNews() {
    if (tablesChanged) {
      return true;
    }
    for (TableIngest table : tables.values()) {
      if (table.hasCommitted()) {
        return true;
      }
    }
    return false;
  }

  /** Appends the committed rows of all tables at the current time. */
  void append() {
    long time = Math.max(timeline.now(), upper);
    SortedMap<CollectionId, Batch> batches = new TreeMap<>();
    List<StagedPart> staged = new ArrayList<>();
    for (TableIngest table : tables.values()) {
      if (table.rows.hasCommitted()) {
        Batch batch = table.rows.takeCommitted(time);
        if (!batch.isEmpty()) {
          batches.put(table.table().collection(), batch);
        }
      }
      staged.addAll(table.committedParts);
    }
    SourceProgress progress = new SourceProgress(systemId, lsn, tableProgress);
    AppendOutcome outcome =
        store.append(new Append(group, upper, time + 1, batches, staged, progress.encode()));
    if (outcome instanceof AppendOutcome.UpperMismatch mismatch) {
      throw new TidewaterException(ErrorCode.FENCED, "another writer has taken over source {group}")
          .with("group", group)
          .with("expectedUpper", upper)
          .with("actualUpper", mismatch.actualUpper());
    }
    upper = time + 1;
    durableLsn = lsn;
    tablesChanged = false;
    tables.values().forEach(TableIngest::appended);
  }

  /** Moves the upper to the current time without an append. */
  void advance() {
    long time = Math.max(timeline.now(), upper);
    store.advance(group, time + 1);
    upper = time + 1;
  }

  /** The latest time at which the tables can be read: all that was appended is in. */
  long readableTime() {
    return upper - 1;
  }

  /** Lets go of all that was not appended. */
  void discard() {
    tables.values().forEach(TableIngest::discard);
  }
}
