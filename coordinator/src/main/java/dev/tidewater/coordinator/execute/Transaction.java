package dev.tidewater.coordinator.execute;

import dev.tidewater.coordinator.table.TableChange;
import dev.tidewater.store.CollectionId;
import dev.tidewater.store.Hold;
import dev.tidewater.types.ErrorCode;
import dev.tidewater.types.TidewaterException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A transaction block. It reads at one time, or it inserts into one table; the first statement that
 * touches a relation decides which. Inserted rows wait here until the commit. Used by the session's
 * thread.
 */
final class Transaction implements AutoCloseable {
  private final List<Hold> holds = new ArrayList<>();
  private final List<RowCollector> inserts = new ArrayList<>();
  private OptionalLong readTime = OptionalLong.empty();
  private @Nullable CollectionId insertTarget;
  private boolean failed;

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
    if (insertTarget != null) {
      throw new TidewaterException(
              ErrorCode.FEATURE_NOT_SUPPORTED, "a transaction that has written can't read")
          .detail("Rows inserted in a transaction can be read once it is committed.")
          .hint("COMMIT first.");
    }
  }

  /** Refuses a write behind a read, or into a second table. */
  void checkMayInsert(CollectionId table) {
    if (readTime.isPresent()) {
      throw new TidewaterException(
              ErrorCode.FEATURE_NOT_SUPPORTED, "a transaction that has read can't write")
          .detail("A transaction reads, or inserts into one table.")
          .hint("COMMIT or ROLLBACK first.");
    }
    if (insertTarget != null && !insertTarget.equals(table)) {
      throw new TidewaterException(
              ErrorCode.FEATURE_NOT_SUPPORTED, "a transaction can't insert into several tables")
          .hint("COMMIT between inserts into different tables.");
    }
  }

  /** Keeps rows until the commit. */
  void addInsert(CollectionId table, RowCollector rows) {
    insertTarget = table;
    inserts.add(rows);
  }

  /** What is to be written at the commit; to be asked for once. */
  List<TableChange> changes() {
    return inserts.stream().map(RowCollector::change).toList();
  }

  @Override
  public void close() {
    holds.forEach(Hold::close);
    inserts.forEach(RowCollector::close);
    holds.clear();
    inserts.clear();
  }
}
