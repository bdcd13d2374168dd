package dev.tidewater.coordinator.execute;

import dev.tidewater.coordinator.table.TableChange;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.Hold;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * A transaction: a block, or what one message of a client does. It reads at one time, or it
 * inserts; the first statement that touches a relation decides which. Inserted rows wait here until
 * the commit. Used by the session's thread.
 */
final class Transaction implements AutoCloseable {
  /** What ends a transaction. */
  enum Extent {
    /** COMMIT or ROLLBACK. */
    BLOCK,
    /** The end of a query string of several statements; none of them can be kept by itself. */
    SCRIPT,
    /** The next Sync of the extended protocol. */
    PIPELINE
  }

  private final List<Hold> holds = new ArrayList<>();
  private final Map<CollectionId, RowCollector> inserts = new LinkedHashMap<>();
  private final Cursors cursors = new Cursors();
  private Extent extent;
  private OptionalLong readTime = OptionalLong.empty();
  private boolean failed;

  Transaction(Extent extent) {
    this.extent = extent;
  }

  Extent extent() {
    return extent;
  }

  boolean isBlock() {
    return extent == Extent.BLOCK;
  }

  /** BEGIN in the middle of a message: what came before is part of the block. */
  void becomeBlock() {
    extent = Extent.BLOCK;
  }

  /** Cursors last as long as their transaction. */
  Cursors cursors() {
    return cursors;
  }

  boolean isFailed() {
    return failed;
  }

  void fail() {
    failed = true;
  }

  /** The time of all reads, once the first has fixed it. */
  OptionalLong readTime() {
    return readTime;
  }

  /** Fixes the time of all reads; the holds keep it readable. */
  void fixReadTime(long time, List<Hold> newHolds) {
    readTime = OptionalLong.of(time);
    holds.addAll(newHolds);
  }

  /** Refuses a read behind a write. */
  void checkMayRead() {
    if (!inserts.isEmpty()) {
      throw mixed(
          "a transaction that has written can't read",
          "Rows inserted in a transaction can be read once it is committed.");
    }
  }

  /** Refuses a write behind a read. */
  void checkMayInsert() {
    if (readTime.isPresent()) {
      throw mixed(
          "a transaction that has read can't write", "A transaction either reads or inserts.");
    }
  }

  private TidewaterException mixed(String summary, String detail) {
    TidewaterException error =
        new TidewaterException(ErrorCode.FEATURE_NOT_SUPPORTED, summary).detail(detail);
    return isBlock()
        ? error.hint("COMMIT or ROLLBACK first.")
        : error.hint("Statements sent in one message are one transaction: send them one by one.");
  }

  /**
   * Where the rows for a table are kept until the commit. One for each table, so that the primary
   * key is checked over all of them.
   */
  RowCollector collector(CollectionId table, Supplier<RowCollector> maker) {
    return inserts.computeIfAbsent(table, id -> maker.get());
  }

  /** What is to be written at the commit; to be asked for once. */
  List<TableChange> changes() {
    return inserts.values().stream().map(RowCollector::change).toList();
  }

  @Override
  public void close() {
    cursors.closeAll();
    holds.forEach(Hold::close);
    inserts.values().forEach(RowCollector::close);
    holds.clear();
    inserts.clear();
  }
}
