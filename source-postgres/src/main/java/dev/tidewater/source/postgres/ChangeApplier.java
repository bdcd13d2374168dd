package dev.tidewater.source.postgres;

import dev.tidewater.source.postgres.SnapshotCopy.CopiedTable;
import dev.tidewater.source.postgres.pgoutput.MessageVisitor;
import dev.tidewater.source.postgres.pgoutput.RelationMessage;
import dev.tidewater.source.postgres.pgoutput.TextRow;
import dev.tidewater.store.CollectionStore;
import dev.tidewater.store.Snapshot;
import dev.tidewater.store.StagedPart;
import dev.tidewater.store.ingest.SourceListener;
import dev.tidewater.types.TidewaterException;
import dev.tidewater.zset.UpdateCursor;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings a replication stream into the tables. Assumes, and the tests break each of these in turn:
 *
 * <ol>
 *   <li>transactions come whole, in the order of their commits, from the slot's position on;
 *   <li>after a restart upstream may send transactions again: those that commit before the source's
 *       position are dropped;
 *   <li>a table that was copied at an LSN has all transactions that commit before it: until the
 *       stream has come that far its changes are dropped, and then the copy becomes visible
 *       together with what the other tables have reached;
 *   <li>a table that can't go on keeps what it had before the transaction that broke it.
 * </ol>
 */
final class ChangeApplier implements MessageVisitor {
  private static final int BOUND_MEMORY_EVERY_ROWS = 64;

  private final CollectionStore store;
  private final TickWriter writer;
  private final SourceListener listener;
  private final Map<Integer, TableIngest> tablesByOid = new HashMap<>();

  /** What upstream said last of each table, also of those that are not followed yet. */
  private final Map<Integer, RelationMessage> relations = new HashMap<>();

  private final AlteredTableCheck alteredTableCheck;
  private @Nullable TableSnapshot pendingSnapshot;
  private boolean inTransaction;
  private boolean seenBefore;
  private int rowsSinceBound;

  /** Looks up what a message does not tell of a table that may have been altered: its keys. */
  @FunctionalInterface
  interface AlteredTableCheck {
    /**
     * @throws TidewaterException if the table can't be followed any more
     */
    void requireCompatible(PostgresTable table, int oid);
  }

  ChangeApplier(
      CollectionStore store,
      TickWriter writer,
      SourceListener listener,
      AlteredTableCheck alteredTableCheck) {
    this.store = store;
    this.writer = writer;
    this.listener = listener;
    this.alteredTableCheck = alteredTableCheck;
  }

  /** From now on changes of the table with this object id go here. */
  void follow(int oid, TableIngest table) {
    tablesByOid.put(oid, table);
  }

  /** Checks a table that is followed against what the upstream catalog says of it now. */
  void checkAltered(int oid, @Nullable UpstreamTable upstream) {
    TableIngest table = tablesByOid.get(oid);
    if (table == null) {
      return;
    }
    try {
      SchemaCheck.requireSameTable(table.table(), oid, upstream);
    } catch (TidewaterException e) {
      fail(table, oid, e);
    }
  }

  /** Makes the copies visible as soon as the stream has come to where they were taken. */
  void joinWhenReached(TableSnapshot snapshot) {
    pendingSnapshot = snapshot;
    seenUpTo(writer.lsn());
  }

  boolean inTransaction() {
    return inTransaction;
  }

  /** Outside of a transaction: all transactions that commit before the LSN have come. */
  void seenUpTo(long lsn) {
    joinIfReached(lsn);
    writer.seenUpTo(lsn);
  }

  private void joinIfReached(long lsn) {
    TableSnapshot snapshot = pendingSnapshot;
    if (snapshot == null || Long.compareUnsigned(lsn, snapshot.lsn()) < 0) {
      return;
    }
    pendingSnapshot = null;
    for (CopiedTable copied : snapshot.tables()) {
      TidewaterException error = copied.error();
      if (error == null) {
        copied.table().committedParts.addAll(copied.parts());
        writer.join(copied.table(), copied.oid());
        follow(copied.oid(), copied.table());
      } else {
        fail(copied.table(), copied.oid(), error);
      }
    }
    writer.seenUpTo(snapshot.lsn());
    writer.append();
    for (CopiedTable copied : snapshot.tables()) {
      // Announced already if the table changed between the stream's start and the copy.
      RelationMessage relation = relations.get(copied.oid());
      if (relation != null) {
        applyRelation(relation);
      }
    }
  }

  /** Lets go of copies that did not become visible. */
  void discard() {
    if (pendingSnapshot != null) {
      pendingSnapshot.tables().forEach(copied -> copied.parts().forEach(StagedPart::close));
    }
  }

  @Override
  public void begin(long commitLsn) {
    inTransaction = true;
    seenBefore = Long.compareUnsigned(commitLsn, writer.lsn()) < 0;
    if (!seenBefore) {
      joinIfReached(commitLsn);
    }
  }

  @Override
  public void commit(long endLsn) {
    inTransaction = false;
    if (!seenBefore) {
      writer.commit(endLsn);
    }
  }

  @Override
  public void relation(RelationMessage relation) {
    relations.put(relation.oid(), relation);
    applyRelation(relation);
  }

  private void applyRelation(RelationMessage relation) {
    TableIngest table = tablesByOid.get(relation.oid());
    if (table == null) {
      return;
    }
    try {
      SchemaCheck.requireCompatible(table.table(), relation);
      alteredTableCheck.requireCompatible(table.table(), relation.oid());
      if (relation.replicaIdentity() != RelationMessage.FULL && !table.looksUpOldRows()) {
        writer.stage(table);
        table.lookUpOldRows(store);
      }
      table.columnsAre(relation.columns().stream().map(RelationMessage.Column::name).toList());
    } catch (TidewaterException e) {
      fail(table, relation.oid(), e);
    }
  }

  @Override
  public void insert(int relationOid, TextRow row) {
    change(relationOid, table -> table.add(row, 1));
  }

  @Override
  public void update(int relationOid, TextRow before, TextRow after) {
    change(relationOid, table -> table.replace(before, after));
  }

  @Override
  public void delete(int relationOid, TextRow before) {
    change(relationOid, table -> table.add(before, -1));
  }

  @Override
  public void updateWithoutOldRow(int relationOid, TextRow after) {
    change(relationOid, table -> table.replaceByKey(after, after, writer.readableTime()));
  }

  @Override
  public void updateWithOldKey(int relationOid, TextRow oldKey, TextRow after) {
    change(relationOid, table -> table.replaceByKey(oldKey, after, writer.readableTime()));
  }

  @Override
  public void deleteWithOldKey(int relationOid, TextRow oldKey) {
    change(relationOid, table -> table.replaceByKey(oldKey, null, writer.readableTime()));
  }

  @Override
  public void truncate(int[] relationOids) {
    for (int oid : relationOids) {
      change(oid, this::retractAll);
    }
  }

  /**
   * Takes every row of the table away: those that the store has, once the transactions before this
   * one are there, and those that this transaction brought.
   */
  private void retractAll(TableIngest table) {
    if (table.hasCommitted()) {
      writer.append();
    }
    table.empty();
    try (Snapshot snapshot = store.snapshot(table.table().collection(), writer.readableTime());
        UpdateCursor rows = snapshot.rows()) {
      while (rows.next()) {
        table.rows.add(rows.bytes(), rows.offset(), rows.length(), -rows.diff());
        boundMemory();
      }
    }
  }

  private void change(int relationOid, Change change) {
    TableIngest table = tablesByOid.get(relationOid);
    if (table == null || seenBefore) {
      return;
    }
    try {
      change.apply(table);
    } catch (UnfitRowException e) {
      fail(table, relationOid, e.error());
      return;
    }
    boundMemory();
  }

  private void boundMemory() {
    rowsSinceBound++;
    if (rowsSinceBound == BOUND_MEMORY_EVERY_ROWS) {
      rowsSinceBound = 0;
      writer.boundMemory();
    }
  }

  private void fail(TableIngest table, int oid, TidewaterException error) {
    tablesByOid.remove(oid);
    writer.fail(table, oid, error);
    listener.tableFailed(table.table().collection(), error);
  }

  @FunctionalInterface
  private interface Change {
    void apply(TableIngest table);
  }
}
