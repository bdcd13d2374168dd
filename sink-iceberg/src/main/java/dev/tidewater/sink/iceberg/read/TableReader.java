package dev.tidewater.sink.iceberg.read;

import dev.tidewater.sink.iceberg.catalog.CatalogConfig;
import dev.tidewater.sink.iceberg.catalog.CatalogErrors;
import dev.tidewater.sink.iceberg.catalog.CatalogHandle;
import dev.tidewater.sink.iceberg.catalog.IcebergCatalogs;
import dev.tidewater.sink.iceberg.commit.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table through Iceberg's generic reader: nothing of the server's own takes part, so what
 * it shows is what other engines see. For display and tests, not for speed. For one thread.
 *
 * <p>Values are in Iceberg's generic form: Boolean, Integer, Long, Float, Double, BigDecimal,
 * String, LocalDate, LocalTime, LocalDateTime, OffsetDateTime, byte[] and List; null for NULL.
 */
public final class TableReader implements AutoCloseable {
  private final CatalogHandle catalog;
  private final Table table;

  private TableReader(CatalogHandle catalog, Table table) {
    this.catalog = catalog;
    this.table = table;
  }

  /**
   * @throws dev.tidewater.types.TidewaterException if there is no such table
   */
  public static TableReader open(CatalogConfig config, String namespace, String table) {
    CatalogHandle catalog = IcebergCatalogs.open(config);
    try {
      TableIdentifier name = IcebergCatalogs.table(namespace, table);
      return new TableReader(catalog, catalog.catalog().loadTable(name));
    } catch (RuntimeException e) {
      catalog.close();
      throw CatalogErrors.translate(e, catalog.subject());
    }
  }

  /** Whether there is such a table. */
  public static boolean exists(CatalogConfig config, String namespace, String table) {
    try (CatalogHandle catalog = IcebergCatalogs.open(config)) {
      return catalog.catalog().tableExists(IcebergCatalogs.table(namespace, table));
    }
  }

  /** Looks for new snapshots. */
  public void refresh() {
    table.refresh();
  }

  /** Where the table's files lie. */
  public String location() {
    return table.location();
  }

  public List<String> columns() {
    return table.schema().columns().stream().map(Types.NestedField::name).toList();
  }

  /** The snapshots of the main branch, oldest first, as far as they have not been expired. */
  public List<TableSnapshot> snapshots() {
    List<TableSnapshot> snapshots = new ArrayList<>();
    Snapshot each = table.currentSnapshot();
    while (each != null) {
      snapshots.add(0, describe(each));
      Long parent = each.parentId();
      each = parent == null ? null : table.snapshot(parent);
    }
    return snapshots;
  }

  /** Where the files lie that some snapshot consists of, those with deletions among them. */
  public Set<String> committedFiles() {
    Set<String> locations = new HashSet<>();
    for (Snapshot snapshot : table.snapshots()) {
      TableScan scan = table.newScan().useSnapshot(snapshot.snapshotId());
      try (CloseableIterable<FileScanTask> tasks = scan.planFiles()) {
        for (FileScanTask task : tasks) {
          locations.add(task.file().location());
          task.deletes().forEach(deletes -> locations.add(deletes.location()));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return locations;
  }

  private static TableSnapshot describe(Snapshot snapshot) {
    Map<String, String> summary = snapshot.summary();
    String frontier = summary.get(Progress.FRONTIER);
    Long parent = snapshot.parentId();
    return new TableSnapshot(
        snapshot.snapshotId(),
        parent == null ? OptionalLong.empty() : OptionalLong.of(parent),
        Instant.ofEpochMilli(snapshot.timestampMillis()),
        String.valueOf(snapshot.operation()),
        frontier == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(frontier)),
        summary);
  }

  /** All rows of the current snapshot, in no order. */
  public List<List<@Nullable Object>> rows() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    if (table.currentSnapshot() != null) {
      read(IcebergGenerics.read(table), Long.MAX_VALUE, rows::add);
    }
    return rows;
  }

  /** At most so many rows of the current snapshot. */
  public List<List<@Nullable Object>> rows(long limit) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    if (table.currentSnapshot() != null) {
      read(IcebergGenerics.read(table), limit, rows::add);
    }
    return rows;
  }

  /** All rows of a snapshot, in no order. */
  public List<List<@Nullable Object>> rowsAt(long snapshotId) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    read(IcebergGenerics.read(table).useSnapshot(snapshotId), Long.MAX_VALUE, rows::add);
    return rows;
  }

  /** Shows each row of the current snapshot to a consumer. */
  public void forEachRow(Consumer<List<@Nullable Object>> consumer) {
    if (table.currentSnapshot() != null) {
      read(IcebergGenerics.read(table), Long.MAX_VALUE, consumer);
    }
  }

  private void read(
      IcebergGenerics.ScanBuilder scan, long limit, Consumer<List<@Nullable Object>> consumer) {
    long left = limit;
    try (CloseableIterable<Record> records = scan.build()) {
      for (Record record : records) {
        if (left-- == 0) {
          return;
        }
        consumer.accept(values(record));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<@Nullable Object> values(Record record) {
    List<@Nullable Object> values = new ArrayList<>(record.size());
    for (int i = 0; i < record.size(); i++) {
      values.add(value(record.get(i)));
    }
    return values;
  }

  private static @Nullable Object value(@Nullable Object value) {
    if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      return bytes;
    }
    return value instanceof CharSequence text ? text.toString() : value;
  }

  @Override
  public void close() {
    catalog.close();
  }
}
