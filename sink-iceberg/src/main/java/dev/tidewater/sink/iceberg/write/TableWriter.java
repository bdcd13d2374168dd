package dev.tidewater.sink.iceberg.write;

import dev.tidewater.sink.iceberg.commit.StagedFiles;
import dev.tidewater.sink.iceberg.table.SinkMode;
import dev.tidewater.sink.iceberg.table.TableShape;
import dev.tidewater.sink.iceberg.write.UpsertWriter.Deletes;
import dev.tidewater.store.Snapshot;
import dev.tidewater.types.ScalarType;
import dev.tidewater.types.row.RowLayout;
import dev.tidewater.types.row.Values;
import dev.tidewater.types.vector.ColumnVector;
import dev.tidewater.types.vector.LongVector;
import dev.tidewater.zset.UpdateCursor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongConsumer;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.Table;

/**
 * Writes the files of commits: of the first one from a snapshot of the relation, of the others from
 * its changes. Memory is bounded by the options, whatever the size of the relation.
 *
 * <p>Called by one thread; the work is spread over the pool's.
 */
public final class TableWriter {
  /** Whether somebody proved the key unique. */
  public enum KeyProof {
    PROVEN,
    NOT_ENFORCED
  }

  /**
   * @param budgetBytes of memory for changes that wait for a commit
   * @param spillDirectory for those that do not fit; may not exist yet
   */
  public record Options(
      KeyProof keyProof, KeyViolation violations, long budgetBytes, Path spillDirectory) {}

  /** Fewer changes than this make one file rather than one for each thread. */
  private static final long UPDATES_FOR_ONE_FILE = 100_000;

  /**
   * Parts of a snapshot or of many changes for each thread, so that none waits long for the last
   * one.
   */
  private static final int PARTS_PER_THREAD = 8;

  private final TableShape shape;
  private final Options options;
  private final WriterPool pool;
  private final RowLayout stored;

  /** How rows must be sorted so that those of a key are together. */
  private final RowLayout keyed;

  public TableWriter(TableShape shape, Options options, WriterPool pool) {
    this.shape = shape;
    this.options = options;
    this.pool = pool;
    this.stored = RowLayout.of(shape.relation());
    this.keyed = isStoredByKey() ? stored : keyedLayout();
  }

  /** Also true in mode APPEND, where no order is needed. */
  private boolean isStoredByKey() {
    List<Integer> key = shape.key();
    List<Integer> leading = shape.relation().primaryKey();
    return shape.mode() == SinkMode.APPEND
        || (key.size() == leading.size() && leading.containsAll(key));
  }

  private RowLayout keyedLayout() {
    return RowLayout.of(
        shape.relation().types(),
        shape.relation().columns().stream().map(c -> c.nullable()).toList(),
        shape.key());
  }

  /** An empty buffer for the changes of the next commit. */
  public ChangeBuffer newBuffer() {
    boolean timesMatter =
        shape.mode() == SinkMode.APPEND || options.violations() == KeyViolation.KEEP_LAST;
    return new ChangeBuffer(
        stored,
        keyed,
        timesMatter ? ChangeBuffer.Times.KEPT : ChangeBuffer.Times.MERGED,
        options.budgetBytes(),
        options.spillDirectory());
  }

  /**
   * Writes all rows of a relation.
   *
   * @param table in a state that does not change meanwhile
   * @param rowsDone is told now and then how many more rows are written
   */
  public StagedFiles writeSnapshot(Table table, Snapshot snapshot, LongConsumer rowsDone) {
    TableFiles files = new TableFiles(table, shape);
    long asOf = snapshot.asOf();
    if (shape.mode() == SinkMode.UPSERT && options.keyProof() == KeyProof.NOT_ENFORCED) {
      return writeUnproven(files, snapshot, rowsDone);
    }
    Queue<UpdateCursor> parts =
        new ConcurrentLinkedQueue<>(snapshot.split(pool.parallelism() * PARTS_PER_THREAD));
    List<WriterTask> tasks = new ArrayList<>();
    for (int i = 0; i < pool.parallelism(); i++) {
      tasks.add(
          shape.mode() == SinkMode.APPEND
              ? appendTask(files, stored, parts, rowsDone)
              : upsertTask(
                  files, stored, RowGrouping.byRow(), parts, Deletes.RETRACTED, asOf, rowsDone));
    }
    return pool.run(tasks, files.table());
  }

  /** Sorts the rows by the key where they are not, so that a second row of a key is found. */
  private StagedFiles writeUnproven(TableFiles files, Snapshot snapshot, LongConsumer rowsDone) {
    long asOf = snapshot.asOf();
    if (keyed == stored) {
      Queue<UpdateCursor> all = new ConcurrentLinkedQueue<>(List.of(snapshot.rows()));
      WriterTask task =
          upsertTask(
              files, keyed, RowGrouping.byKey(keyed), all, Deletes.RETRACTED, asOf, rowsDone);
      return pool.run(List.of(task), files.table());
    }
    try (ChangeBuffer sorted = newBuffer();
        UpdateCursor rows = snapshot.rows()) {
      sorted.add(rows);
      try (PendingChanges changes = sorted.drain()) {
        if (changes.isEmpty()) {
          return StagedFiles.none(files.table());
        }
        return writeUpserts(files, changes, Deletes.RETRACTED, asOf, rowsDone);
      }
    }
  }

  /**
   * Writes the net effect of changes.
   *
   * @param table in a state that does not change meanwhile
   * @param upper all of them lie before it
   */
  public StagedFiles writeChanges(Table table, PendingChanges changes, long upper) {
    if (changes.isEmpty()) {
      return StagedFiles.none(table);
    }
    TableFiles files = new TableFiles(table, shape);
    if (shape.mode() == SinkMode.UPSERT) {
      Deletes deletes =
          options.violations() == KeyViolation.KEEP_LAST ? Deletes.TOUCHED : Deletes.RETRACTED;
      return writeUpserts(files, changes, deletes, upper, rows -> {});
    }
    Queue<UpdateCursor> runs = new ConcurrentLinkedQueue<>(changes.inOrder());
    return pool.run(List.of(appendTask(files, stored, runs, rows -> {})), files.table());
  }

  private StagedFiles writeUpserts(
      TableFiles files,
      PendingChanges changes,
      Deletes deletes,
      long upper,
      LongConsumer rowsDone) {
    int threads = changes.updates() < UPDATES_FOR_ONE_FILE ? 1 : pool.parallelism();
    int parts = threads == 1 ? 1 : threads * PARTS_PER_THREAD;
    Queue<UpdateCursor> ranges = new ConcurrentLinkedQueue<>(changes.ranges(keyed, parts));
    List<WriterTask> tasks = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      tasks.add(
          upsertTask(files, keyed, RowGrouping.byKey(keyed), ranges, deletes, upper, rowsDone));
    }
    return pool.run(tasks, files.table());
  }

  private WriterTask upsertTask(
      TableFiles files,
      RowLayout layout,
      RowGrouping grouping,
      Queue<UpdateCursor> cursors,
      Deletes deleted,
      long asOf,
      LongConsumer rowsDone) {
    RowNames names = new RowNames(shape.relation(), layout, shape.key());
    ColumnVector[] rowVectors = layout.allocate(RowBuffer.CAPACITY);
    RowFiles<DataFile> data =
        new RowFiles<>(
            layout.decoder(), rowVectors, rowVectors, RollingFiles.data(files), names, rowsDone);
    int[] key = shape.key().stream().mapToInt(Integer::intValue).toArray();
    ColumnVector[] keyVectors =
        Arrays.stream(key)
            .mapToObj(c -> Values.allocate(layout.type(c), RowBuffer.CAPACITY))
            .toArray(ColumnVector[]::new);
    RowFiles<DeleteFile> deletes =
        new RowFiles<>(
            layout.decoder(key),
            keyVectors,
            keyVectors,
            RollingFiles.deletes(files),
            names,
            rows -> {});
    UpsertWriter writer =
        new UpsertWriter(grouping, options.violations(), names, data, deletes, deleted, asOf);
    return new WriterTask(cursors, writer::write, data, deletes);
  }

  private WriterTask appendTask(
      TableFiles files, RowLayout layout, Queue<UpdateCursor> cursors, LongConsumer rowsDone) {
    RowNames names = new RowNames(shape.relation(), layout, List.of());
    ColumnVector[] columns = layout.allocate(RowBuffer.CAPACITY);
    LongVector diffs = (LongVector) Values.allocate(ScalarType.INT4, RowBuffer.CAPACITY);
    LongVector times = (LongVector) Values.allocate(ScalarType.INT8, RowBuffer.CAPACITY);
    ColumnVector[] written = Arrays.copyOf(columns, columns.length + 2);
    written[columns.length] = diffs;
    written[columns.length + 1] = times;
    RowFiles<DataFile> data =
        new RowFiles<>(
            layout.decoder(), columns, written, RollingFiles.data(files), names, rowsDone);
    AppendWriter writer = new AppendWriter(data, diffs, times);
    return new WriterTask(cursors, writer::write, data, null);
  }
}
